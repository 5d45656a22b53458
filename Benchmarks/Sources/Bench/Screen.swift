import Engine
import Figures
@testable import TestSupport

/// What the screen costs and how fast it answers: the real program in a real terminal.
struct Screen {
  let rounds: Int

  private static let space = UInt8(ascii: " ")

  func measure(_ report: inout Report) throws {
    report.add("## The screen")
    try measureStart(&report)
    try measureFrames(&report)
    try measureKeys(&report)
    try measureTraining(&report)
  }

  // MARK: Start

  private func measureStart(_ report: inout Report) throws {
    progress("screen: start")
    var frames: [Double] = []
    var steps: [Double] = []
    for _ in 0..<max(rounds, 3) {
      let laboratory = try Laboratory(["run", "--pace", "unlimited"], columns: 120, rows: 36)
      frames.append(
        try laboratory.wait(for: "the first frame") {
          !$0.isSynchronized && $0.lines[0].hasPrefix(" residual-tui")
        })
      steps.append(
        try laboratory.wait(for: "the first step") {
          $0.contains("/s") && !$0.contains("waiting")
        })
    }
    report.add(
      """
      From the start of the program to its first frame \(Number.text(1e3 * median(frames))) ms \
      (worst \(Number.text(1e3 * frames.max(or: .nan)))), to the first trained step on the screen \
      \(Number.text(1e3 * median(steps))) ms; opening model, 120×36, medians of \(frames.count).
      """)
  }

  // MARK: Frames

  private func measureFrames(_ report: inout Report) throws {
    report.add(
      """
      Frames of the opening model at its usual pace, and whole repaints (Ctrl-L) while it is \
      paused. **CPU**: processor time of the thread that draws, per frame: events, the view, and \
      what ncurses makes of it. **of a core**: all its time while training. **paused**: all \
      threads of the program, once nothing has been typed for a while.
      """)
    var table = Table(
      [
        "screen", "frames/s", "CPU ms", "bytes", "of a core", "repaint CPU ms", "repaint bytes",
        "paused",
      ])
    for (columns, rows) in [(80, 24), (200, 60), (400, 100)] {
      progress("screen: frames at \(columns)×\(rows)")
      table.add(try frameCells(columns: columns, rows: rows))
    }
    report.add(table)
  }

  private func frameCells(columns: Int, rows: Int) throws -> [String] {
    let laboratory = try Laboratory(["run"], columns: columns, rows: rows)
    _ = try laboratory.wait(for: "training") { !$0.contains("waiting") && $0.contains("/s") }
    laboratory.collect(seconds: 1)
    let training = Self.cost(laboratory) { laboratory.collect(seconds: 4) }
    laboratory.type(Self.space)
    laboratory.collect(seconds: 0.5)
    let repainting = Self.cost(laboratory) {
      for _ in 0..<20 {
        laboratory.type(0x0c)
        laboratory.collect(seconds: 0.1)
      }
    }
    // The program's clock ticks faster for five seconds after a key.
    laboratory.collect(seconds: 6)
    let before = ThreadTime.ofProcess(laboratory.identifier)
    laboratory.collect(seconds: 4)
    let after = ThreadTime.ofProcess(laboratory.identifier)
    let paused = before.flatMap { before in after.map { ($0 - before) / 4 } }
    return [
      "\(columns)×\(rows)", Number.text(training.frames / training.seconds),
      Number.text(training.processorSeconds.map { 1e3 * $0 / training.frames }),
      Number.text(training.bytes / training.frames),
      Number.percent(training.processorSeconds.map { $0 / training.seconds }),
      Number.text(repainting.processorSeconds.map { 1e3 * $0 / repainting.frames }),
      Number.text(repainting.bytes / repainting.frames),
      paused.map { String(Number.percent($0)) } ?? "–",
    ]
  }

  private struct Cost {
    var seconds: Double
    var frames: Double
    var bytes: Double
    var processorSeconds: Double?
  }

  private static func cost(_ laboratory: Laboratory, _ body: () -> Void) -> Cost {
    laboratory.understand()
    let start = laboratory.now
    let before = ThreadTime.ofMainThread(laboratory.identifier)
    body()
    let after = ThreadTime.ofMainThread(laboratory.identifier)
    return Cost(
      seconds: laboratory.now - start, frames: Double(laboratory.frameCount),
      bytes: Double(laboratory.byteCount),
      processorSeconds: before.flatMap { before in after.map { $0 - before } })
  }

  // MARK: Keys

  private func measureKeys(_ report: inout Report) throws {
    progress("screen: keys while wide trains")
    let laboratory = try Laboratory(
      ["run", "--config", Size.wide.line, "--norm", "pre", "--pace", "unlimited"], columns: 120,
      rows: 36)
    _ = try laboratory.wait(for: "training") { !$0.contains("waiting") && $0.contains("/s") }
    var times: [Double] = []
    for number in 0..<200 {
      let wantsHelp = number.isMultiple(of: 2)
      let start = laboratory.now
      laboratory.type(UInt8(ascii: "?"))
      let seen = try laboratory.wait(for: "the answer") {
        !$0.isSynchronized && $0.lines[0].hasPrefix(" help") == wantsHelp
      }
      times.append(1e3 * (seen - start))
      laboratory.collect(seconds: 0.03 + Double(number % 7) * 0.011)
    }
    report.add(
      """
      From a key to the changed screen while wide trains at unlimited pace, \(times.count) keys: \
      p50 \(Number.text(percentile(0.5, of: times))) ms, p90 \
      \(Number.text(percentile(0.9, of: times))), p99 \(Number.text(percentile(0.99, of: times))), \
      worst \(Number.text(times.max(or: .nan))).
      """)
  }

  // MARK: Training beside the screen

  private func measureTraining(_ report: inout Report) throws {
    progress("screen: training beside it")
    let laboratory = try Laboratory(
      ["run", "--config", Size.medium.line, "--norm", "pre", "--pace", "unlimited"], columns: 120,
      rows: 36)
    _ = try laboratory.wait(for: "training") { !$0.contains("waiting") && $0.contains("/s") }
    laboratory.type(Self.space)
    laboratory.collect(seconds: 0.5)
    let trainer = try Trainer(
      try Ours.configuration(Size.medium.line), threads: Ours.threads, instructionSet: .best)
    var stepReport = StepReport()
    _ = Ours.round(trainer, &stepReport, seconds: 0.5)
    var headless: [Double] = []
    var shown: [Double] = []
    for _ in 0..<3 * rounds {
      headless.append(Ours.round(trainer, &stepReport, seconds: 1).rate)
      laboratory.understand()
      laboratory.type(Self.space)
      laboratory.collect(seconds: 1)
      laboratory.type(Self.space)
      // The first is the step that it was paused at.
      let steps = laboratory.understandSteps().dropFirst()
      if let first = steps.first, let last = steps.last, steps.count > 1 {
        shown.append(Double(last.step - first.step) / (last.seconds - first.seconds))
      }
      laboratory.collect(seconds: 0.2)
    }
    report.add(
      """
      Size medium at unlimited pace, in alternation: \(Number.text(median(headless))) steps/s \
      without a screen, \(Number.text(median(shown))) with it (120×36). It slows training down by \
      \(Number.percent(1 - medianRatio(shown, headless))), the median of \(shown.count) rounds.
      """)
  }
}

extension Collection<Double> {
  /// The largest; `value` of none.
  fileprivate func max(or value: Double) -> Double { self.max() ?? value }
}
