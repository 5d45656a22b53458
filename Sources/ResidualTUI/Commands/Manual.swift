#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The option table as the parser tells it: all commands with their flags.
struct OptionTable: Decodable, Hashable, Sendable {
  /// A command and what it takes.
  struct Command: Decodable, Hashable, Sendable {
    var commandName: String
    /// An example, a blank line, and what it does.
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  /// A flag, with its value or without.
  struct Argument: Decodable, Hashable, Sendable {
    struct Name: Decodable, Hashable, Sendable {
      var kind: String
      var name: String

      /// `--norm`, `-h`.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    /// The heading that several commands share.
    var sectionTitle: String?

    var takesValue: Bool { kind == "option" }
    var isOfEveryCommand: Bool { ["help", "version"].contains(names?.last?.name) }
  }

  var command: Command

  /// The program's own.
  static func present() throws -> OptionTable {
    try JSONDecoder().decode(OptionTable.self, from: Data(ResidualCommand._dumpHelp().utf8))
  }
}

/// The manual page, in the macros of man(7).
struct Manual {
  private let table: OptionTable
  private var commands: [OptionTable.Command] {
    (table.command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  init(_ table: OptionTable) { self.table = table }

  /// The whole page.
  var page: String {
    let root = table.command
    let name = root.commandName
    var text =
      ".TH \(Self.escaped(name.uppercased())) 1 \"\" \"\(name) \(Version.number)\"\n"
    text += ".SH NAME\n\(Self.escaped(name)) \\- a laboratory for residual connections\n"
    text += ".SH SYNOPSIS\n.B \(Self.escaped(name))\n[\\fIcommand\\fR] [\\fIflag\\fR ...]\n"
    text += ".SH DESCRIPTION\n" + Self.prose(root.abstract)
    text += ".SH COMMANDS\n" + commands.map(section).joined()
    text += groups.map { ".SH \(Self.escaped($0.title.uppercased()))\n\($0.text)" }.joined()
    text += ".SH ENVIRONMENT\n" + Self.variables.map(Self.item).joined()
    text += ".SH NOTES\n.nf\n\(Self.escaped(root.discussion ?? ""))\n.fi\n"
    return text
  }

  private func section(of command: OptionTable.Command) -> String {
    let own = (command.arguments ?? []).filter { $0.sectionTitle == nil && !$0.isOfEveryCommand }
    let shared = titles(of: command).map { $0.uppercased() }
    let pointer =
      shared.isEmpty
      ? "" : ".PP\nAlso the flags under \(Self.escaped(shared.joined(separator: ", "))).\n"
    return ".SS \(Self.escaped(command.commandName))\n" + Self.prose(command.abstract)
      + own.map(Self.item).joined() + pointer
  }

  /// The headings that a command shares with others.
  private func titles(of command: OptionTable.Command) -> [String] {
    (command.arguments ?? []).compactMap(\.sectionTitle).reduce(into: []) { titles, title in
      if !titles.contains(title) { titles.append(title) }
    }
  }

  /// Each shared heading once, with its flags.
  private var groups: [(title: String, text: String)] {
    let arguments = commands.flatMap { $0.arguments ?? [] }
    let all = commands.flatMap(titles).reduce(into: [String]()) { all, title in
      if !all.contains(title) { all.append(title) }
    }
    return all.map { title in
      let flags = arguments.filter { $0.sectionTitle == title }
      let once = flags.reduce(into: [OptionTable.Argument]()) { once, flag in
        if !once.contains(flag) { once.append(flag) }
      }
      return (title, once.map(Self.item).joined())
    }
  }

  private static func item(_ argument: OptionTable.Argument) -> String {
    let names = (argument.names ?? []).map { "\\fB\(escaped($0.text))\\fR" }.joined(separator: ", ")
    let value = argument.takesValue ? " \\fI\(escaped(argument.valueName ?? "value"))\\fR" : ""
    return ".TP\n\(names)\(value)\n\(escaped(argument.abstract ?? ""))\n"
  }

  private static func item(_ variable: (name: String, meaning: String)) -> String {
    ".TP\n.B \(escaped(variable.name))\n\(escaped(variable.meaning))\n"
  }

  private static let variables = [
    (PreferencesFile.variable, "The file of preferences, where --config-file names none."),
    (InstructionSetChoice.variable, "The instruction set, where --isa names none."),
    (
      "XDG_STATE_HOME",
      "Where residual-tui/crash.log and residual-tui/lessons are written; else ~/.local/state."
    ),
    ("COLORFGBG", "The background, where the terminal does not tell it and --theme is auto."),
    (
      "RESIDUAL_TUI_LAYERS, RESIDUAL_TUI_THEME, ...",
      "Each setting that info lists: below its flag and above the file."
    ),
    ("XDG_CONFIG_HOME", "Where residual-tui/config.toml is looked for; else ~/.config."),
    ("NO_COLOR", "If not empty, no colours, unless --color says always."),
    ("COLORTERM, TERM", "What the terminal is and how many colours it has."),
  ]

  private static func prose(_ text: String?) -> String {
    let paragraphs = (text ?? "").split(separator: "\n").map { escaped(String($0)) }
    guard let example = paragraphs.first else { return "" }
    return ".PP\n.nf\n\(example)\n.fi\n" + paragraphs.dropFirst().map { ".PP\n\($0)\n" }.joined()
  }

  /// Text that no character of is taken for a request.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let escaped = line.reduce(into: "") { result, character in
        switch character {
        case "\\": result += "\\e"
        case "-": result += "\\-"
        default: result.append(character)
        }
      }
      return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }.joined(separator: "\n")
  }
}
