import Engine

/// What all lanes measure at one place: that of the selection, at the cursor or the newest step, or
/// that under the mouse.
struct LaneReadout {
  let state: AppState

  /// As much as fits of step, place, metric, each lane's number and the ratio of the pair.
  func phrase(width: Int) -> StyledText {
    let step = state.cursor.map { StyledText(LiveWords.step($0)[language], Style(.accent, .bold)) }
    let parts = [step].compactMap(\.self) + reading
    return StyledText.fitting(parts, width: width, gap: " · ")
  }

  private var language: Language { state.language }

  private var reading: [StyledText] {
    switch state.focus {
    case .activation: along(state.activationMetric)
    case .gradient, .heatMap: along(state.gradientMetric)
    case .upperCurve: state.cursor == nil ? [] : [numbers(of: state.upperCurve)]
    case .lowerCurve: state.cursor == nil ? [] : [numbers(of: state.lowerCurve)]
    }
  }

  private func numbers(of metric: Fact) -> StyledText {
    numbers(metric.curveWords, state.lanes.map { state.shown(metric, in: $0) })
  }

  /// The numbers of what is selected, as its row shows them: of a layer's two taps the extreme.
  private func along(_ metric: Fact) -> [StyledText] {
    guard state.selection != .everything else { return [] }
    let sublayers = state.selection.indices(layers: state.lane.launch.layers)
    let row = ProfileRow(
      taps: sublayers.lowerBound + 1..<sublayers.upperBound + 1, sublayers: sublayers)
    let values = values(of: metric, row)
    let most = row.taps.count > 1 ? LiveWords.extreme(of: row.taps.count)[language] : ""
    let place = StyledText.joined(
      [StyledText(StackWords.name(state.selection)[language]), StyledText(most, Style(.muted))],
      gap: LocalizedText(", ", "，")[language])
    var parts = [place, numbers(metric.words, values)]
    guard let pair = state.pair, let ratio = ratio(metric, values, row) else { return parts }
    let marks = [pair.other, pair.base].map { LaneWords.mark($0, state.glyphs) }
    parts.append(
      marks[0] + StyledText("/", Style(.muted)) + marks[1]
        + StyledText(" " + NumberFormat.text(ratio), Style(.text, .bold)))
    return parts
  }

  private func numbers(_ name: LocalizedText, _ values: [Double?]) -> StyledText {
    zip(state.lanes, values).reduce(StyledText(name[language], Style(.muted))) { phrase, next in
      phrase + StyledText(" ") + LaneWords.mark(next.0, state.glyphs)
        + StyledText(NumberFormat.text(next.1), Style(.text, .bold))
    }
  }

  /// What a row shows of each lane: of several taps the extreme, nothing where the stack ends before.
  private func values(of metric: Fact, _ row: ProfileRow) -> [Double?] {
    state.lanes.map { lane in
      let values = state.values(of: metric, in: lane)?.values ?? []
      let taps = row.taps(inStackOf: lane.launch.layers).clamped(to: 0..<values.count)
      return Extremes(values[taps].compactMap(\.self)).shown
    }
  }

  /// That of the pair, where both have the same taps; `nil` of numbers that may be negative.
  private func ratio(
    _ metric: Fact, _ values: [Double?], _ row: ProfileRow
  ) -> Double? {
    guard let pair = state.pair, !metric.isSigned, pair.shares(row),
      let other = state.lanes.firstIndex(where: { $0.id == pair.other.id }),
      let base = state.lanes.firstIndex(where: { $0.id == pair.base.id })
    else { return nil }
    return LanePair.ratio(values[other], values[base])
  }
}

// MARK: - Under the mouse

extension LaneReadout {
  /// `activation RMS: layer 7, extreme of 2 ●1.00 ■2.31 · ■/● 2.31`.
  func words(of metric: Fact, _ row: ProfileRow) -> LocalizedText? {
    let values = values(of: metric, row)
    guard values.contains(where: { $0 != nil }) else { return nil }
    let words = metric.words + LocalizedText(": ", "：") + name(row) + marked(values)
    guard let pair = state.pair, let ratio = ratio(metric, values, row) else { return words }
    let marks = [pair.other, pair.base].map { String(state.glyphs.laneMark($0.id - 1)) }
    return words + LocalizedText(same: " · \(marks[0])/\(marks[1]) \(NumberFormat.text(ratio))")
  }

  /// `loss: step 40 ●2.78 ■0.31`: of several steps the mean.
  func words(of metric: Fact, _ steps: Range<Int>, _ name: LocalizedText) -> LocalizedText? {
    let values = state.lanes.map { lane -> Double? in
      guard let bin = lane.history.resampled(metric, steps: steps, count: 1).first else {
        return nil
      }
      return bin.isEmpty ? nil : bin.mean ?? .nan
    }
    guard values.contains(where: { $0 != nil }) else { return nil }
    return metric.curveWords + LocalizedText(": ", "：") + name + marked(values)
  }

  private func marked(_ values: [Double?]) -> LocalizedText {
    let numbers = zip(state.lanes, values).map { lane, value in
      " \(state.glyphs.laneMark(lane.id - 1))\(NumberFormat.text(value))"
    }
    return LocalizedText(same: numbers.joined())
  }

  private func name(_ row: ProfileRow) -> LocalizedText {
    let taps = Tap.all(layers: state.mostLayers)
    guard let first = row.taps.first, let last = row.taps.last, last < taps.count else {
      return LocalizedText(same: "")
    }
    guard row.taps.count > 1 else { return LocalizedText(same: "\(taps[first])") }
    let selected = row.taps.count == 2 ? row.selection.map(StackWords.name) : nil
    let (start, end) = (taps[first], taps[last])
    return (selected ?? LocalizedText("\(start) to \(end)", "\(start) 到 \(end)"))
      + LocalizedText(", ", "，") + LiveWords.extreme(of: row.taps.count)
  }
}
