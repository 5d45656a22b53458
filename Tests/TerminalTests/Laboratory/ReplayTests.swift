import TestSupport
import Testing

@testable import Engine
@testable import ResidualTUI

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RealTerminal {
  /// `--save-run` and `replay`: a run leaves the screen and comes back to the same bits.
  @Suite struct ReplayTests {
    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/a b.run" }

    init() throws { folder = try TemporaryDirectory() }

    private static let small = ["run", "--pace", "unlimited"] + TrainCommandTests.small.dropFirst()

    /// Two lanes that were told this and that, one of them from its start again.
    private func save(_ flags: [String] = [], end: String = "q") throws {
      let terminal = try PseudoTerminal(Self.small + ["--save-run", path] + flags)
      try terminal.wait(forText: "step 1")
      try terminal.type(" ")
      try terminal.wait(forText: "paused")
      for keys in ["n", "w", "i", "f", "r", "]"] { try terminal.type("\(keys).") }
      try terminal.wait(forText: "residual-tui  ● ■2")
      try terminal.type(end)
      #expect(try terminal.waitForExit() == .exited(end == "q" ? 0 : 130))
      #expect(terminal.screen.description.contains("residual-tui replay '"))
    }

    @Test(arguments: ["q", "\u{03}"]) func aSavedRunHasTheSameBits(end: String) throws {
      try save(end: end)
      let result = try RunProgram.run(["replay", path, "--check"])
      #expect(result.code == 0 && result.errors == "", "\(result.errors)")
      #expect(result.lines.count == 2)
      #expect(result.lines.allSatisfy { $0.hasSuffix(", the same bits") })
    }

    @Test func itOpensWhereItWasSaved() throws {
      try save()
      let run = try RunFile(bytes: Array(try TextFile.read(path).utf8).span)
      let terminal = try PseudoTerminal(["replay", path, "--save-run", path + "2"])
      try terminal.wait(forText: "replayed: the same bits as saved")
      try terminal.wait(forText: "residual-tui  ●1 ■")
      try terminal.wait(forText: "paused")
      try terminal.type("}")
      try terminal.wait(forText: "residual-tui  ● ■2")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      let again = try RunFile(bytes: Array(try TextFile.read(path + "2").utf8).span)
      #expect(again.text == run.text)
    }

    @Test func otherKernelsAreTold() throws {
      try #require(InstructionSet.available.count > 1)
      try save(["--isa", "baseline"])
      let same = try RunProgram.run(["replay", path, "--check"])
      #expect(same.code == 0, "\(same.errors)")
      let best = try #require(InstructionSet.available.last).rawValue
      let other = try RunProgram.run(["replay", path, "--check", "--isa", best])
      #expect(other.code == 1 && other.output.contains(", saved was "))
      #expect(
        other.errors.contains(
          "expected the saved bits, found others: it was saved on baseline, this is \(best)"))
    }

    @Test func aTextThatIsMissingOrAnotherIsTold() throws {
      let book = folder.path + "/book.txt"
      try TextFile.write(String(repeating: "the cat sat on the mat. ", count: 40), to: book)
      try save(["--text", book])
      // The same letters, each one place further on: no window of one is the other's.
      try TextFile.write(String(repeating: "he cat sat on the mat. t", count: 40), to: book + "2")
      let other = try RunProgram.run(["replay", path, "--check", "--text", book + "2"])
      #expect(other.code == 1 && other.errors.contains("the text is another; --text names"))
      let same = try RunProgram.run(["replay", path, "--check", "--text", book])
      #expect(same.code == 0, "\(same.errors)")
      #expect(unsafe unlink(book) == 0)
      let gone = try RunProgram.run(["replay", path, "--check"])
      #expect(gone.code == 1 && gone.errors.contains("No such file"))
    }

    @Test func damagedFilesAreRefusedWithTheirPlace() throws {
      try save()
      let text = try TextFile.read(path)
      let cases = [
        ("", "line 1: expected a saved run, found the end of the file"),
        ("{\"kind\":\"walk\"}\n", "line 1: expected a saved run, found 'walk'"),
        (String(text.dropLast(30)), "line "),
        (text.replacing("norm=post", with: "norm=poet"), "norm: expected"),
        (
          text.replacing("\"lanes\":2", with: "\"lanes\":9"),
          "line 1: lanes: expected 1 to 4, found 9"
        ),
        (text + "{}\n", ": expected the end of the file"),
        ("\u{1b}[31m" + text, "line 1: "),
      ]
      for (damaged, complaint) in cases {
        try TextFile.write(damaged, to: path)
        for arguments in [["replay", path], ["replay", path, "--check"]] {
          let result = try RunProgram.run(arguments)
          #expect(result.code == 1 && result.errors.contains(complaint), "\(result.errors)")
          #expect(!result.errors.contains("\u{1b}") && result.lines.isEmpty)
        }
      }
    }

    @Test(arguments: [
      (["run", "--save-run", "/no/such/x"], "cannot write into '/no/such': No such file"),
      (["run", "--save-run", ""], "--save-run: expected a file, found an empty name"),
      (["run", "--history-memory", "x"], "--history-memory: expected 0 to 65536 megabytes"),
      (["replay"], "Missing expected argument"),
      (["replay", "/no/such/x"], "'/no/such/x': cannot read: No such file or directory"),
    ]) func wrongLinesAreRefused(arguments: [String], complaint: String) throws {
      let terminal = try PseudoTerminal(arguments)
      let code: Int32 = complaint.contains("No such file") ? 1 : 2
      #expect(try terminal.waitForExit() == .exited(code))
      #expect(terminal.screen.contains(complaint))
      #expect(terminal.unrestored == [])
    }

    @Test func aTextForARunWithoutOneIsRefused() throws {
      try save()
      let result = try RunProgram.run(["replay", path, "--check", "--text", path])
      #expect(result.code == 2)
      #expect(result.errors.contains("--text: expected a run on a text, found one on copy"))
    }

    @Test func theColonLineSavesRunsToo() throws {
      let terminal = try PseudoTerminal(Self.small)
      try terminal.wait(forText: "step 1")
      try terminal.type(":save-run \(path)\r")
      try terminal.wait(forText: "written to")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(try RunProgram.run(["replay", path, "--check"]).code == 0)
    }

    @Test func aFullDiskIsTold() throws {
      let terminal = try PseudoTerminal(Self.small)
      try terminal.wait(forText: "step 1")
      try terminal.type(":save-run /dev/full\r")
      try terminal.wait(forText: "expected a file to write, found a device")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
    }
  }
}
