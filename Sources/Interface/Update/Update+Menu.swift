import Engine

extension AppState {
  /// Performs what concerns the menu of starting points.
  ///
  /// What is chosen is told in words, too, for who cannot see the menu.
  mutating func performMenu(_ action: Action) -> ActionResult {
    switch action {
    case .openStartingPoints: startingPoint = 0
    case .moveStartingPoint(let offset): moveStartingPoint(by: offset)
    case .chooseStartingPoint(let index): startingPoint = index
    case .start: return start()
    default: startingPoint = nil
    }
    return ActionResult(startingPoint.map { MenuWords.chosen(StartingPoint.all[$0]) })
  }

  /// Moves within the menu, around its ends.
  mutating func moveStartingPoint(by offset: Int) {
    guard let index = startingPoint else { return }
    let count = StartingPoint.all.count
    startingPoint = (index + offset + count) % count
  }

  /// Asks for the model of the chosen starting point.
  private mutating func start() -> ActionResult {
    guard let index = startingPoint else { return ActionResult(nil) }
    startingPoint = nil
    do { return rebuild(try StartingPoint.all[index].configuration()) } catch {
      return ActionResult(CommandError(error).words)
    }
  }
}
