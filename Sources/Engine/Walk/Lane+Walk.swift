extension Lane {
  /// Opens a walk through the lane's next step, once the recorded commands whose time has come are
  /// carried out, as `Lab.advance(into:)` would.
  ///
  /// Nothing may be asked of the lab until the walk is closed; then the lab trains the step.
  public func openWalk() -> Walk {
    carryOutDueCommands()
    return Walk(trainer)
  }
}
