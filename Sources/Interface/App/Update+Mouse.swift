import Engine

extension AppState {
  /// The newest 1/64 of the steps.
  private static let deepestZoom = 6

  /// Takes in what the mouse did; every click does what keys do, too.
  mutating func point(_ mouse: Mouse) -> [Effect] {
    guard self.mouse.isOn else { return [] }
    self.mouse.isUsed = true
    guard command.prompt == nil, helpSearch?.isTyping != true else { return [] }
    switch mouse.kind {
    case .wheelUp: return turnWheel(-1)
    case .wheelDown: return turnWheel(1)
    case .press, .motion: break
    }
    let spot = frame(of: self).spot(column: mouse.column, row: mouse.row)
    guard mouse.kind == .press else {
      hover(spot, column: mouse.column)
      return []
    }
    return (spot?.click.map { click($0) } ?? []) + askForInspection()
  }

  private mutating func click(_ click: Spot.Click) -> [Effect] {
    switch click {
    case .key(let key): return press(key)
    case .perform(let action):
      let flushed = action.concernsTrainer ? sendPending() : []
      let outcome = perform(action)
      say("", outcome.note)
      return flushed + outcome.effects
    }
  }

  private mutating func turnWheel(_ direction: Int) -> [Effect] {
    if helpScroll != nil {
      scrollHelp(.lines(3 * direction))
    } else {
      timeZoom = min(max(timeZoom - direction, 0), Self.deepestZoom)
    }
    return []
  }

  /// Reads out the number under the mouse, once for each place it comes to.
  private mutating func hover(_ spot: Spot?, column: Int) {
    let place = spot.flatMap { spot in
      spot.reading.map { reading in
        let isCurve = if case .curve = reading { true } else { false }
        return MouseState.Hovered(spot: spot, column: isCurve ? column : 0)
      }
    }
    guard place != mouse.hovered else { return }
    mouse.hovered = place
    guard let place, let words = words(of: place) else { return }
    say("", words)
  }

  private func words(of place: MouseState.Hovered) -> Words? {
    switch place.spot.reading {
    case .taps(let metric, let taps): return words(of: metric, taps)
    case .curve(let metric, let steps):
      return words(of: metric, column: place.column - place.spot.area.column, place.spot, steps)
    case nil: return nil
    }
  }

  /// `activation RMS: 3.attention 1.01 · 3.feedforward 0.98`.
  private func words(of metric: ProfileMetric, _ taps: Range<Int>) -> Words? {
    guard let values = values(of: metric)?.values else { return nil }
    let names = Tap.all(layers: lane.launch.layers)
    let parts = taps.clamped(to: 0..<min(values.count, names.count)).map { index in
      Words(same: "\(names[index]) \(NumberFormat.text(values[index]))")
    }
    guard let first = parts.first else { return nil }
    let rest = parts.dropFirst().reduce(first) { $0 + Words(same: " · ") + $1 }
    return LiveWords.name(metric) + Words(": ", "：") + rest
  }

  /// `loss: step 40 2.78`, or `steps 40–49 2.75 (2.70 to 2.80)`.
  private func words(
    of metric: CurveMetric, column: Int, _ spot: Spot, _ shown: Range<Int>
  ) -> Words? {
    let count = max(spot.area.columns, 1)
    let start = shown.lowerBound + shown.count * column / count
    let end = shown.lowerBound + shown.count * (column + 1) / count
    let steps = start..<max(end, start + 1)
    guard let bin = lane.history.resampled(metric, steps: steps, count: 1).first, !bin.isEmpty
    else { return nil }
    let name = LiveWords.name(metric) + Words(": ", "：")
    let number = NumberFormat.text(bin.mean ?? .nan)
    guard bin.count > 1 else {
      return name + LiveWords.step(steps.lowerBound) + Words(same: " \(number)")
    }
    let (least, largest) = (NumberFormat.text(bin.least), NumberFormat.text(bin.largest))
    let range = "\(steps.lowerBound)–\(steps.upperBound - 1)"
    return name
      + Words(
        "steps \(range) \(number) (\(least) to \(largest))",
        "第 \(range) 步 \(number)（\(least) 到 \(largest)）")
  }
}
