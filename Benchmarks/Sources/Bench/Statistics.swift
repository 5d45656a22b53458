@testable import Engine
import Figures
@testable import TestSupport

/// What it costs to measure at every tap and to report it.
struct Statistics {
  let options: Options

  func measure(_ report: inout Report) throws {
    report.add("## Cost of the statistics")
    report.add(
      """
      Two trainers in short turns, with, without, without, with: one steps as always, the other \
      runs the same program without its measuring instructions and makes no report. Left in both \
      are the sums that the update itself needs (gradient norm, largest weight, what AdamW \
      changed). **cost**: the share of a step's time that is saved; the median of \
      7 such groups, or of as many as fit into \(options.rounds) s.
      """)
    var table = Table(["size", "ms with", "ms without", "cost"])
    for size in options.sizes {
      progress("\(size.name): statistics")
      let (with, without) = try Self.seconds(size, rounds: options.rounds)
      table.add(
        [
          size.name, Number.text(1e3 * median(with)), Number.text(1e3 * median(without)),
          Number.percent(1 - medianRatio(without, with)),
        ])
    }
    report.add(table)
  }

  /// Seconds per step in every round.
  private static func seconds(
    _ size: Size, rounds: Int
  ) throws -> (with: [Double], without: [Double]) {
    let configuration = try Ours.configuration(size.line)
    let watched = try Trainer(configuration, threads: Ours.threads, instructionSet: .best)
    let silent = try Trainer(configuration, threads: Ours.threads, instructionSet: .best)
    silent.machine.program = silent.machine.program.withoutMeasurements
    var report = StepReport()
    let stepWatched = { watched.step(into: &report) }
    let stepSilent = {
      silent.prepareStep()
      silent.machine.run()
    }
    stepWatched()
    stepSilent()
    var with: [Double] = []
    var without: [Double] = []
    let watch = Stopwatch()
    // A turn holds as many steps of every kind: some statistics are taken every few steps only.
    let interval = watched.similarityInterval
    repeat {
      let first = secondsPerStep(interval, stepWatched)
      without.append(
        (secondsPerStep(interval, stepSilent) + secondsPerStep(interval, stepSilent)) / 2)
      with.append((first + secondsPerStep(interval, stepWatched)) / 2)
    } while watch.seconds < Double(rounds) || with.count < 7
    return (with, without)
  }

  /// The mean of some multiple of `interval` steps, for about 30 ms.
  private static func secondsPerStep(_ interval: Int, _ step: () -> Void) -> Double {
    let watch = Stopwatch()
    var count = 0
    repeat {
      for _ in 0..<interval { step() }
      count += interval
    } while watch.seconds < 0.03
    return watch.seconds / Double(count)
  }
}

extension Engine.Program {
  /// A step that nobody inspects.
  fileprivate var withoutMeasurements: Engine.Program {
    Engine.Program(
      sharded: sharded.filter { !$0.operation.isMeasurement }, reductions: reductions,
      judgement: judgement, updates: updates, parameters: parameters, taps: taps)
  }
}
