import Engine

/// What a lesson's sentences name: `{guessing}`, `{outcome of post}`, `{first_loss of post}`.
enum LessonFact: Hashable, Sendable {
  /// A lane of one of its runs.
  struct Lane: Hashable, Sendable {
    var run: Int
    var lane: Int
  }

  /// A number of a lane, at its first step unless it says otherwise.
  enum Number: String, CaseIterable, Hashable, Sendable {
    /// The first step with a loss below 0.1; infinite where there is none.
    case solvedStep = "solved_step"
    case firstLoss = "first_loss"
    case gradientSpread = "gradient_spread"
    case lastGradientSpread = "last_gradient_spread"
    /// Of the last stream, before any final norm.
    case activationRMS = "activation_rms"
    case tokenDiversity = "token_diversity"
    case inputSimilarity = "input_similarity"
    /// RMS of the last stream in units of the embedding's, and the factor of one layer.
    case growth
    case growthPerLayer = "growth_per_layer"
    /// Gradient RMS at the embedding over that at the last stream, and the factor of one layer.
    case inputGradient = "input_gradient"
    case inputGradientPerLayer = "input_gradient_per_layer"
  }

  /// Loss of the best constant guess.
  case guessing
  /// `solved at step 17`, or how far a lane came.
  case outcome(Lane)
  case number(Number, Lane)

  static let names =
    ["guessing"]
    + (["outcome"] + Number.allCases.map(\.rawValue)).map { $0 + " of LANE" }

  /// The fact of that name; `nil` where there is none.
  init?(_ text: String, among lanes: [String: Lane]) {
    let words = text.split(separator: " ").map(String.init)
    if words == ["guessing"] {
      self = .guessing
      return
    }
    guard words.count == 3, words[1] == "of", let lane = lanes[words[2]] else { return nil }
    if words[0] == "outcome" {
      self = .outcome(lane)
    } else {
      guard let number = Number(rawValue: words[0]) else { return nil }
      self = .number(number, lane)
    }
  }
}

/// Where a number of a lane must be.
struct LessonCondition: Hashable, Sendable {
  var number: LessonFact.Number
  var lane: LessonFact.Lane
  var range: ClosedRange<Double>
}

extension ContentReader {
  /// `run 60 loss` and a line for each lane, whose name is added to `lanes`.
  mutating func lessonRun(
    _ index: Int, _ lanes: inout [String: LessonFact.Lane]
  ) throws(ContentFault) -> LessonRun {
    let words = try text(of: "run").split(separator: " ").map(String.init)
    guard words.count == 2 else { throw fault("expected STEPS QUANTITY behind run") }
    var run = LessonRun(lanes: [], steps: try count(words[0]), shows: try choice(words[1]))
    repeat {
      let words = try text(of: "lane").split(separator: " ").map(String.init)
      guard words.count == 2 else { throw fault("expected NAME CONFIGURATION behind lane") }
      try configuration(words[1])
      let place = LessonFact.Lane(run: index, lane: run.lanes.count)
      guard lanes.updateValue(place, forKey: words[0]) == nil else {
        throw fault("lane \(words[0]) is already there")
      }
      run.lanes.append(words[1])
    } while nextWord == "lane"
    return run
  }

  /// `shown first_loss of post: 0 to 2`.
  mutating func lessonCondition(
    _ lanes: [String: LessonFact.Lane]
  ) throws(ContentFault) -> LessonCondition {
    let text = try text(of: "shown")
    let (what, bounds) = try halves(text, at: ": ")
    let (name, lane) = try halves(what, at: " of ")
    guard let lane = lanes[lane] else {
      throw fault("expected a lane of this lesson, found \(Printable.quoted(lane))")
    }
    return LessonCondition(number: try choice(name), lane: lane, range: try range(bounds))
  }
}

/// What a lane of a lesson has shown.
struct LessonRecord: Hashable, Sendable {
  /// Its first step.
  private(set) var first: StepReport
  /// Its newest step.
  private(set) var last: StepReport
  /// The first step with a loss below 0.1.
  private(set) var firstSolvedStep: Int?

  init(_ report: StepReport) {
    (first, last) = (report, report)
    take(report)
  }

  mutating func take(_ report: StepReport) {
    last = report
    if firstSolvedStep == nil, report.isSolved {
      firstSolvedStep = report.step
    }
  }

  /// A number as Documentation/Formats.md defines it; NaN where it was not measured.
  func value(_ number: LessonFact.Number) -> Double {
    // The last stream, before any final norm.
    let (bottom, top) = (first.taps.first, first.lastStream)
    func ratio(_ over: TapReport?, _ under: TapReport?, _ value: (TapReport) -> Double) -> Double {
      (over.map(value) ?? .nan) / (under.map(value) ?? .nan)
    }
    func perLayer(_ factor: Double) -> Double { PowerOfTen.root(factor, first.layers.count) }
    switch number {
    case .solvedStep: return firstSolvedStep.map(Double.init) ?? .infinity
    case .firstLoss: return first.loss
    case .gradientSpread: return first.gradientSpread
    case .lastGradientSpread: return last.gradientSpread
    case .activationRMS: return top?.activationRMS ?? .nan
    case .tokenDiversity: return top?.tokenDiversity ?? .nan
    case .inputSimilarity: return top?.inputSimilarity ?? .nan
    case .growth: return ratio(top, bottom, \.activationRMS)
    case .growthPerLayer: return perLayer(value(.growth))
    case .inputGradient: return ratio(bottom, top, \.gradientRMS)
    case .inputGradientPerLayer: return perLayer(value(.inputGradient))
    }
  }
}

/// What the runs of a lesson have shown: by run, then by lane.
struct LessonFacts: Hashable, Sendable {
  var runs: [[LessonRecord]]
  /// Loss of the best constant guess.
  var guessing: Double

  subscript(_ lane: LessonFact.Lane) -> LessonRecord? {
    runs.indices.contains(lane.run) && runs[lane.run].indices.contains(lane.lane)
      ? runs[lane.run][lane.lane] : nil
  }

  /// A fact in words; numbers as on every screen.
  func text(_ fact: LessonFact) -> LocalizedText {
    switch fact {
    case .guessing: LocalizedText(same: NumberFormat.text(guessing))
    case .outcome(let lane): outcome(lane)
    case .number(let number, let lane):
      LocalizedText(same: NumberFormat.text(self[lane].map { $0.value(number) }))
    }
  }

  /// `solved at step 17`, or how far it came.
  private func outcome(_ lane: LessonFact.Lane) -> LocalizedText {
    guard let record = self[lane] else { return LocalizedText(same: "–") }
    if let firstSolvedStep = record.firstSolvedStep {
      return LocalizedText("solved at step \(firstSolvedStep)", "第 \(firstSolvedStep) 步学会")
    }
    let (loss, steps) = (NumberFormat.text(record.last.loss), record.last.step + 1)
    return LocalizedText("loss \(loss) after \(steps) steps", "\(steps) 步后损失 \(loss)")
  }
}
