@testable import Engine
import Figures
@testable import TestSupport

/// What a step spends its time on: the same program with some of its instructions left out.
struct Parts {
  let options: Options

  func measure(_ report: inout Report) throws {
    report.add("## Where a step's time goes")
    report.add(
      """
      The step's program cut down to some of its instructions, over the same numbers in the same \
      memory, on \(Ours.threads) threads: only the **linear** layers' products, forward and \
      backward; those and **attention**; with every other **element-wise** instruction of the \
      shards; with reduction and **update**, which is the whole step. Each part is what its \
      instructions add; the median of \(options.rounds) rounds. **of peak**: of the linear products alone, at the \
      place and in the order they have in the step; so much would the machine give if all the rest \
      took no time.
      """)
    var table = Table(
      ["size", "linear ms", "of peak", "attention ms", "element-wise ms", "update ms", "step ms"])
    for size in options.sizes {
      progress("\(size.name): parts")
      table.add([size.name] + (try cells(size)))
    }
    report.add(table)
  }

  private func cells(_ size: Size) throws -> [String] {
    let trainer = try Trainer(
      try Ours.configuration(size.line), threads: Ours.threads, instructionSet: .best)
    var stepReport = StepReport()
    trainer.step(into: &stepReport)
    let whole = trainer.machine.program
    let linear = whole.keeping { $0.isLinear }
    let programs = [
      linear, whole.keeping { $0.isLinear || $0.isAttention }, whole.keeping { _ in true },
      whole,
    ]
    let operations = size.operations - size.attentionOperations
    var seconds = Array(repeating: [Double](), count: programs.count)
    var shares: [Double] = []
    for _ in 0..<options.rounds {
      for (index, program) in programs.enumerated() {
        trainer.machine.program = program
        let (time, peak) = Peak.around(threads: Ours.threads) { secondsPerStep(of: trainer) }
        seconds[index].append(time)
        if index == 0 { shares.append(operations / time / peak) }
      }
    }
    // The parts of the same round: a neighbour slows all of them down.
    let milliseconds = seconds.indices.map { index in
      let before = index == 0 ? seconds[0].map { _ in 0 } : seconds[index - 1]
      return Number.text(1e3 * median(zip(seconds[index], before).map { $0 - $1 }))
    }
    return [milliseconds[0], Number.percent(median(shares))] + milliseconds.dropFirst()
      + [Number.text(1e3 * median(seconds[3]))]
  }

  private func secondsPerStep(of trainer: Trainer) -> Double {
    let watch = Stopwatch()
    var count = 0
    repeat {
      trainer.prepareStep()
      trainer.machine.run()
      count += 1
    } while watch.seconds < 0.3
    return watch.seconds / Double(count)
  }
}

extension Engine.Program {
  /// The shards' part of it, as far as wanted; no update.
  fileprivate func keeping(_ isWanted: (Engine.Operation) -> Bool) -> Engine.Program {
    Engine.Program(
      sharded: sharded.filter { isWanted($0.operation) }, reductions: [], judgement: judgement,
      updates: [], parameters: parameters, taps: taps)
  }
}

extension Engine.Operation {
  fileprivate var isLinear: Bool {
    switch self {
    case .linear, .linearInputGradient, .linearWeightGradient: true
    default: false
    }
  }

  fileprivate var isAttention: Bool {
    switch self {
    case .attentionScores, .softmax, .attentionMix, .attentionMixGradient, .softmaxGradient,
      .attentionScoresGradient:
      true
    default: false
    }
  }
}
