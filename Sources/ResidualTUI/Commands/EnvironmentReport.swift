import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the program finds around itself, one fact at a time.
enum EnvironmentReport {
  /// A fact, and what to do when it is not as it should be.
  struct Fact: Hashable, Sendable {
    var name: String
    var value: String
    /// `nil` when all is well.
    var fix: String?
  }

  /// All facts, in the order in which `info` shows them.
  ///
  /// `fault` is what is wrong with the file of preferences.
  static func facts(
    _ file: PreferencesFile, fault: Failure?, isa: SourcedValue?, _ settings: ProgramSettings
  ) -> [Fact] {
    [
      version, program, preferences(file, fault), crashLog, locale, terminal, colors(settings),
      background, mouse, size, processors, instructionSet(isa), memory,
    ]
  }

  private static func preferences(_ file: PreferencesFile, _ fault: Failure?) -> Fact {
    let name = "preferences"
    if let fault {
      return Fact(name: name, value: fault.message, fix: "mend or remove the file")
    }
    guard let path = file.path else {
      return Fact(name: name, value: "none: HOME and XDG_CONFIG_HOME are not set")
    }
    let isThere = unsafe access(path, F_OK) == 0
    return Fact(name: name, value: path + (isThere ? "" : " (not there)"))
  }

  private static var crashLog: Fact {
    guard let path = CrashLog.path else {
      return Fact(
        name: "crash log", value: "none: neither XDG_STATE_HOME nor HOME is an absolute path")
    }
    let isThere = unsafe access(path, F_OK) == 0
    return Fact(name: "crash log", value: path + (isThere ? "" : " (not there)"))
  }

  private static var version: Fact {
    Fact(name: "version", value: Version.title)
  }

  private static var program: Fact {
    Fact(name: "program", value: executablePath ?? CommandLine.arguments.first ?? "unknown")
  }

  private static var locale: Fact {
    unsafe setlocale(LC_ALL, "")
    let codes = unsafe String(cString: nl_langinfo(nl_item(CODESET)))
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(System.variable).first ?? "not set"
    let fix = codes == "UTF-8" ? nil : "for real glyphs set LANG=C.UTF-8"
    return Fact(name: "locale", value: "\(name) (\(codes))", fix: fix)
  }

  private static var terminal: Fact {
    guard let term = System.variable("TERM") else {
      return Fact(name: "TERM", value: "not set", fix: "set TERM=xterm-256color")
    }
    do {
      _ = try TerminalDescription(firstOf: [term])
      return Fact(name: "TERM", value: term)
    } catch { return Fact(name: "TERM", value: term, fix: error.description) }
  }

  /// What the screen would open with, by the same plan and the same descriptions.
  private static func colors(_ settings: ProgramSettings) -> Fact {
    let name = "colours"
    let plan = ColorPlan(
      choice: settings.color, depth: settings.colorDepth, term: System.variable("TERM") ?? "dumb",
      colorTerm: System.variable("COLORTERM"), noColor: System.variable("NO_COLOR"))
    guard plan.usesColor else {
      let reason =
        settings.color == .never
        ? "color is never"
        : settings.colorDepth == .mono ? "color-depth is mono" : "NO_COLOR is set"
      return Fact(name: name, value: "none: \(reason)")
    }
    guard let description = try? TerminalDescription(firstOf: plan.names) else {
      return Fact(name: name, value: "unknown")
    }
    let depth = plan.depth(colors: description.colors).rawValue
    guard let wished = plan.names.first, wished != description.name else {
      return Fact(name: name, value: depth)
    }
    return Fact(
      name: name, value: "\(depth); for more, ncurses-term would have to bring \(wished)")
  }

  /// What decides the theme where nobody does.
  private static var background: Fact {
    let told = System.variable("COLORFGBG")
    let standard =
      "\(Theme(colorFGBG: told)), \(told == nil ? "as COLORFGBG is not set" : "by COLORFGBG")"
    let isAsked = description.map { TerminalQuestions.areKnown(to: $0.name) } ?? false
    return Fact(
      name: "background",
      value: isAsked ? "asked of the terminal; if it says nothing \(standard)" : standard)
  }

  private static var mouse: Fact {
    guard let description else {
      return Fact(name: "mouse", value: "unknown", fix: "set TERM=xterm-256color")
    }
    return Fact(
      name: "mouse",
      value: description.isANSI ? "asked of the terminal" : "not asked of \(description.name)")
  }

  private static var description: TerminalDescription? {
    System.variable("TERM").flatMap { try? TerminalDescription(firstOf: [$0]) }
  }

  private static var size: Fact {
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO] {
      guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
        continue
      }
      let fits = size.ws_col >= 40 && size.ws_row >= 12
      return Fact(
        name: "size", value: "\(size.ws_col)x\(size.ws_row)",
        fix: fits ? nil : "make the window at least 40x12, better 80x24")
    }
    return Fact(
      name: "size", value: "no terminal", fix: "start it in a terminal, or use residual-tui train")
  }

  private static var processors: Fact {
    let count = System.processorCount
    let threads = min(System.threadCount(asked: nil), Configuration().shardCount)
    let quota = System.processorQuota.map {
      ", of which the control group grants the time of \(Digits.fixed($0, 2)); \(threads) train"
    }
    return Fact(
      name: "processors", value: "\(count)\(quota ?? ", of which \(threads) train") by default")
  }

  private static func instructionSet(_ said: SourcedValue?) -> Fact {
    let name = "instructions"
    let names = InstructionSet.available.map(\.rawValue)
    do throws(Failure) {
      let choice = try InstructionSetChoice(said)
      let origin = choice.said.map { "from \($0.source)" } ?? "automatic"
      return Fact(
        name: name,
        value: "\(choice.instructionSet.rawValue) (\(choice.instructionSet.features)), \(origin) "
          + "(available: \(names.joined(separator: ", ")))")
    } catch {
      return Fact(
        name: name, value: "\(said?.source ?? "") is '\(said?.text ?? "")'",
        fix: "unset it, or set it to \(Choice.list(names + ["auto"]))")
    }
  }

  private static var memory: Fact {
    let needed = Configuration().memoryBytes
    let memory = System.memory
    let fits = needed <= memory.bytes
    let installed = ByteCount.text(System.installedBytes)
    let limit =
      memory.origin == .machine
      ? installed
      : "\(ByteCount.text(memory.limit)), \(memory.origin.name.english), of \(installed) installed"
    return Fact(
      name: "memory",
      value: "\(limit); the opening model takes \(ByteCount.text(needed))",
      fix: fits ? nil : "choose a smaller model with --batch, --layers and --width")
  }

  private static var executablePath: String? {
    guard let path = unsafe realpath("/proc/self/exe", nil) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
