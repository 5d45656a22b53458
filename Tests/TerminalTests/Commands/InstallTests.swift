import Foundation
import TestSupport
import Testing

@testable import ResidualTUI

/// What is installed, and that all of it speaks of the same flags.
@Suite final class InstallTests {
  private let folder: URL

  init() throws { folder = try RunProgram.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let files = [
    "bin/residual-tui", "share/bash-completion/completions/residual-tui",
    "share/fish/vendor_completions.d/residual-tui.fish", "share/man/man1/residual-tui.1",
    "share/zsh/site-functions/_residual-tui",
  ]

  /// Long flags of each command, as the parser tells.
  private static func flags() throws -> [String: Set<String>] {
    let commands = try OptionTable.present().command.subcommands ?? []
    return Dictionary(
      uniqueKeysWithValues: commands.map { command in
        let names = (command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.text)
        return (command.commandName, Set(names.filter { $0.hasPrefix("--") }))
      })
  }

  private static let shown = [
    "run", "train", "evaluate", "step", "verify", "replay", "snapshot", "info",
  ]

  /// Words that begin with `--`.
  private static func longFlags(in text: String) -> Set<String> {
    Set(text.matches(of: /--[a-z][a-z-]*[a-z]/).map { String($0.output) })
  }

  @Test func helpAndTableNameTheSameFlags() throws {
    let flags = try Self.flags()
    for command in Self.shown {
      let help = try RunProgram.run([command, "--help"]).output
      let lines = help.split(separator: "\n").filter { $0.hasPrefix("  -") }
      let found = lines.reduce(into: Set<String>()) { found, line in
        found.formUnion(Self.longFlags(in: String(line.prefix { $0 != "<" }.prefix(24))))
      }
      #expect(found == flags[command], "\(command)")
    }
  }

  @Test func theManualNamesEveryFlagOfEveryCommand() throws {
    let page = try RunProgram.run(["manual"]).output.replacing("\\-", with: "-")
    let all = try Self.flags().filter { Self.shown.contains($0.key) }.values
      .reduce(Set<String>()) { $0.union($1) }
    let items = page.split(separator: "\n").filter { $0.hasPrefix("\\fB--") }
    let named = Set(items.map { String($0.dropFirst(3).prefix { $0 != "\\" }) })
    #expect(named == all.subtracting(["--help", "--version"]))
    for command in Self.shown { #expect(page.contains("\n.SS \(command)\n")) }
    let macros: Set = [".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") {
      #expect(macros.contains(String(line.prefix { $0 != " " })), "\(line)")
    }
  }

  @Test func everyFlagOfTheSharedHeadingsIsAPreference() throws {
    let run = try #require(
      OptionTable.present().command.subcommands?.first { $0.commandName == "run" })
    let shared = (run.arguments ?? []).filter { $0.sectionTitle != nil }
    let flags = Set(shared.compactMap { $0.names?.last?.name })
    let names = Set(flags.map { $0 == "no-mouse" ? "mouse" : $0 })
    let except: Set = [
      "config", "config-file", "no-input", "weights", "fresh-optimizer", "log", "save-run",
      "record",
    ]
    #expect(names.subtracting(except) == Set(PreferenceKey.all.map(\.name)))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsNameEveryFlag(shell: String) throws {
    let script = try RunProgram.run(["--generate-completion-script", shell])
    #expect(script.code == 0 && script.errors.isEmpty)
    let all = try Self.flags().values.reduce(Set<String>()) { $0.union($1) }
    for flag in all {
      #expect(
        script.output.contains(flag) || script.output.contains("'\(flag.dropFirst(2))"),
        "\(shell) lacks \(flag)")
    }
    #expect(script.output.contains("sandwich") && script.output.contains("normal02"))
    #expect(!script.output.contains("manual"))
  }

  @Test func installedFilesAreWholeAndRemovedAgain() throws {
    let root = folder.appending(path: "stage/usr")
    let installed = try RunProgram.script("Scripts/stage", ["\"$0\"", root.path])
    #expect(installed.code == 0 && installed.output.isEmpty, "\(installed.errors)")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    let found = paths.filter { path in !paths.contains { $0.hasPrefix(path + "/") } }
    #expect(found.sorted() == Self.files)
    let page = try String(contentsOf: root.appending(path: Self.files[3]), encoding: .utf8)
    #expect(page.hasPrefix(".TH RESIDUAL\\-TUI 1 "))
    let script = root.appending(path: Self.files[1]).path
    let bash = try RunProgram.run([], shell: "bash -n \(script)")
    #expect(bash.code == 0, "\(bash.errors)")
    let removed = try RunProgram.script("Scripts/stage", ["--remove", root.path])
    #expect(removed.code == 0)
    for name in Self.files {
      #expect(!FileManager.default.fileExists(atPath: root.path + "/" + name))
    }
  }
}
