import Engine

extension AppState {
  /// Tells the trainer where to stop.
  mutating func change(breakpoints: [Breakpoint]) -> ActionResult {
    command.breakpoints = breakpoints
    return ActionResult(breakpointWords, [.training(.breakpoints(breakpoints))])
  }

  var breakpointWords: LocalizedText {
    command.breakpoints.isEmpty
      ? CommandWords.noBreakpoints : CommandWords.breakpoints(command.breakpoints)
  }

  /// Walks the step at which a breakpoint holds: all lanes go back to where it begins, as its update
  /// was applied, unless it diverged.
  mutating func stop(
    at breakpoint: Breakpoint, _ id: Int, _ step: Int, isDiverged: Bool
  ) -> [Effect] {
    guard walk == nil, let index = lanes.firstIndex(where: { $0.id == id }) else { return [] }
    laneIndex = index
    let left = leaveStage()
    let back: [Effect] = isDiverged ? [] : [.training(.command(.rewind(toStep: step - 1)))]
    let early = sendPending()
    let outcome = openWalk()
    walk?.stop = WalkState.Stop(tap: breakpoint.tap)
    say(":break", CommandWords.broke(breakpoint, at: step))
    // The walk is asked for behind the rewind, so that it is opened where that leads.
    return left + early + [.training(.pause)] + back + outcome.effects
  }
}
