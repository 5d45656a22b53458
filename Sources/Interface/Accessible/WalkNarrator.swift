import Engine

/// Tells the walk through a step: each operation as it is reached, and what was tried on it.
struct WalkNarrator: Hashable, Sendable {
  private var toldIndex: Int?
  private var toldFocus: WalkFocus?
  private var toldSplits: [PathSplit] = []
  private var toldExperiment: WalkState.Experiment?

  /// What has changed since the last call.
  mutating func sentences(_ state: AppState) -> [String] {
    guard let walk = state.walk else {
      self = WalkNarrator()
      return []
    }
    return moves(walk, state.language) + splits(walk, state.language)
      + experiment(walk, state.language)
  }

  /// All that is said of the operation reached.
  static func page(_ walk: WalkState, _ language: Language) -> [String] {
    guard let page = walk.present, let opening = walk.opening else {
      return [LocalizedText.sentence(StepWords.opening)[language]]
    }
    let configuration = opening.configuration
    let place = NarratorWords.place(page, step: opening.step)[language]
    return [place + OperationWords.formula(page.operation, configuration)]
      + WalkSentences(page, configuration, language).lines
  }

  /// A new operation is described in full; for another token or feature only the arithmetic is.
  private mutating func moves(_ walk: WalkState, _ language: Language) -> [String] {
    guard let page = walk.present, let opening = walk.opening, walk.pageFocus == walk.focus else {
      return []
    }
    defer { (toldIndex, toldFocus) = (walk.index, walk.focus) }
    if toldIndex != walk.index { return Self.page(walk, language) }
    guard toldFocus != walk.focus else { return [] }
    return [WalkSentences(page, opening.configuration, language).arithmetic]
  }

  /// The split of the tap at the cursor.
  private mutating func splits(_ walk: WalkState, _ language: Language) -> [String] {
    defer { toldSplits = walk.splits }
    guard walk.splits != toldSplits, let split = walk.splitAtCursor else { return [] }
    return NarratorWords.split(split).map { $0[language] }
  }

  private mutating func experiment(_ walk: WalkState, _ language: Language) -> [String] {
    defer { toldExperiment = walk.experiment }
    guard let experiment = walk.experiment, experiment != toldExperiment else { return [] }
    return NarratorWords.experiment(experiment).map { $0[language] }
  }
}

// MARK: - Words

extension NarratorWords {
  /// `Step 40, operation 131 of 615, backward, layer 12 attention: `.
  fileprivate static func place(_ page: WalkPage, step: Int) -> LocalizedText {
    let operation = page.operation
    var place =
      LiveWords.step(step) + comma + StepWords.place(operation.index, of: page.count) + comma
      + OperationWords.name(operation.phase)
    if let sublayer = operation.sublayer {
      place = place + comma + StackWords.name(.sublayer(sublayer))
    }
    let text = place + LocalizedText(": ", "：")
    return LocalizedText(
      text.english.prefix(1).uppercased() + text.english.dropFirst(), text.chinese)
  }

  fileprivate static func split(_ split: PathSplit) -> [LocalizedText] {
    let shares = split.shares.enumerated().map { "\($0.offset): \(NumberFormat.text($0.element))" }
    let numbers = StepWords.splitNumbers(
      NumberFormat.text(split.meanLength), NumberFormat.text(split.cancellation),
      NumberFormat.text(split.residual))
    let facts = numbers.dropFirst().reduce(numbers[0]) { $0 + comma + $1 }
    let title =
      StepWords.split(at: split.tap) + LocalizedText(": ", "：") + StepWords.share
      + LocalizedText(" ", " ")
    return [
      LocalizedText.sentence(title + LocalizedText(same: shares.joined(separator: ", "))),
      LocalizedText.sentence(facts),
    ]
  }

  fileprivate static func experiment(_ experiment: WalkState.Experiment) -> [LocalizedText] {
    switch experiment {
    case .lesion(let report):
      return [
        LocalizedText.sentence(StepWords.cut(report.lesion)),
        LocalizedText.sentence(
          StepWords.lesioned(
            before: NumberFormat.text(report.lossBefore),
            after: NumberFormat.text(report.lossAfter),
            change: NumberFormat.text(report.outputChange))),
      ]
    case .nudge(let report):
      func line(_ words: LocalizedText, _ value: Double) -> LocalizedText {
        LocalizedText.sentence(words + LocalizedText(same: " " + NumberFormat.text(value)))
      }
      return [
        LocalizedText.sentence(
          StepWords.nudged(
            NumberFormat.text(Double(report.activation)), NumberFormat.text(report.epsilon))),
        line(StepWords.predictedChange, report.predicted),
        line(StepWords.centralChange, report.centralChange),
        LocalizedText.sentence(StepWords.nudgeReason),
      ]
    }
  }

  private static let comma = LocalizedText(", ", "，")
}
