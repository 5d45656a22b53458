package import Engine

/// What the interface asks of the world: comparable values.
package enum Effect: Hashable, Sendable {
  case training(TrainingOrder)
  case shell(ShellOrder)
}

/// What the trainer is to do; between two steps, unless it says otherwise.
package enum TrainingOrder: Hashable, Sendable {
  case command(LabCommand)
  /// Lets steps follow each other; the first begins at once.
  case run
  /// Ends the run after the step in progress, single steps that wait included.
  case pause
  /// Pauses by itself once a step has been trained; `nil` forgets that.
  case pauseAfter(step: Int?)
  /// Changes the steps per second, at once.
  case pace(Pace)
  /// Trains one step while paused.
  case step
  /// Builds another model, which takes the place of the present one if it can be built.
  case rebuild(Configuration, on: GroundChange? = nil)
  /// Changes what a flag says.
  case set(RunSetting)
  case write(FileRequest)
  /// Looks into a lane's last step and into those that follow; `nil` ends it.
  case inspect(InspectionRequest?, lane: Int = 1)
  /// Measures a claim, until something else is to be done.
  case measure(ClaimID)
  /// What is asked of the walk through a step.
  case walk(WalkRequest)
  /// Where training is to stop.
  case breakpoints([Breakpoint])
  /// Ends the trainer; only the shell orders it, when it leaves.
  case stop
}

/// What the shell around the interface does itself.
package enum ShellOrder: Hashable, Sendable {
  /// Whether the terminal is to report the mouse.
  case mouse(isOn: Bool)
  /// Changes what a flag of the screen says.
  case set(ScreenSetting)
  /// Keeps what lessons were done, by name, and whether the prediction came true.
  case keepLessons([String: Bool])
  case suspend
  case redraw
  case quit
}
