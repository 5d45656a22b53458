/// What is known of the mouse.
package struct MouseState: Hashable, Sendable {
  /// Whether the terminal reports it here.
  package var isOn = true
  /// Whether it ever did: a person has one, and it works.
  var isUsed = false
  /// What it was last over.
  var hovered: Hovered?

  package init() {}

  /// A place whose number has been read out.
  struct Hovered: Hashable, Sendable {
    var spot: Spot
    var column: Int
  }
}

/// What lies on some cells of a frame, for the mouse.
struct Spot: Hashable, Sendable {
  /// What a click does.
  enum Click: Hashable, Sendable {
    /// The same as a key.
    case key(Key)
    case perform(Action)
  }

  /// The number that is read out while the mouse is over it.
  enum Reading: Hashable, Sendable {
    /// Of some taps of the stream.
    case taps(ProfileMetric, Range<Int>)
    /// Of the steps of a column, `steps` being those of the whole width.
    case curve(CurveMetric, steps: Range<Int>)
  }

  var area: Rect
  var click: Click?
  var reading: Reading?
}

extension Canvas {
  /// Tells what lies on some cells; what is told later lies above.
  mutating func publish(_ area: Rect, click: Spot.Click? = nil, reading: Spot.Reading? = nil) {
    spots.append(Spot(area: area, click: click, reading: reading))
  }

  /// What lies on a cell.
  func spot(column: Int, row: Int) -> Spot? {
    spots.last { $0.area.contains(column: column, row: row) }
  }
}
