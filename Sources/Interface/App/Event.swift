package import Engine

/// What can happen to the interface: time, size, keys and reports all arrive as events.
package enum Event: Hashable, Sendable {
  case key(Key)
  case resize(columns: Int, rows: Int)
  /// A lane trained a step; a repeated one was reported before, to the same bits.
  case report(StepReport, lane: Int = 1, isRepeated: Bool = false)
  /// What a lane's journal sets at the repeated step that was just reported.
  case tuned(lane: Int, warmup: Int, learningRate: Float)
  /// A lane was added.
  case opened(OpenedLane)
  /// A lane went away that had not caught up with the others.
  case closed(lane: Int)
  /// How far lanes are from the first one, by their numbers; those missing were not measured.
  case partings([Int: Parting])
  /// A command could not be carried out, and why.
  case refused(String)
  /// Lanes are on their way to the others' step or an earlier one; `nil` once they have arrived.
  case progress(LabProgress?)
  /// What a lane was asked to look into, seen.
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
  case lab(LabCommand)
  case run
  case pause
  /// Trains one step while paused.
  case trainOneStep
  case pace(Pace)
  /// What the trainer is to look into from now on; `nil` ends it.
  case inspect(InspectionRequest?, lane: Int = 1)
  case suspend
  case redraw
  case quit
}

/// What the laboratory tells of a lane that it has added.
package struct OpenedLane: Hashable, Sendable {
  /// Its number.
  package var id: Int
  /// The lane that it was made from.
  package var source: Int
  /// Whether it continues that lane's run, or starts from step 0.
  package var isFork: Bool

  /// Tells of lane `id`.
  package init(id: Int, source: Int, isFork: Bool) {
    (self.id, self.source, self.isFork) = (id, source, isFork)
  }
}

/// Steps per second that the laboratory trains at; `nil` is unlimited.
package struct Pace: Hashable, Sendable {
  package var stepsPerSecond: Int?
  package init(stepsPerSecond: Int?) { self.stepsPerSecond = stepsPerSecond }
  package static let standard = Pace(stepsPerSecond: 20)
}
