/// What a person can ask of a lab; carried out between two steps.
public enum LabCommand: Hashable, Sendable {
  /// Tells one lane something.
  case lane(Int, TrainerCommand)
  /// A new lane from step 0 with a lane's present wiring and settings, and an empty journal.
  case twin(of: Int)
  /// A new lane from step 0 with a configuration of its own; see `Configuration.sharedByLanes`.
  case open(Configuration)
  /// A new lane that is a copy of a lane's present state and journal.
  case fork(of: Int)
  /// Takes a lane away.
  case close(Int)
  /// Makes `toStep` the newest reported step of every lane; -1 is the start, before step 0.
  ///
  /// Within the present segments: nothing leads back across a reset. What was recorded for later
  /// stays recorded, so a later step leads forward again, as far as the lanes ever came.
  case rewind(toStep: Int)
  /// Brings every lane back to its initial weights.
  case resetAll
}

/// What one call of `Lab.advance(into:)` did: one training step of one lane.
public struct LabUnit: Hashable, Sendable {
  /// The lane that trained.
  public var lane: Int
  /// Whether this step was reported before, to the same bits.
  public var isRepeated: Bool
  /// Whether all lanes are at the same step now; a diverged one may be missing.
  public var endsRound: Bool
  /// Set while lanes are on their way to the others' step or back to an earlier one.
  public var progress: LabProgress?
}

/// How far a journey has come, in steps of single lanes.
public struct LabProgress: Hashable, Sendable {
  /// Steps trained.
  public var done: Int
  /// Steps to train in all.
  public var total: Int
  /// Where it leads.
  public var goal: Goal

  /// Where journeys lead.
  public enum Goal: Hashable, Sendable {
    /// Lanes that are behind come to the others' step.
    case others
    /// All lanes go to an earlier or recorded step.
    case recorded
    /// All lanes go to where a run was saved.
    case saved
  }
}

/// How far a lane is from the first one.
public struct Parting: Hashable, Sendable {
  /// The last step of both before the measurement.
  public var step: Int
  /// ‖θ′ − θ‖ / ‖θ‖ over all parameters, θ those of the first lane.
  public var distance: Double
  /// The first step that the two trained under different settings; `nil` while the distance is 0.
  public var partedAt: Int?
}

/// A command that a lab cannot carry out.
public enum LabError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are four lanes already.
  case full
  /// There is no lane of this number.
  case noLane(Int)
  /// The last lane cannot be closed.
  case lastLane
  /// A lane differs from the first launch in what all lanes share.
  case foreign
  /// A rewind or a saved run is under way; see `Lab.accepts(_:)`.
  case rewinding
  /// The trainer's configuration would be out of range, or there is no memory for another model.
  case refused(ConfigurationError)

  /// One line.
  public var description: String { text(dashes: "--").english }

  /// The line in both languages; settings are written as flags with these dashes, or with a colon.
  package func text(dashes: String) -> LocalizedText {
    switch self {
    case .full:
      LocalizedText(
        "expected at most \(Lab.laneLimit) lanes; close one first",
        "最多 \(Lab.laneLimit) 条通道；请先关闭一条")
    case .noLane(let id):
      LocalizedText("expected the number of a lane, found \(id)", "应为通道号，得到 \(id)")
    case .lastLane:
      LocalizedText(
        "expected another lane to stay, found none; the last one cannot be closed",
        "至少要留一条通道；最后一条不能关闭")
    case .foreign:
      LocalizedText(
        "expected the lab's configuration but for \(Configuration.settledByLanes), found another",
        "除 \(Configuration.settledByLanes) 外，应与实验室的配置相同")
    case .rewinding:
      LocalizedText(
        "expected all lanes to have arrived; cancel their journey first", "通道尚未全部到达；请先取消其行程")
    case .refused(let error): error.text(dashes: dashes)
    }
  }
}
