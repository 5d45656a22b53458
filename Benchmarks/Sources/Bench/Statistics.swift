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
      Two trainers in turns, \(options.rounds) each: one steps as always, the other runs the same \
      program without its measuring instructions and makes no report. Left in both are the sums \
      that the update itself needs (gradient norm, largest weight, what AdamW changed). \
      **cost**: the share of a step's time that is saved; the median of the rounds.
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
    let watched = try Trainer(configuration, threads: Ours.threads)
    let silent = try Trainer(configuration, threads: Ours.threads)
    silent.machine.program = silent.machine.program.withoutMeasurements
    let stepWatched = { _ = watched.step() }
    let stepSilent = {
      silent.prepareStep()
      silent.machine.run()
    }
    stepWatched()
    stepSilent()
    var with: [Double] = []
    var without: [Double] = []
    for _ in 0..<rounds {
      with.append(secondsPerStep(stepWatched))
      without.append(secondsPerStep(stepSilent))
    }
    return (with, without)
  }

  private static func secondsPerStep(_ step: () -> Void) -> Double {
    let watch = Stopwatch()
    var count = 0.0
    repeat {
      step()
      count += 1
    } while watch.seconds < 0.5
    return watch.seconds / count
  }
}

extension Engine.Program {
  /// The same step, seen by nobody.
  fileprivate var withoutMeasurements: Engine.Program {
    Engine.Program(
      sharded: sharded.filter { !$0.operation.isMeasurement }, reductions: reductions,
      judgement: judgement, updates: updates, parameters: parameters, taps: taps,
      tapGradients: tapGradients, branches: branches)
  }
}
