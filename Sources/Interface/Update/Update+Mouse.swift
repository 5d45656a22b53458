import Engine

extension AppState {
  /// The newest 1/64 of the steps.
  private static let deepestZoom = 6

  /// Takes in what the mouse did; every click does what keys do, too.
  mutating func point(_ mouse: Mouse) -> [Effect] {
    guard self.mouse.isOn else { return [] }
    self.mouse.isUsed = true
    guard command.prompt == nil, help.search?.isTyping != true else { return [] }
    switch mouse.kind {
    case .wheelUp: return turnWheel(-1)
    case .wheelDown: return turnWheel(1)
    case .motion:
      hover(mouse)
      return []
    case .press:
      guard let target = mouse.target, let click = target.click else { return [] }
      return perform(click, column: mouse.column - target.area.column, of: target.area)
        + askForInspection()
    }
  }

  private mutating func perform(_ click: HitArea.Click, column: Int, of area: Rect) -> [Effect] {
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
      return look(at: StepColumns(steps: steps, count: area.columns).steps(of: column).lowerBound)
    }
  }

  private mutating func turnWheel(_ direction: Int) -> [Effect] {
    if help.scroll != nil {
      scrollHelp(.lines(3 * direction))
    } else if startingPoint != nil {
      _ = moveStartingPoint(by: direction)
    } else {
      switch screen {
      case .stepThrough:
        return perform(direction > 0 ? .nextOperation : .previousOperation).effects
      case .lessons: _ = perform(direction > 0 ? Action.LessonMove.next : .previous)
      case .claims: _ = perform(direction > 0 ? Action.ClaimMove.next : .previous)
      case .inspect: _ = select(selection(movedBy: direction))
      case .live, .compare: timeZoom = min(max(timeZoom - direction, 0), Self.deepestZoom)
      }
    }
    return askForInspection()
  }

  /// Reads out the number under the mouse, once for each place it comes to.
  private mutating func hover(_ mouse: Mouse) {
    let place = mouse.target.flatMap { target -> MouseState.Hovered? in
      guard let reading = target.reading else { return nil }
      let (column, row) =
        reading.changesByCell
        ? (mouse.column - target.area.column, mouse.row - target.area.row) : (0, 0)
      return MouseState.Hovered(target: target, column: column, row: row)
    }
    guard place != self.mouse.hovered else { return }
    self.mouse.hovered = place
    guard let place, let words = MouseReadout(state: self).words(at: place) else { return }
    say("", words)
  }
}
