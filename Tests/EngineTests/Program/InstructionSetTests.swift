import TestSupport
import Testing

@testable import Engine

/// What the instruction sets have in common, and that each of them keeps the laws.
@Suite struct InstructionSetTests {
  @Test func setsStandInOrderFromTheBaselineToTheBest() {
    let available = InstructionSet.available
    #expect(available.first == .baseline && available.last == InstructionSet.best)
    #expect(available == Array(InstructionSet.allCases.prefix(available.count)))
  }

  @Test(arguments: InstructionSet.available)
  func everySetHasItsOwnKernels(set: InstructionSet) {
    #expect("\(set.kernels.instructionSet)" == set.rawValue)
  }

  /// A misspelt name would test the best set once more, and nobody would notice.
  @Test func theSetAskedForIsTheOneTested() {
    let asked = InstructionSet.asked
    #expect(asked == "auto" || InstructionSet.tested.rawValue == asked)
  }

  @Test(arguments: InstructionSet.available, [Placement.post, .sandwich])
  func threadsAndSteppingChangeNoBit(set: InstructionSet, placement: Placement) throws {
    let runs = try [1, 1, 2, 3].map { threads in
      try MachineRun(LawModels.small(placement), threads: threads, instructionSet: set)
    }
    for _ in 0..<4 {
      runs[0].step(single: nil)
      for run in runs.dropFirst() {
        run.step()
        expectSame(run.state, runs[0].state)
        expectSame(run.slots, runs[0].slots)
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func replayRepeatsEveryBit(set: InstructionSet) throws {
    let configuration = LawModels.small(.branch)
    let trainer = try Trainer(configuration, threads: 2, instructionSet: set)
    let other = try Trainer(configuration, threads: 1, instructionSet: set)
    let reports = (0..<6).map { _ in trainer.step() }
    #expect((0..<6).map { _ in other.step() } == reports)
    trainer.apply(.reset)
    #expect((0..<6).map { _ in trainer.step().loss } == reports.map(\.loss))
  }

  /// The sets round differently, so they agree as far as rounding lets them.
  ///
  /// Small and odd, and large enough for the widest tiles.
  @Test(arguments: InstructionSet.available, Placement.allCases)
  func setsAgreeWithinRounding(set: InstructionSet, placement: Placement) throws {
    var small = LawModels.small(placement)
    small.layers = 4
    var wide = Configuration()
    (wide.layers, wide.width, wide.heads, wide.batch) = (2, 72, 4, 12)
    wide.norm = placement
    for configuration in [small, wide] { try compare(configuration, on: set) }
  }

  private func compare(_ configuration: Configuration, on set: InstructionSet) throws {
    let trainer = try Trainer(configuration, threads: 1, instructionSet: set)
    let baseline = try Trainer(configuration, threads: 1, instructionSet: .baseline)
    for _ in 0..<2 {
      let (numbers, references) = (Self.numbers(trainer.step()), Self.numbers(baseline.step()))
      #expect(numbers.count == references.count)
      for (number, reference) in zip(numbers, references) {
        // Worst seen 4.4e-6, a largest gradient; all others stay below 1.5e-6.
        expectClose(number.value, reference.value, 3e-5, "sets \(number.name)")
      }
    }
  }

  private static func numbers(_ report: StepReport) -> [(name: String, value: Double)] {
    [("loss", report.loss), ("gradient norm", report.gradientNorm)]
      + report.taps.flatMap { tap in
        [
          ("activation", tap.activationRMS), ("largest activation", tap.activationMax),
          ("gradient", tap.gradientRMS), ("largest gradient", tap.gradientMax),
          ("branch", tap.branchRMS ?? 0), ("likeness", tap.tokenSimilarity ?? 0),
          ("residual", tap.tokenDiversity ?? 0),
        ]
      } + report.layers.map { ("update", $0.updateRatio ?? 0) }
  }
}
