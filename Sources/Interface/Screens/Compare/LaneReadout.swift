import Engine

/// What all lanes measure at one place: that of the selection, at the cursor or the newest step.
struct LaneReadout {
  let state: AppState

  /// As much as fits of step, place, metric, each lane's number and the ratio of the pair.
  func phrase(width: Int) -> Phrase {
    let step = state.cursor.map { Phrase(LiveWords.step($0)[language], Style(.accent, .bold)) }
    let parts = [step].compactMap(\.self) + reading
    return Phrase.fitting(parts, width: width, gap: " · ")
  }

  private var language: Language { state.language }

  private var reading: [Phrase] {
    switch state.focus {
    case .activation: along(state.activationMetric)
    case .gradient, .heatMap: along(state.gradientMetric)
    case .upperCurve: state.cursor == nil ? [] : [numbers(of: state.upperCurve)]
    case .lowerCurve: state.cursor == nil ? [] : [numbers(of: state.lowerCurve)]
    }
  }

  private func numbers(of metric: CurveMetric) -> Phrase {
    numbers(LiveWords.name(metric), state.lanes.map { state.shown(metric, in: $0) })
  }

  /// The numbers of what is selected, as its row shows them: of a layer's two taps the extreme.
  private func along(_ metric: ProfileMetric) -> [Phrase] {
    guard state.selection != .everything else { return [] }
    let sublayers = state.selection.indices(layers: state.lane.launch.layers)
    let taps = sublayers.lowerBound + 1..<sublayers.upperBound + 1
    let values = state.lanes.map { lane -> Double? in
      let values = state.values(of: metric, in: lane)?.values ?? []
      let behind = ProfileRow.sublayerTaps(of: lane.launch.layers)
      guard taps.clamped(to: behind) == taps, taps.upperBound <= values.count else { return nil }
      return Extremes(values[taps].compactMap(\.self)).shown
    }
    let most = taps.count > 1 ? LiveWords.extreme(of: taps.count)[language] : ""
    let place = Phrase.joined(
      [Phrase(StackWords.name(state.selection)[language]), Phrase(most, Style(.muted))], gap: ", ")
    var parts = [place, numbers(LiveWords.name(metric), values)]
    guard let pair = state.pair, !metric.isSigned,
      let first = state.lanes.firstIndex(where: { $0.id == pair.other.id }),
      let ratio = LanePair.ratio(values[first], values[0])
    else { return parts }
    let marks = [pair.other, pair.base].map { LaneWords.mark($0, state.glyphs) }
    parts.append(
      marks[0] + Phrase("/", Style(.muted)) + marks[1]
        + Phrase(" " + NumberFormat.text(ratio), Style(.text, .bold)))
    return parts
  }

  private func numbers(_ name: Words, _ values: [Double?]) -> Phrase {
    zip(state.lanes, values).reduce(Phrase(name[language], Style(.muted))) { phrase, next in
      phrase + Phrase(" ") + LaneWords.mark(next.0, state.glyphs)
        + Phrase(NumberFormat.text(next.1), Style(.text, .bold))
    }
  }
}
