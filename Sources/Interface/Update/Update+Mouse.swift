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
      hover(spot, column: mouse.column, row: mouse.row)
      return []
    }
    guard let spot, let wanted = spot.click else { return [] }
    return click(wanted, column: mouse.column - spot.area.column, spot) + askForInspection()
  }

  private mutating func click(_ click: HitArea.Click, column: Int, _ spot: HitArea) -> [Effect] {
    switch click {
    case .key(let key): return press(key)
    case .perform(let action):
      let flushed = action.concernsTrainer ? sendPending() : []
      let outcome = perform(action)
      say("", outcome.note)
      return flushed + outcome.effects
    case .look(let steps, let selection):
      selection.map { self.selection = $0 }
      note = nil
      let columns = StepColumns(steps: steps, count: spot.area.columns)
      return look(at: columns.steps(of: column).lowerBound)
    }
  }

  private mutating func turnWheel(_ direction: Int) -> [Effect] {
    if helpScroll != nil {
      scrollHelp(.lines(3 * direction))
    } else if startingPoint != nil {
      moveStartingPoint(by: direction)
    } else if screen == .stepThrough {
      return perform(direction > 0 ? .nextOperation : .previousOperation).effects
    } else if screen == .lessons {
      _ = perform(direction > 0 ? Action.LessonMove.next : .previous)
    } else if screen == .claims {
      _ = perform(direction > 0 ? Action.ClaimMove.next : .previous)
    } else if screen == .inspect {
      _ = performView(direction > 0 ? .nextLayer : .previousLayer)
    } else {
      timeZoom = min(max(timeZoom - direction, 0), Self.deepestZoom)
    }
    return askForInspection()
  }

  /// Reads out the number under the mouse, once for each place it comes to.
  private mutating func hover(_ spot: HitArea?, column: Int, row: Int) {
    let place = spot.flatMap { spot -> MouseState.Hovered? in
      guard let reading = spot.reading else { return nil }
      let (column, row) =
        reading.changesByCell ? (column - spot.area.column, row - spot.area.row) : (0, 0)
      return MouseState.Hovered(spot: spot, column: column, row: row)
    }
    guard place != mouse.hovered else { return }
    mouse.hovered = place
    guard let place, let words = MouseReadout(state: self).words(at: place) else { return }
    say("", words)
  }
}
