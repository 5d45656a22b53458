import Engine

/// The number under the mouse, in words.
struct MouseReadout {
  let state: AppState

  /// What is read at a place; `nil` where nothing was measured.
  func words(at place: MouseState.Hovered) -> LocalizedText? {
    let (area, column, row) = (place.target.area, place.column, place.row)
    switch place.target.reading {
    case .taps(let metric, let taps): return words(of: metric, taps)
    case .lanes(let metric, let row): return LaneReadout(state: state).words(of: metric, row)
    case .curve(let metric, let steps):
      let steps = StepColumns(steps: steps, count: area.columns).steps(of: column)
      return state.screen == .compare
        ? LaneReadout(state: state).words(of: metric, steps, name(steps))
        : curveWords(of: metric, steps)
    case .heat(let metric, let taps, let steps):
      return words(
        of: metric, taps, at: StepColumns(steps: steps, count: area.columns).steps(of: column))
    case .attention(let head, let cell): return words(ofHead: head, cell.pair(column, row))
    case .similarity(let cell): return words(ofPair: cell.pair(column, row))
    case .histogram(let isGradient): return words(ofBin: column, isGradient, width: area.columns)
    case .tensor(let index): return words(ofTensor: index, column, row, in: area)
    case nil: return nil
    }
  }

  /// `query[3,5] 0.123`; of several numbers in one cell the extreme.
  private func words(ofTensor index: Int, _ column: Int, _ row: Int, in area: Rect)
    -> LocalizedText?
  {
    guard let walk = state.walk, walk.tensors.indices.contains(index) else { return nil }
    let numbers = walk.tensors[index]
    let map = TensorMap(numbers, place: walk.place(in: numbers.tensor))
    return map.reading(column: column, row: row, in: area).map {
      LocalizedText(same: numbers.tensor.shortName) + $0
    }
  }

  // MARK: The stream

  /// `activation RMS: 3.attention 1.01 · 3.feedforward 0.98`.
  private func words(of metric: Fact, _ taps: Range<Int>) -> LocalizedText? {
    guard let values = state.values(of: metric)?.values else { return nil }
    return described(values, metric, taps).map {
      metric.words + LocalizedText(": ", "：") + $0
    }
  }

  /// A reading of some past steps: `activation RMS, step 40: 3.attention 1.01`.
  private func words(
    of metric: Fact, _ taps: Range<Int>, at steps: Range<Int>
  ) -> LocalizedText? {
    let history = state.lane.tapHistory
    guard steps.lowerBound < state.lane.history.stepCount else { return nil }
    let fresh = history.bins(metric, steps: steps)
    let isFresh = fresh.contains { !$0.isEmpty }
    guard let bins = isFresh ? fresh : history.profile(metric, at: steps.lowerBound)?.bins else {
      return nil
    }
    return described(bins.map(\.value), metric, taps).map {
      metric.words + LocalizedText(", ", "，") + name(steps) + LocalizedText(": ", "：")
        + $0
    }
  }

  /// Each tap of two with its value, the extreme of more.
  private func described(
    _ values: [Double?], _ metric: Fact, _ taps: Range<Int>
  ) -> LocalizedText? {
    let names = Tap.all(layers: state.lane.launch.layers)
    let taps = taps.clamped(to: 0..<min(values.count, names.count))
    guard let first = taps.first, let last = taps.last else { return nil }
    if taps.count > 2 {
      let extreme = NumberFormat.text(Extremes(values[taps].compactMap(\.self)).shown)
      return LocalizedText(
        "\(names[first]) to \(names[last]), ", "\(names[first]) 到 \(names[last])，")
        + LiveWords.extreme(of: taps.count) + LocalizedText(same: " \(extreme)")
    }
    if metric.isPerLayer, let layer = Sublayer(of: names[first])?.layer {
      return StackWords.name(.layer(layer))
        + LocalizedText(same: " \(NumberFormat.text(values[first]))")
    }
    let parts = taps.map { "\(names[$0]) \(NumberFormat.text(values[$0]))" }
    return LocalizedText(same: parts.joined(separator: " · "))
  }

  private func name(_ steps: Range<Int>) -> LocalizedText {
    let range = "\(steps.lowerBound)–\(steps.upperBound - 1)"
    return steps.count == 1
      ? LiveWords.step(steps.lowerBound) : LocalizedText("steps \(range)", "第 \(range) 步")
  }

  // MARK: Curves

  /// `loss: step 40 2.78`, or `steps 40–49 2.75 (2.70 to 2.80)`.
  private func curveWords(of metric: Fact, _ steps: Range<Int>) -> LocalizedText? {
    guard let bin = state.lane.history.resampled(metric, steps: steps, count: 1).first,
      !bin.isEmpty
    else { return nil }
    let number = NumberFormat.text(bin.mean ?? .nan)
    let words =
      metric.curveWords + LocalizedText(": ", "：") + name(steps)
      + LocalizedText(same: " \(number)")
    guard bin.count > 1 else { return words }
    let (least, largest) = (NumberFormat.text(bin.least), NumberFormat.text(bin.largest))
    return words + LocalizedText(" (\(least) to \(largest))", "（\(least) 到 \(largest)）")
  }

  // MARK: One sublayer in depth

  /// `head 2: token 5 (a) takes 0.12 from token 7 (c)`.
  private func words(ofHead head: Int, _ pair: TokenCell.Pair) -> LocalizedText? {
    guard let inspection = state.inspection else { return nil }
    let count = inspection.tokens.count
    let map = inspection.attention.dropFirst(head * count * count).prefix(count * count)
    guard let value = TokenGrid.extreme(map, pair, count: count) else { return nil }
    let (from, to) = (name(pair.rows, inspection), name(pair.columns, inspection))
    let number = NumberFormat.text(Double(value))
    return InspectWords.head(head) + LocalizedText(": ", "：") + from
      + LocalizedText(" takes \(number) from ", "取 \(number)，来自") + to
  }

  /// `token 5 (a) and token 7 (c): cosine 0.98`.
  private func words(ofPair pair: TokenCell.Pair) -> LocalizedText? {
    guard let inspection = state.inspection else { return nil }
    let cosines = inspection.likeness.cosines[...]
    guard let value = TokenGrid.extreme(cosines, pair, count: inspection.tokens.count) else {
      return nil
    }
    let number = NumberFormat.text(Double(value))
    return name(pair.rows, inspection) + LocalizedText(" and ", "与")
      + name(pair.columns, inspection)
      + LocalizedText(": cosine \(number)", "：余弦 \(number)")
  }

  /// `token 5 (a)`, or `tokens 5–8` where a cell holds several.
  private func name(_ places: Range<Int>, _ inspection: Inspection) -> LocalizedText {
    let places = places.clamped(to: inspection.tokens.indices)
    guard places.count == 1, let place = places.first else {
      let range = "\(places.lowerBound + 1)–\(places.upperBound)"
      return LocalizedText("tokens \(range)", "第 \(range) 个词元")
    }
    let label = TokenLabel(
      inspection.tokens[place], vocabulary: state.lane.launch.vocabularySize)
    return LocalizedText("token \(place + 1) (\(label.text))", "第 \(place + 1) 个词元（\(label.text)）")
  }

  /// `gradient, 0.25 to 0.5: 1200 above 0, 1234 below`.
  private func words(ofBin column: Int, _ isGradient: Bool, width: Int) -> LocalizedText? {
    let bins = MagnitudeBins(state.inspect.magnitudes.axis, columns: width)
    guard let inspection = state.inspection, let index = bins.bin(ofColumn: column),
      let histogram = isGradient ? inspection.gradient : inspection.activation
    else { return nil }
    let (negative, positive) = bins.counts(histogram, index)
    let bounds = bins.bounds(of: index)
    let (low, high) = (NumberFormat.text(bounds.low), NumberFormat.text(bounds.high))
    return (isGradient ? InspectWords.gradient : InspectWords.activation)
      + LocalizedText(
        ", \(low) to \(high): \(positive) above 0, \(negative) below",
        "，\(low) 到 \(high)：大于 0 的 \(positive) 个，小于 0 的 \(negative) 个")
  }
}

extension Sublayer {
  /// The sublayer behind which a tap stands, if it stands behind one.
  fileprivate init?(of tap: Tap) {
    guard case .sublayer(let sublayer) = tap else { return nil }
    self = sublayer
  }
}
