import Engine

/// What lies on some cells of a frame, for the mouse.
package struct HitArea: Hashable, Sendable {
  /// What a click does.
  enum Click: Hashable, Sendable {
    /// What a key does.
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
    /// The steps of a column, `steps` being those of the whole width.
    case curve(Fact, steps: Range<Int>)
    /// Some taps over the steps of a column.
    case heat(Fact, Range<Int>, steps: Range<Int>)
    /// A pair of tokens, in the attention map of a head or in the map of similarities.
    case attention(head: Int, TokenCell)
    case similarity(TokenCell)
    case histogram(isGradient: Bool)
    /// A cell of a tensor's map, on the page that a walk shows.
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

  /// The pair of tokens at a place of the map, counted from its corner.
  func pair(_ column: Int, _ row: Int) -> Pair {
    let first = column / width * group
    return Pair(rows: row * group..<(row + 1) * group, columns: first..<first + group)
  }
}

extension Canvas {
  /// Publishes what lies on some cells; a later area lies above an earlier one.
  mutating func publish(_ area: Rect, click: HitArea.Click? = nil, reading: HitArea.Reading? = nil)
  {
    hitAreas.append(HitArea(area: area, click: click, reading: reading))
  }

  /// What lies on a cell.
  package func hitArea(column: Int, row: Int) -> HitArea? {
    hitAreas.last { $0.area.contains(column: column, row: row) }
  }
}
