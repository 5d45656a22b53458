import Foundation
import TestSupport
import Testing

/// What the real program spends, in numbers that no other work on the machine changes.
extension RealTerminal {
  @Suite struct BudgetTests {
    /// Where the library that counts is preloaded: nowhere but on glibc, and not under a sanitizer,
    /// whose own allocator must come first.
    private static let canCount =
      FileManager.default.fileExists(atPath: counterPath) && !Program.isSanitized

    private static let counterPath =
      URL(fileURLWithPath: Program.path).deletingLastPathComponent()
      .appending(path: "libAllocationCounter.so").path

    /// What a run allocated, until its end.
    private struct Allocations: Equatable {
      /// By the first thread: the screen's, or the trainer's where there is no screen.
      var first: Int
      /// By all others.
      var others: Int
    }

    /// Counts what a program that `run` starts with these variables allocates.
    private static func allocations(
      _ run: (_ environment: [String: String]) throws -> Void
    ) throws -> Allocations {
      let folder = try TemporaryDirectory()
      let path = folder.path + "/counts"
      // Where tables of a random order meet and grow is chance, at the start of the program.
      try run([
        "LD_PRELOAD": counterPath, "ALLOCATION_COUNTS": path, "SWIFT_DETERMINISTIC_HASHING": "1",
      ])
      let counts = try TextFile.read(path).split { " \n".contains($0) }.map { Int($0) ?? -1 }
      try #require(counts.count == 2 && counts[0] > 0)
      return Allocations(first: counts[0], others: counts[1])
    }

    /// Fifty steps more are not one allocation more, on no thread: reports, verdicts, the statistics
    /// that are taken every few steps and the held-out text of step 100 included.
    @Test(
      .enabled(if: canCount, "the counter needs glibc and no sanitizer"),
      arguments: ["copy", "reverse", "sort", "modsum", "brackets", "text"], [1, 2])
    func aStepAllocatesNothing(task: String, threads: Int) throws {
      let folder = try TemporaryDirectory()
      let text = folder.path + "/text"
      try TextFile.write(String(repeating: "the cat sat on the mat. ", count: 50), to: text)
      let material = task == "text" ? ["--text", text] : ["--task", task]
      let counts = try [60, 110].map { steps in
        try Self.allocations { environment in
          let result = try RunProgram.run(
            TrainCommandTests.small + material
              + ["--threads", "\(threads)", "--every", "1000", "--steps", "\(steps)"],
            environment: environment)
          #expect(result.code == 0, "\(result.errors)")
        }
      }
      #expect(counts[0] == counts[1])
    }

    /// A screen that follows gives every report back: beyond those that can wait for it, one after
    /// the other, the training threads allocate none.
    @Test(.enabled(if: canCount, "the counter needs glibc and no sanitizer"))
    func anOpenScreenAddsNoAllocationToAStep() throws {
      let steps = 12_000
      let counts = try Self.allocations { environment in
        let terminal = try PseudoTerminal(
          ["run"] + TrainCommandTests.small.dropFirst() + ["--pace", "unlimited"],
          environment: environment)
        try terminal.wait(for: "step \(steps)") { screen in
          let words = screen.lines[0].split(separator: " ")
          let place = words.firstIndex(of: "step").map { words.index(after: $0) }
          let text = place.flatMap { $0 < words.endIndex ? words[$0].filter(\.isNumber) : nil }
          return (text.flatMap { Int($0) } ?? 0) >= steps
        }
        try terminal.type("q")
        #expect(try terminal.waitForExit() == .exited(0))
      }
      // Two rings of 512 reports, each of taps, causes, layers and one layer's matrices, and what
      // starting takes: 1,800 to 3,000 in all, where one report each step would be 48,000.
      #expect(counts.others < 2 * 512 * 4 + 1500, "\(counts)")
    }

    private static let scenes: [(columns: Int, rows: Int, bytes: Int)] = [
      (80, 24, 7_000), (120, 36, 15_000), (200, 60, 20_500),
    ]

    /// A whole frame, as after ^L: five sixths of the bounds were seen, the same bytes each time.
    @Test(arguments: scenes)
    func aWholeFrameIsShort(columns: Int, rows: Int, bytes: Int) throws {
      let terminal = try PseudoTerminal(["run"], columns: columns, rows: rows)
      try terminal.wait(forText: "running")
      try terminal.train(until: 12)
      try terminal.pressInVain()
      let written = try terminal.redraw().count
      #expect(written > columns && written < bytes, "\(written)")
    }

    /// Keys and moments that change nothing on the screen make it write nothing.
    @Test func framesWithoutChangeWriteNothing() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: "step 1")
      try terminal.train(until: 3)
      try terminal.redraw()
      let before = terminal.screen.idleFrameCount
      try terminal.type(String(repeating: "\u{1b}[5~", count: 10))
      try terminal.wait(forText: "no such key here")
      // Until the note has had its time, the clock asks for dozens of frames.
      try terminal.wait(for: "the end of the note") { !$0.contains("no such key here") }
      #expect(terminal.screen.idleFrameCount == before)
    }
  }
}
