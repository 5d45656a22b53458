import Engine

/// What is said of the state of a run.
extension LiveWords {
  static func mode(_ mode: AppState.Mode) -> LocalizedText {
    switch mode {
    case .running: LocalizedText("running", "运行中")
    case .paused: LocalizedText("paused", "已暂停")
    case .diverged: LocalizedText("diverged", "已发散")
    }
  }

  static func pace(_ pace: Pace) -> LocalizedText {
    pace.stepsPerSecond.map { LocalizedText(same: "\($0)/s") } ?? LocalizedText("max", "不限")
  }

  /// The number that a panel shows.
  static func name(_ panel: Panel, _ state: AppState) -> LocalizedText {
    switch panel {
    case .activation: state.activationMetric.words
    case .gradient: state.gradientMetric.words
    case .upperCurve: state.upperCurve.curveWords
    case .lowerCurve: state.lowerCurve.curveWords
    case .heatMap: state.heatMetric.words + LocalizedText(" over time", "随时间变化")
    }
  }

  /// What the stream's growth was fitted to, beside what is expected of it at the start.
  static func law(_ law: DepthLaw, fitted: Double) -> LocalizedText {
    let fitted = NumberFormat.text(fitted)
    let ends = [law.predicted.lowerBound, law.predicted.upperBound].map(\.description)
    let numbers = ends.map { $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0 }
    let range = numbers[0] == numbers[1] ? numbers[0] : "\(numbers[0])–\(numbers[1])"
    switch law.form {
    case .square:
      return LocalizedText(
        "RMS² grows by \(fitted) per layer, law at the start \(range)",
        "RMS² 每层增加 \(fitted)，初始时的规律为 \(range)")
    case .factor:
      return LocalizedText(
        "RMS times \(fitted) per layer, law at the start \(range)",
        "RMS 每层乘以 \(fitted)，初始时的规律为 \(range)")
    case .backwardFactor:
      return LocalizedText(
        "gradient times \(fitted) per layer towards the input, law at the start \(range)",
        "梯度向输入方向每层乘以 \(fitted)，初始时的规律为 \(range)")
    }
  }
}

/// What is said of the listing and the views of a step.
extension StepWords {
  static func name(_ folding: WalkState.Folding) -> LocalizedText {
    switch folding {
    case .operation: LocalizedText("a line for each operation", "每个运算一行")
    case .sublayer: LocalizedText("a line for each sublayer", "每个子层一行")
    case .layer: LocalizedText("a line for each layer", "每层一行")
    }
  }

  static func name(_ view: WalkState.View) -> LocalizedText {
    switch view {
    case .numbers: LocalizedText("numbers in and out", "输入与输出的数值")
    case .product: LocalizedText("product along the way", "沿途乘积")
    case .paths: LocalizedText("gradient by path length", "按路径长度分解的梯度")
    }
  }
}
