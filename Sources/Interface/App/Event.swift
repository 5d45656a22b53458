package import Engine

/// What can happen to the interface: time, size, keys and reports all arrive as events.
package enum Event: Hashable, Sendable {
  case key(Key)
  case resize(columns: Int, rows: Int)
  /// A step was trained.
  case report(StepReport)
  /// What the trainer was asked to look into, seen.
  case inspection(Inspection)
  /// Time passed; milliseconds since an arbitrary start, never going back.
  case clock(milliseconds: Int)
}

/// A key as the terminal delivered it.
package enum Key: Hashable, Sendable {
  /// A printable character, space included.
  case character(Character)
  case up, down, left, right
  case enter, escape, tab, backTab, backspace, delete
  case home, end, pageUp, pageDown
  /// Control with a letter, lower case: `control("z")`.
  case control(Character)
}

/// What the interface asks of the world: comparable values, performed by the shell.
package enum Effect: Hashable, Sendable {
  case trainer(TrainerCommand)
  case run
  case pause
  /// Trains one step while paused.
  case trainOneStep
  case pace(Pace)
  /// What the trainer is to look into from now on; `nil` ends it.
  case inspect(InspectionRequest?)
  case suspend
  case redraw
  case quit
}

/// Steps per second that the laboratory trains at; `nil` is unlimited.
package struct Pace: Hashable, Sendable {
  package var stepsPerSecond: Int?
  package init(stepsPerSecond: Int?) { self.stepsPerSecond = stepsPerSecond }
  package static let standard = Pace(stepsPerSecond: 20)
}
