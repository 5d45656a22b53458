import Engine

/// What the line of the last key says.
enum NoteWords {
  static let unknownKey = "no such key here: ? lists them"
  static let helpClosed = "help closed"
  static let suspended = "back from the shell"
  static let redrawn = "drawn anew"
  static let undone = "undone"
  static let redone = "redone"
  static let nothingLeft = "nothing left"
  static let takenBack = "n taken back"
  static let oneStep = "one step"
  static let paused = "paused"
  static let running = "running"
  static let paceIsUnlimited = "the pace is unlimited already"
  static let paceIsSlowest = "1 step per second is the slowest"

  static func placement(_ placement: Placement, _ selection: Selection) -> String {
    "norm \(StackWords.name(placement)), \(StackWords.name(selection))"
  }

  static func residual(_ scales: [Float], _ selection: Selection) -> String {
    let scale = Set(scales).count == 1 ? scales.first : nil
    let size = scale.map(StackWords.scale) ?? "each at its own scale"
    let value = scale == 0 ? "off" : scale == 1 ? "on" : "on (\(size))"
    return "residual \(value), \(StackWords.name(selection))"
  }

  static func restored(_ word: String, _ wiring: [Wiring]) -> String {
    "\(word): \(StackWords.name(wiring))"
  }

  static func reset(isRunning: Bool) -> String {
    isRunning ? "the same initial weights again" : "the same initial weights; space runs"
  }

  static func warmup(_ steps: Int) -> String {
    steps == 0 ? "no warm-up: i starts so" : "warm-up \(steps) steps: i starts with it"
  }

  static func learningRate(_ value: Float) -> String {
    "learning rate \(StackWords.learningRate(value))"
  }

  static func highest(_ rate: Float) -> String {
    "\(StackWords.learningRate(rate)) is the highest learning rate that ] sets"
  }

  static func lowest(_ rate: Float) -> String {
    "\(StackWords.learningRate(rate)) is the lowest learning rate that [ sets"
  }

  static func pace(_ pace: Pace) -> String { "pace \(LiveWords.pace(pace))" }

  static func selected(_ selection: Selection) -> String {
    selection == .everything ? "nothing selected: keys act on all" : StackWords.name(selection)
  }

  static func focused(_ panel: AppState.Panel, _ state: AppState) -> String {
    switch panel {
    case .activation: "panel \(LiveWords.name(state.activationMetric))"
    case .gradient: "panel \(LiveWords.name(state.gradientMetric))"
    case .upperCurve: "panel \(LiveWords.name(state.upperCurve))"
    case .lowerCurve: "panel \(LiveWords.name(state.lowerCurve))"
    }
  }

  static func scale(_ scale: Axis.Scale) -> String {
    scale == .log ? "log axis" : "linear axis"
  }
}

extension StackWords {
  /// `0.001`, `2e-5`, `5e5`: the shortest text that reads back as the same number.
  static func learningRate(_ value: Float) -> String {
    let parts = value.description.split(separator: "e")
    var digits = String(parts[0])
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    if parts.count > 1, let exponent = Int(parts[1]) { return "\(digits)e\(exponent)" }
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    guard zeros >= 5, zeros < digits.count else { return digits }
    return "\(digits.dropLast(zeros))e\(zeros)"
  }
}
