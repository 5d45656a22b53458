import Engine

extension AppState {
  /// Opens the menu at a starting point or moves there; `nil` closes it.
  ///
  /// The choice is put into words too: not everybody sees the menu.
  mutating func choose(startingPoint index: Int?) -> ActionResult {
    startingPoint = index
    return ActionResult(index.map { MenuWords.chosen(StartingPoint.all[$0]) })
  }

  /// Moves within the menu, around its ends.
  mutating func moveStartingPoint(by offset: Int) -> ActionResult {
    let count = StartingPoint.all.count
    return choose(startingPoint: startingPoint.map { ($0 + offset + count) % count })
  }

  /// Asks for the model of the chosen starting point.
  mutating func start() -> ActionResult {
    guard let index = startingPoint else { return ActionResult(nil) }
    startingPoint = nil
    do { return rebuild(try StartingPoint.all[index].configuration()) } catch {
      return ActionResult(CommandError(error).words)
    }
  }
}
