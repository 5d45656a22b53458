import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RealTerminal {
  /// Measurements that are printed and not judged: other work on the machine would decide.
  @Suite struct LatencyTests {
    private static let isWanted = unsafe getenv("LATENCY") != nil || getenv("SOAK") != nil

    @Test(.enabled(if: isWanted), arguments: models)
    func keysAreAnsweredWhileItTrains(arguments: [String]) throws {
      let start = Stopwatch()
      let terminal = try PseudoTerminal(["run"] + arguments)
      try terminal.wait(for: "the screen") { $0.isAlternate }
      let opened = start.seconds
      try terminal.wait(forText: title)
      let drawn = start.seconds
      var times: [Double] = []
      for round in 0..<500 {
        // Help opens and closes: the frame is another one altogether.
        try terminal.type("?")
        times.append(try terminal.wait(forText: "help: the live screen"))
        _ = terminal.readFor(seconds: Double(round % 7) * 0.011)
        try terminal.type("?")
        times.append(
          try terminal.wait(for: "the live screen") { !$0.lines[0].contains("help: ") })
        _ = terminal.readFor(seconds: Double(round % 5) * 0.013)
      }
      print(
        "latency \(arguments): key to screen \(Self.summary(times));",
        "opened after \(opened * 1000) ms, drawn after \(drawn * 1000) ms")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    private static let models = [[], ["--layers", "96", "--width", "256"]] as [[String]]

    /// Of seconds, in milliseconds.
    private static func summary(_ seconds: [Double]) -> String {
      let times = seconds.sorted()
      func percentile(_ share: Double) -> Double {
        times[min(times.count - 1, Int(share * Double(times.count)))] * 1000
      }
      return "p50 \(percentile(0.5)) ms, p99 \(percentile(0.99)) ms, worst \(percentile(1)) ms"
    }

    @Test(.enabled(if: isWanted), arguments: models)
    func theFirstFrameAndTheFirstInterrupt(arguments: [String]) throws {
      var (frames, ends): ([Double], [Double]) = ([], [])
      for round in 0..<50 {
        let start = Stopwatch()
        let terminal = try PseudoTerminal(["run"] + arguments)
        try terminal.wait(forText: title)
        frames.append(start.seconds)
        _ = terminal.readFor(seconds: Double(round) * 0.01)
        let end = Stopwatch()
        terminal.signal(SIGINT)
        #expect(try terminal.waitForExit() == .exited(130))
        ends.append(end.seconds)
      }
      print("start \(arguments): first frame \(Self.summary(frames))")
      print("interrupt \(arguments): to the end \(Self.summary(ends))")
    }

    @Test(.enabled(if: isWanted), arguments: models)
    func aResizeIsFollowed(arguments: [String]) throws {
      let terminal = try PseudoTerminal(["run"] + arguments)
      try terminal.wait(forText: title)
      var times: [Double] = []
      for round in 0..<200 {
        let (columns, rows) = round.isMultiple(of: 2) ? (120, 36) : (80, 24)
        terminal.resize(columns: columns, rows: rows)
        times.append(
          try terminal.wait(for: "the new size") { $0.lines[rows - 1].contains(title) })
        _ = terminal.readFor(seconds: Double(round % 7) * 0.011)
      }
      print("resize \(arguments): to the screen \(Self.summary(times))")
    }

    @Test(.enabled(if: isWanted), arguments: [(80, 24), (200, 60)])
    func whatAMinuteWrites(columns: Int, rows: Int) throws {
      let terminal = try PseudoTerminal(columns: columns, rows: rows)
      try terminal.wait(forText: "running")
      _ = terminal.readFor(seconds: 5)
      let bytes = terminal.readFor(seconds: 60)
      print("output at \(columns)x\(rows), running: \(Double(bytes) * 8 / 60e6) Mbit/s")
    }

    #if os(Linux)
      @Test(.enabled(if: isWanted), arguments: models)
      func aPausedMinuteCosts(arguments: [String]) throws {
        let terminal = try PseudoTerminal(["run"] + arguments)
        try terminal.wait(forText: "running")
        try terminal.type(" ")
        try terminal.wait(forText: "paused")
        _ = terminal.readFor(seconds: 10)
        let before = try terminal.processorSeconds()
        let bytes = terminal.readFor(seconds: 60)
        let share = (try terminal.processorSeconds() - before) / 60
        print("paused \(arguments): \(share * 100) % of a processor, \(bytes) bytes in a minute")
      }
    #endif
  }
}
