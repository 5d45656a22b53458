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

    @Test(
      .enabled(if: isWanted), arguments: [[], ["--layers", "96", "--width", "256"]] as [[String]])
    func keysAreAnsweredWhileItTrains(arguments: [String]) throws {
      let start = Stopwatch()
      let terminal = try PseudoTerminal(["run"] + arguments)
      try terminal.wait(for: "the screen") { $0.isAlternate }
      let opened = start.seconds
      try terminal.wait(forText: title, timeout: 60)
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
      times.sort()
      func percentile(_ share: Double) -> Double {
        times[min(times.count - 1, Int(share * Double(times.count)))] * 1000
      }
      print(
        "latency \(arguments): key to screen p50 \(percentile(0.5)) ms, p99 \(percentile(0.99)) ms,",
        "worst \(percentile(1)) ms; opened after \(opened * 1000) ms, drawn after \(drawn * 1000) ms"
      )
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }
  }
}
