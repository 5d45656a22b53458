package import Engine

/// What can happen to the interface: time, size, keys and reports all arrive as events.
package enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// A whole command or the names of keys, where lines are typed and no keys are read.
  case line(String)
  /// Text that was pasted into the terminal.
  case paste(String)
  case resize(columns: Int, rows: Int)
  /// A lane trained a step; a repeated one was reported before, to the same bits.
  case report(StepReport, lane: Int = 1, isRepeated: Bool = false)
  /// A lane's configuration at the repeated or replayed step that is reported next.
  case tuned(lane: Int, Configuration)
  /// A lane has been given a wiring that was asked for; what is reported from here on knows of it.
  case rewired(lane: Int)
  /// A lane was added.
  case opened(OpenedLane)
  /// All lanes of a saved run have arrived.
  case replayed(ReplayEnd)
  /// A lane went away that had not caught up with the others.
  case closed(lane: Int)
  /// How far lanes are from the first one, by their numbers; those missing were not measured.
  case partings([Int: Parting])
  /// A command could not be carried out, and why.
  case refused(LocalizedText)
  /// Lanes are on their way to the others' step or an earlier one; `nil` once they have arrived.
  case progress(LabProgress?)
  /// What a lane was asked to look into, seen.
  case inspection(Inspection)
  /// What measuring a claim has come to.
  case measured(ClaimMeasurement)
  /// What the walk through a step answers.
  case walk(WalkAnswer)
  /// A breakpoint began to hold at a step that a lane has trained; the trainer waits.
  case broke(Breakpoint, lane: Int, step: Int, isDiverged: Bool)
  /// Time passed; milliseconds since an arbitrary start, never going back.
  case clock(milliseconds: Int)
  /// The terminal tells of itself.
  case terminal(TerminalReply)
  /// The number of colours that the terminal shows from here on.
  case colors(ColorDepth)
  /// The model that `TrainingOrder.rebuild` asked for has taken the place of the one before.
  case rebuilt(BuiltModel)
  /// What became of an effect that took its time.
  case answer(EffectResult)
}

/// What a terminal says of itself when it is asked.
package enum TerminalReply: Hashable, Sendable {
  /// The colour of its background.
  case background(red: UInt8, green: UInt8, blue: UInt8)
  /// How far a character of ambiguous width has moved its cursor.
  case ambiguousWidth(Int)
}

/// What the mouse did over a cell; (0, 0) is top left.
package struct Mouse: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The left button went down.
    case press
    case wheelUp, wheelDown
    case motion
  }

  package var kind: Kind
  package var column: Int
  package var row: Int
  /// What lay there in the frame that was shown.
  package var target: HitArea?

  package init(_ kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}

extension Event {
  /// The event with what lies under the mouse in the frame that is shown.
  package func over(_ frame: Canvas) -> Event {
    guard case .mouse(var mouse) = self else { return self }
    mouse.target = frame.hitArea(column: mouse.column, row: mouse.row)
    return .mouse(mouse)
  }
}

/// A model at its start and what only it knows.
package struct BuiltModel: Hashable, Sendable {
  package var configuration: Configuration
  package var parameterCount: Int
  package var guessing: Double
  package var chance: Double
  /// What it is built on that the model before was not.
  package var change: GroundChange?

  package init(
    configuration: Configuration, parameterCount: Int, guessing: Double, chance: Double,
    change: GroundChange? = nil
  ) {
    self.change = change
    self.configuration = configuration
    self.parameterCount = parameterCount
    self.guessing = guessing
    self.chance = chance
  }
}

/// A file that is to be written, whole or not at all.
package struct FileRequest: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// The weights of the selected lane, as safetensors.
    case weights
    case text(String)
    /// Configuration and journal of all lanes, as `replay` reads them.
    case run
    /// Configuration, journal and what the screen knows, for readers without a laboratory.
    case summary(RunSummary)
  }

  /// The lane whose weights are meant.
  package var lane = 1
  package var path: String
  /// Whether a file of that name may be overwritten.
  package var replaces: Bool
  package var content: Content

  /// The command that asks for it, for the answer.
  package var command: String {
    switch content {
    case .weights: ":save"
    case .text, .summary: ":export"
    case .run: ":save-run"
    }
  }

  /// Asks for a file.
  package init(lane: Int = 1, path: String, replaces: Bool, content: Content) {
    (self.lane, self.path) = (lane, path)
    (self.replaces, self.content) = (replaces, content)
  }
}

/// What the laboratory tells of a lane that it has added.
package struct OpenedLane: Hashable, Sendable {
  /// Where a lane comes from.
  package enum Origin: Hashable, Sendable {
    /// It starts from step 0 with the settings of a lane.
    case twin(of: Int)
    /// It starts from step 0 with a configuration of its own.
    case launched(Configuration, parameterCount: Int? = nil)
    /// It continues the run of a lane.
    case fork(of: Int)
    /// It belongs to the saved run that is played.
    case saved(Configuration, parameterCount: Int)
  }

  /// Its number.
  package var id: Int
  package var origin: Origin

  /// Tells of lane `id`.
  package init(id: Int, _ origin: Origin) {
    (self.id, self.origin) = (id, origin)
  }
}

/// How a saved run ended that was played again.
package struct ReplayEnd: Hashable, Sendable {
  /// The lanes that did not arrive at the saved bits.
  package var differing: [Int]
  /// What is known to be different.
  package var mismatches: [Replay.Mismatch]

  /// Takes what the lab says.
  package init(_ replay: Replay) {
    differing = replay.outcomes.filter { !$0.isSame }.map(\.lane).sorted()
    mismatches = replay.mismatches
  }
}

/// Steps per second that the laboratory trains at; `nil` is unlimited.
package struct Pace: Hashable, Sendable {
  package var stepsPerSecond: Int?
  package init(stepsPerSecond: Int?) { self.stepsPerSecond = stepsPerSecond }
  package static let standard = Pace(stepsPerSecond: 20)
}

/// How far the measurement of a claim has come.
package enum ClaimMeasurement: Hashable, Sendable {
  /// The share of its work that is done, 0…1.
  case progress(ClaimID, Double)
  case result(ExperimentResult)
  /// Something else was asked for before it was done.
  case interrupted(ClaimID)
}
