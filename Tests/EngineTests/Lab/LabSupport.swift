import TestSupport
import Testing

@testable import Engine

/// Labs for the laws: small models, commands drawn from a seed.
enum LabModels {
  static func lab(
    _ configuration: Configuration = LawModels.small(.pre), threads: Int = 1,
    snapshots: Int = 1000
  ) throws -> Lab {
    try Lab(
      configuration, threads: threads, instructionSet: .tested,
      historyBytes: snapshots * Machine.stateBytes(configuration))
  }

  /// A command that any lane of a small model can carry out.
  static func command(_ random: inout RandomStream) -> TrainerCommand {
    switch random.below(10) {
    case 0: return .reset
    case 1: return .warmup([0, 3, 20][random.below(3)])
    case 2, 3: return .learningRate([0.003, 0.01, 0.02][random.below(3)])
    case 4: return .weightDecay([0, 0.01, 0.3][random.below(3)])
    // Limits that every gradient exceeds: another one always makes other bits.
    case 5: return .clip([0, 1e-4, 1e-3][random.below(3)])
    default:
      let rules = LawModels.rewirings[random.below(LawModels.rewirings.count)]
      return .rewire((try? LawModels.wiring(rules, of: LawModels.small(.pre))) ?? [])
    }
  }

  /// A lane that receives the same commands as another from its launch on.
  static func replayed(_ lane: Lane, threads: Int = 2) throws -> (lane: Lane, reports: [StepReport])
  {
    let ground = try LaneGround(
      lane.launch, corpus: nil, weights: nil, threads: threads, instructionSet: .tested)
    let replay = try Lane(
      id: lane.id, launch: lane.launch, journal: Journal(ahead: Array(lane.journal.past)),
      ground: ground)
    var reports: [StepReport] = []
    while replay.time < lane.time {
      var report = StepReport()
      replay.advance(into: &report, present: 0)
      reports.append(report)
      guard !replay.isResting else { break }
    }
    replay.carryOutDueCommands()
    return (replay, reports)
  }
}

extension Lab {
  /// Trains until all lanes are level again, at least once; answers the reports by lane.
  @discardableResult func round() -> [Int: StepReport] {
    var reports: [Int: StepReport] = [:]
    var isOver = false
    while !isOver {
      var report = StepReport()
      let unit = advance(into: &report)
      reports[unit.lane] = report
      isOver = unit.endsRound
    }
    return reports
  }

  /// Trains rounds.
  func rounds(_ count: Int) {
    for _ in 0..<count { round() }
  }

  /// Rewinds and trains until all lanes have arrived; answers each lane's last report.
  func arrive(at step: Int) throws -> [Int: StepReport] {
    try perform(.rewind(toStep: step))
    return isLevel ? [:] : round()
  }
}

extension Lane {
  /// What the next step depends on, by bits.
  var parameters: [String: MachineState.ParameterState] {
    MachineState(trainer.machine).parameters
  }
}
