package import Engine

/// What the screen knows of a run, for `:export FILE.json`.
package struct RunSummary: Hashable, Sendable {
  /// Several steps of a curve: nothing between least and largest is lost.
  package struct Bin: Hashable, Sendable {
    package var step: Int
    package var steps: Int
    /// Not a number where no value was finite.
    package var mean: Double
    package var least: Double
    package var largest: Double
  }

  /// What is known of a lane.
  package struct Lane: Hashable, Sendable {
    package var id: Int
    package var parameterCount: Int?
    package var guessing: Double?
    /// The first step of this run with a loss below `VerdictRules.solvedLoss`.
    package var firstSolved: Int?
    package var verdict: Verdict?
    /// The loss of this start.
    package var loss: [Bin]
  }

  /// What was predicted in a lesson of this session.
  package struct Prediction: Hashable, Sendable {
    package var lesson: String
    package var question: LocalizedText
    package var chosen: LocalizedText
    package var isCorrect: Bool
  }

  package var lanes: [Lane]
  /// In the order of the lessons.
  package var predictions: [Prediction]
  /// The language that the session was seen in.
  package var language: Language

  /// The screen as it is now.
  init(_ state: AppState) {
    language = state.language
    predictions = Lesson.all.compactMap { lesson in
      state.lessons.predictions[lesson.name].map { choice in
        Prediction(
          lesson: lesson.name, question: lesson.question, chosen: lesson.choices[choice],
          isCorrect: choice == lesson.answer)
      }
    }
    lanes = state.lanes.map { lane in
      Lane(
        id: lane.id, parameterCount: lane.parameterCount, guessing: lane.guessing,
        firstSolved: lane.firstSolvedStep, verdict: lane.report?.verdict,
        loss: lane.history.summary(of: .loss))
    }
  }
}

extension History {
  /// A curve as it is kept: one bin per stride, those without a value left out.
  fileprivate func summary(of metric: Fact) -> [RunSummary.Bin] {
    let count = (stepCount + stride - 1) / stride
    return resampled(metric, steps: 0..<count * stride, count: count).enumerated()
      .filter { !$0.element.isEmpty }.map { index, bin in
        let first = index * stride
        let isKnown = bin.count > 0
        return RunSummary.Bin(
          step: first, steps: min(stride, stepCount - first), mean: bin.mean ?? .nan,
          least: isKnown ? bin.least : .nan, largest: isKnown ? bin.largest : .nan)
      }
  }
}
