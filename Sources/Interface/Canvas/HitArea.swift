import Engine

/// What lies on some cells of a frame, for the mouse.
package struct HitArea: Hashable, Sendable {
  /// What a click does.
  enum Click: Hashable, Sendable {
    /// The same as a key.
    case key(Key)
    case perform(Action)
    /// Looks at the step of a column, `steps` being those of the whole width, and selects.
    case look(steps: Range<Int>, Selection?)
  }

  /// The number that is read out while the mouse is over it.
  enum Reading: Hashable, Sendable {
    /// Of some taps of the stream.
    case taps(Fact, Range<Int>)
    /// Of the same places in all lanes.
    case lanes(Fact, ProfileRow)
    /// Of the steps of a column, `steps` being those of the whole width.
    case curve(Fact, steps: Range<Int>)
    /// The same of some taps.
    case heat(Fact, Range<Int>, steps: Range<Int>)
    /// Of a pair of tokens, in the attention map of a head or in that of their likeness.
    case attention(head: Int, TokenCell)
    case similarity(TokenCell)
    case histogram(isGradient: Bool)
    /// Of a cell of a tensor's map, on the page that a walk shows.
    case tensor(Int)

    /// Whether it is another one in each cell.
    var changesByCell: Bool {
      switch self {
      case .taps, .lanes: false
      case .curve, .heat, .attention, .similarity, .histogram, .tensor: true
      }
    }
  }

  var area: Rect
  var click: Click?
  var reading: Reading?
}

/// A cell of a map of tokens: a square of pairs, some columns wide.
struct TokenCell: Hashable, Sendable {
  /// Tokens in either direction.
  let group: Int
  let width: Int

  /// Tokens beside and above a cell.
  struct Pair: Hashable, Sendable {
    var rows: Range<Int>
    var columns: Range<Int>
  }

  /// Those of the cell at a place of the map, counted from its corner.
  func pair(_ column: Int, _ row: Int) -> Pair {
    let first = column / width * group
    return Pair(rows: row * group..<(row + 1) * group, columns: first..<first + group)
  }
}

extension Canvas {
  /// Tells what lies on some cells; what is told later lies above.
  mutating func publish(_ area: Rect, click: HitArea.Click? = nil, reading: HitArea.Reading? = nil)
  {
    hitAreas.append(HitArea(area: area, click: click, reading: reading))
  }

  /// What lies on a cell.
  package func hitArea(column: Int, row: Int) -> HitArea? {
    hitAreas.last { $0.area.contains(column: column, row: row) }
  }
}
