import TestSupport
import Testing

@testable import ResidualTUI

extension RealTerminal {
  /// `--accessible`: the laboratory line by line, with a terminal and without.
  @Suite struct AccessibleTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// What the program says when these lines come from a file.
    private func told(
      _ lines: [String], _ flags: [String] = [], environment: [String: String] = [:]
    ) throws -> RunProgram.Result {
      let script = folder.path + "/script"
      try TextFile.write(lines.map { $0 + "\n" }.joined(), to: script)
      let small = TrainCommandTests.small.dropFirst()
      return try RunProgram.run(
        ["run", "--pace", "unlimited"] + small + flags, input: script, environment: environment)
    }

    @Test func aScriptIsTold() throws {
      // Paused and from a restart on, as step 20 may be long past when the first line is read.
      let result = try told(["space", "i", "until 20", "describe", "n", "quit"], ["--accessible"])
      #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
      #expect(!result.output.contains("\u{1b}"))
      let lines = result.lines
      #expect(lines.first == "residual-tui, told in sentences.")
      let paused = try #require(lines.firstIndex(of: "Paused at step 20."))
      let place = try #require(lines.firstIndex { $0.hasPrefix("Layer 1 attention: activation") })
      #expect(paused < place)
      #expect(lines.contains("Norm pre, every layer."))
      #expect(lines.contains { $0.hasPrefix("--config layers=1,") && $0.contains("norm=pre") })
    }

    /// While it is paused, a line waits until all that was asked for is done.
    @Test func aSingleStepIsWaitedFor() throws {
      let lines = try told(["space", "i", "c", ".", ".", "describe", "quit"], ["--accessible"])
        .lines
      let place = try #require(lines.lastIndex { $0.hasPrefix("Layer 1 attention: activation") })
      #expect(lines[..<place].contains { $0.hasPrefix("Step 1: loss") })
    }

    /// A demo tells its captions and then leaves the laboratory to the lines that wait.
    @Test(.enabled(if: !Program.isSanitized, "a sanitizer trains too slowly"))
    func aDemoIsTold() throws {
      let terminal = try PseudoTerminal(
        ["demo", "vanishing", "--accessible"], columns: 200, rows: 60)
      try terminal.wait(forText: "A demo plays; type space to pause")
      // Slowly, so that it goes on by these lines alone.
      try terminal.type("-\r-\r")
      for caption in ["Twelve layers in a row", "Backward the gradient shrinks too"] {
        try terminal.type("right\r")
        try terminal.wait(forText: caption)
      }
      try terminal.type("n\r")
      try terminal.wait(forText: "esc ends it and leaves the laboratory to you")
      try terminal.type("esc\r")
      try terminal.wait(forText: "space runs it on")
      try terminal.type("layers 2\r")
      try terminal.wait(forText: "nother model, from step 0")
      try terminal.type("quit\r")
      #expect(try terminal.waitForExit() == .exited(0))
    }

    /// What is asked of another model waits until it is there.
    @Test func linesBehindANewModelAreAboutIt() throws {
      // Paused and from a restart on, as step 5 may be long past when its line is read.
      let result = try told(["start pre", "space", "i", "until 5", "describe"], ["--accessible"])
      let place = try #require(result.lines.firstIndex(of: "Paused at step 5."))
      #expect(result.lines[..<place].contains { $0.contains("nother model, from step 0") })
      #expect(result.lines[place...].contains { $0.hasPrefix("Layer 12 attention: ") })
    }

    /// A piped walk: each operation is described when it is reached, and the lines wait for its answers.
    @Test func aStepIsWalked() throws {
      let lines = [
        "space", "s", "J", "j", "b", "b", "x", "p", "L", "s", "enter", "describe", "quit",
      ]
      let told = try told(lines, TrainCommandTests.small.dropFirst() + ["--accessible"]).lines
      func place(_ text: String) throws -> Int {
        try #require(told.firstIndex { $0.contains(text) }, "\(text): \(told)")
      }
      let first = try place("operation 1 of ")
      let second = try place("operation 3 of ")
      let gradient = try place(", backward, layer 1 attention: ")
      let lesion = try place("this step only.")
      let split = try place("by branches passed: share 0: ")
      let question = try place("Leave: enter finishes the step")
      let end = try place("The step is finished.")
      #expect(first < second && second < gradient && gradient < lesion && lesion < split)
      #expect(split < question && question < end)
    }

    @Test func endlessInputKeepsNobodyFromLeaving() throws {
      let result = try RunProgram.run(
        ["run", "--accessible"] + TrainCommandTests.small.dropFirst(),
        shell: #"(echo quit; yes lanes) | "$0" "$@""#)
      #expect(result.code == 0 && result.lines.count < 2000)
    }

    @Test func theEnvironmentAsksForIt() throws {
      let on = try told(["quit"], environment: ["RESIDUAL_TUI_ACCESSIBLE": "1"])
      #expect(on.code == 0 && on.output.hasPrefix("residual-tui, told in sentences."))
      let off = try told(["quit"], environment: ["RESIDUAL_TUI_ACCESSIBLE": "0"])
      #expect(off.code == 2 && off.output.isEmpty)
      let wrong = try told(["quit"], environment: ["RESIDUAL_TUI_ACCESSIBLE": "yes"])
      #expect(wrong.code == 2)
      #expect(wrong.errors.contains("RESIDUAL_TUI_ACCESSIBLE: expected on or off, found 'yes'"))
    }

    @Test func linesOfForeignTextStayText() throws {
      let result = try told(["save \u{1b}[31m/x", "\u{1b}]0;x\u{07}"], ["--accessible"])
      #expect(result.code == 1 || result.code == 0)
      #expect(!(result.output + result.errors).contains("\u{1b}"))
    }

    @Test func aRunIsSavedAtTheEndOfTheLines() throws {
      let path = folder.path + "/x.run"
      let result = try told(["until 5", "r"], ["--accessible", "--save-run", path])
      #expect(result.code == 0, "\(result.errors)")
      let replay = try RunProgram.run(["replay", path, "--check"])
      #expect(replay.code == 0 && replay.output.contains("the same bits"))
    }

    @Test func onATerminalItAnswersAndLeavesItAsItWas() throws {
      let terminal = try PseudoTerminal(RealTerminal.small + ["--accessible", "--language", "zh"])
      try terminal.wait(forText: "以文字叙述")
      try terminal.type("norm pre\r")
      try terminal.wait(forText: "pre")
      try terminal.type("\u{03}")
      #expect(try terminal.waitForExit() == .exited(130))
      #expect(terminal.unrestored == [])
    }
  }
}
