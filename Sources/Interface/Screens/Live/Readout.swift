import Engine

/// What the cursor on time reads: step, place, value.
struct Readout {
  let state: AppState

  /// As much as fits: step, place, value and its ends; where room is short the place goes first.
  func phrase(width: Int) -> StyledText {
    let parts = parts
    let gap = " · "
    if StyledText.joined(Array(parts.prefix(3)), gap: gap).width <= width || parts.count < 3 {
      return StyledText.fitting(parts, width: width, gap: gap)
    }
    return StyledText.fitting([parts[0]] + parts.dropFirst(2), width: width, gap: gap)
  }

  /// Step, place where there is one, value, ends, and the steps of a value of several.
  private var parts: [StyledText] {
    guard let cursor = state.cursor else { return [] }
    let step = StyledText(LiveWords.step(cursor)[language], Style(.accent, .bold))
    switch state.focus {
    case .activation: return [step] + parts(state.activationMetric, cursor)
    case .gradient: return [step] + parts(state.gradientMetric, cursor)
    case .heatMap: return [step] + parts(state.heatMetric, cursor)
    case .upperCurve: return [step] + curveParts(state.upperCurve, cursor)
    case .lowerCurve: return [step] + curveParts(state.lowerCurve, cursor)
    }
  }

  private var language: Language { state.language }

  private func curveParts(_ metric: Fact, _ cursor: Int) -> [StyledText] {
    let name = metric.curveWords[language]
    guard let (steps, bin) = state.lane.history.latest(metric, at: cursor) else {
      return [number(name, "–")]
    }
    let value = bin.brokenCount > 0 ? .nan : bin.mean
    let range = bin.count > 1 ? (bin.least, bin.largest) : nil
    return described(name, value, range, steps, cursor)
  }

  private func parts(_ metric: Fact, _ cursor: Int) -> [StyledText] {
    let place = StackWords.name(state.selection)[language]
    let name = metric.words[language]
    guard let (steps, bins) = state.lane.tapHistory.profile(metric, at: cursor) else {
      return [StyledText(place), number(name, "–")]
    }
    var whole = TapBin()
    for tap in taps where bins.indices.contains(tap) { whole.merge(bins[tap]) }
    let value = taps.count == 1 || whole.isBroken ? whole.value : nil
    let range = whole.count > 1 ? (Double(whole.least), Double(whole.largest)) : nil
    return [StyledText(place)] + described(name, value, range, steps, cursor)
  }

  /// The taps that are read: the output of what is selected, all where nothing is.
  private var taps: Range<Int> {
    let layers = state.lane.launch.layers
    guard state.selection != .everything else { return 0..<2 * layers + 2 }
    let last = state.selection.indices(layers: layers).upperBound
    return last..<last + 1
  }

  private func described(
    _ name: String, _ value: Double?, _ range: (Double, Double)?, _ steps: Range<Int>, _ cursor: Int
  ) -> [StyledText] {
    let ends = range.map { "\(NumberFormat.text($0))–\(NumberFormat.text($1))" }
    let first =
      value == nil && ends != nil
      ? number(name, ends ?? "") : number(name, NumberFormat.text(value))
    let spread = value == nil ? StyledText() : StyledText(ends ?? "", Style(.muted))
    // A bin of several steps, or an older one where the metric is not measured at each step.
    let age = steps == cursor..<cursor + 1 ? "" : LiveWords.at(steps)
    return [first, spread, StyledText(age, Style(.muted))].filter { !$0.isEmpty }
  }

  private func number(_ name: String, _ text: String) -> StyledText {
    StyledText(name + " ", Style(.muted)) + StyledText(text, Style(.text, .bold))
  }
}
