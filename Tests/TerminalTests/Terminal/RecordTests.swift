import Foundation
import TestSupport
import Testing

@testable import ResidualTUI

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RealTerminal {
  /// `--record`: a session as asciicast v2.
  @Suite struct RecordTests {
    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/a.cast" }

    init() throws { folder = try TemporaryDirectory() }

    private static let small = ["run", "--pace", "unlimited"] + TrainCommandTests.small.dropFirst()

    private struct Cast {
      var header: [String: Any]
      var events: [(seconds: Double, kind: String, text: String)] = []

      init(_ path: String) throws {
        let text = try TextFile.read(path)
        #expect(text.hasSuffix("\n"))
        let lines = try text.split(separator: "\n").map {
          try JSONSerialization.jsonObject(with: Data($0.utf8))
        }
        header = try #require(lines.first as? [String: Any])
        for line in lines.dropFirst() {
          let event = try #require(line as? [Any])
          let seconds = try #require(event[0] as? Double)
          events.append(
            (seconds, try #require(event[1] as? String), try #require(event[2] as? String)))
        }
      }

      func texts(_ kind: String) -> [String] { events.filter { $0.kind == kind }.map(\.text) }

      /// What is sent before the last event, which restores the terminal.
      var film: [UInt8] { Array(texts("o").dropLast().joined().utf8) }
    }

    @Test func theRecordingIsWhatTheTerminalGot() throws {
      let terminal = try PseudoTerminal(Self.small + ["--record", path])
      try terminal.wait(forText: "step 1")
      try terminal.type("n")
      try terminal.wait(forText: "norm pre")
      try terminal.type("\u{1b}[B ")
      try terminal.wait(forText: "paused")
      terminal.resize(columns: 100, rows: 30)
      try terminal.wait(for: "a footer in row 30") { $0.lines[29].contains("quit") }
      try terminal.type("q")
      var shown = terminal.screen.description
      try terminal.wait(for: "the end") { screen in
        if screen.isAlternate { shown = screen.description }
        return !screen.isAlternate
      }
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])

      let cast = try Cast(path)
      #expect(cast.header["version"] as? Int == 2)
      #expect(cast.header["width"] as? Int == 80 && cast.header["height"] as? Int == 24)
      #expect((cast.header["env"] as? [String: String])?["TERM"] == "xterm-256color")
      #expect(zip(cast.events, cast.events.dropFirst()).allSatisfy { $0.seconds <= $1.seconds })
      #expect(cast.texts("m") == ["n", "↓", "space", "q"])
      #expect(cast.texts("r") == ["100x30"])
      var rest = terminal.output[...]
      for text in cast.texts("o").dropLast() {
        let place = try #require(rest.firstRange(of: Array(text.utf8)))
        rest = rest[place.upperBound...]
      }
      try expect(cast, plays: shown)
    }

    /// Plays it in the tests' terminal and in tmux.
    private func expect(_ cast: Cast, plays shown: String) throws {
      var screen = ScreenModel(columns: 80, rows: 24)
      for event in cast.events {
        if event.kind == "r" { screen.resize(columns: 100, rows: 30) }
        let isLast = event.text == cast.texts("o").last
        if event.kind == "o", !isLast { screen.write(Array(event.text.utf8)[...]) }
      }
      #expect(screen.description == shown)
      let film = folder.path + "/film"
      try TextFile.write(String(decoding: cast.film, as: UTF8.self), to: film)
      let tmux = try TmuxSession("cat '\(film)'; read x", columns: 100, rows: 30)
      let rows = shown.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      try tmux.wait(for: "every row of\n\(shown)") { played in
        rows.allSatisfy { played.contains($0) }
      }
    }

    @Test func aStoppedTimeIsLeftOut() throws {
      let tmux = try TmuxSession(
        "cd '\(folder.path)'; PS1='$ ' exec bash --norc -i", columns: 120, rows: 24)
      try tmux.wait(for: "$")
      let words = (Self.small + ["--record", "a.cast"]).joined(separator: " ")
      try tmux.press("'\(Program.path)' \(words)", "Enter")
      try tmux.wait(for: "quit")
      try tmux.press("C-z")
      try tmux.wait(for: "Stopped")
      try tmux.press("fg", "Enter")
      try tmux.wait(for: "quit")
      try tmux.press("Space")
      try tmux.wait(for: "paused")
      try tmux.press("q")
      try tmux.wait(forModes: "0 1")
      // What is typed does not say `done`, so that the whole answer stands above it.
      try tmux.press("-l", "stty -a; echo don''e\n")
      let settings = try tmux.wait(for: "done")
      #expect(settings.contains(" icanon") && settings.contains(" echo "))
      let cast = try Cast(path)
      #expect(zip(cast.events, cast.events.dropFirst()).allSatisfy { $0.seconds <= $1.seconds })
      // Whether the line or the program takes ctrl-z, and what a terminal answers late, are its own.
      let marks = cast.texts("m")
      #expect(marks.contains("space") && marks.last == "q", "\(marks)")
    }

    @Test func aRefusingDiskEndsTheRecordingOnly() throws {
      let terminal = try PseudoTerminal(Self.small + ["--record", "/dev/full"])
      try terminal.wait(forText: "step 1")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(1))
      #expect(terminal.screen.contains("cannot write to '/dev/full': No space left on device"))
      #expect(terminal.unrestored == [])
    }

    @Test(arguments: [
      (["--record", "-"], "--record: expected a file, found -"),
      (["--record", ""], "--record: expected a file, found an empty name"),
      (["--record", "/no/such/x"], "'/no/such/x': cannot write: No such file"),
      (["--record", "/bin/sh"], "'/bin/sh': "),
      (["--record", "/tmp/x", "--accessible"], "--record: expected a screen to record"),
    ]) func wrongFilesAreRefused(arguments: [String], complaint: String) throws {
      let terminal = try PseudoTerminal(Self.small + arguments)
      let code = try terminal.waitForExit()
      #expect(code == .exited(1) || code == .exited(2))
      #expect(terminal.screen.contains(complaint), "\(terminal.screen)")
      #expect(terminal.unrestored == [])
    }
  }

  /// `demo` in a real terminal.
  @Suite struct DemoTests {
    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/a.cast" }

    init() throws { folder = try TemporaryDirectory() }

    #if arch(x86_64)
      @Test func itEndsInTheFrameOfTheFullSpeedPlay() throws {
        let stored = try TextFile.read(
          Repository.url("demos/vanishing/frames/80x24.en.txt").path)
        let last = try #require(stored.components(separatedBy: "size 80x24\n").last)
        let rows = last.split(separator: "\n").map { $0.dropFirst().dropLast() }
        let terminal = try PseudoTerminal([
          "demo", "vanishing", "--isa", "baseline", "--record", path, "--config-file", "/dev/null",
        ])
        // Slowly, so that it goes on by keys alone, and at last at the speed of that play.
        try terminal.type("--")
        for place in 1...6 {
          try terminal.wait(forText: " \(place)/6")
          if place < 6 { try terminal.type(place == 5 ? "++\u{1b}[C" : "\u{1b}[C") }
        }
        for (index, row) in rows.enumerated() {
          let found = terminal.screen.lines[index]
          #expect(Self.trimmed(found) == Self.trimmed(String(row)))
        }
        try terminal.type("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.unrestored == [])
        let marks = try TextFile.read(path).split(separator: "\n").filter {
          $0.contains(#","m","#)
        }
        #expect(marks.contains { $0.contains("And n: pre-norm.") })
      }
    #endif

    private static func trimmed(_ row: String) -> Substring {
      row.prefix(upTo: row.lastIndex { $0 != " " }.map(row.index(after:)) ?? row.startIndex)
    }

    @Test func itPausesSkipsAndLeaves() throws {
      let terminal = try PseudoTerminal(["demo", "first-minute", "--language", "zh"])
      try terminal.wait(forText: "1/6")
      try terminal.type(" ")
      try terminal.wait(forText: "space 继续")
      try terminal.type("+n")
      try terminal.wait(forText: "速度 ×2")
      try terminal.wait(forText: "演示播放中")
      try terminal.type("z")
      try terminal.wait(forText: "space go on")
      try terminal.type("\u{1b}")
      try terminal.wait(forText: "the laboratory is yours")
      try terminal.wait(forText: "space run")
      try terminal.type("n")
      try terminal.wait(forText: "norm pre")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test func theListAndWrongNames() throws {
      let english = try RunProgram.run(["demo"])
      #expect(english.code == 0 && english.lines.count == 8)
      #expect(english.lines[0].hasPrefix("first-minute         the tutorial's block stalls"))
      let chinese = try RunProgram.run(["demo", "--language", "zh"])
      #expect(chinese.lines[1].contains("梯度还没到输入就消失了"))
      let wrong = try RunProgram.run(["demo", "vanish"])
      #expect(wrong.code == 2 && wrong.output.isEmpty)
      #expect(wrong.errors.contains("expected first-minute, vanishing"))
      let near = try RunProgram.run(["demo", "warmup"])
      #expect(near.errors.contains("; did you mean 'warm-up'?"))
    }
  }
}
