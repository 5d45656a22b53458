import Engine

/// What the present weights were trained with since they were drawn.
struct Provenance: Hashable, Sendable {
  /// More wirings than any sentence names.
  private static let limit = 8

  /// Wirings under which an update was applied, the newest last; the oldest are forgotten.
  private(set) var wirings: [[Wiring]] = []
  /// The step of the last rewiring that was not taken back before a step was trained with it.
  private(set) var step: Int?
  /// The trainer's own mark; it counts rewirings that were taken back, too.
  private var reportedStep: Int?

  /// Takes a step of the same start into account; `previous` is the one reported before.
  mutating func take(_ report: StepReport, after previous: StepReport?) {
    if !isTakenBack(report, previous) { step = report.rewiredAt }
    reportedStep = report.rewiredAt
    guard !report.isDiverged, wirings.last != report.wiring else { return }
    wirings = (wirings.filter { $0 != report.wiring } + [report.wiring]).suffix(Self.limit)
  }

  /// Whether the trainer's mark is of a rewiring that led back to the wiring it came from with no
  /// step between.
  private func isTakenBack(_ report: StepReport, _ previous: StepReport?) -> Bool {
    guard let mark = report.rewiredAt, let previous, previous.wiring == report.wiring else {
      return false
    }
    return mark == reportedStep || mark == previous.updates
  }
}

extension StepReport {
  /// Updates done after this step; that of a diverged one was not applied.
  var updates: Int { isDiverged ? step : step + 1 }
}

extension LaneState {
  /// Where the present weights come from, when they were not trained with the present wiring alone.
  struct Rewired: Hashable, Sendable {
    var step: Int
    /// The other wirings that they were trained with.
    var from: [[Wiring]]
  }

  /// The last rewiring since the reset; `nil` when the weights know no other wiring.
  var rewired: Rewired? {
    guard let report else { return nil }
    let isSeen = report.wiring == sentWiring
    let step = isSeen || report.updates == 0 ? provenance.step : report.updates
    let others = provenance.wirings.filter { $0 != sentWiring }
    guard let step, !others.isEmpty else { return nil }
    return Rewired(step: step, from: others)
  }
}

extension AppState {
  /// The last rewiring of the selected lane.
  var rewired: LaneState.Rewired? { lane.rewired }

  /// Where the present weights come from in words: `weights come from post`.
  var provenanceWords: String? {
    rewired.map { rewired in
      let names = StackWords.names(rewired.from, beside: lane.sentWiring)
      return (LocalizedText("weights come from ", "权重来自 ") + names)[language]
    }
  }

  /// What the newest numbers are of, when that is not what is on the screen: `of none, step 0`.
  var numbersWords: String? {
    guard let report = lane.report, oldWiring != nil else { return nil }
    let name = StackWords.name(report.wiring, beside: lane.wiring)
    return
      (LocalizedText("of ", "来自 ") + name + LocalizedText(", ", "，") + LiveWords.step(report.step))[
        language]
  }

  /// The text in place of numbers to come, shorter and shorter.
  var waitingWords: [String] {
    let isWaiting = mode == .running || lane.guessing == nil
    return (isWaiting ? LiveWords.waiting : LiveWords.pausedAtStart).map { $0[language] }
  }
}
