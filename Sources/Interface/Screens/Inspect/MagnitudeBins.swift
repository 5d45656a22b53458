import Engine

/// Octaves of magnitude laid out over columns: several columns for each where there is room, several
/// octaves in a bin where there is not.
struct MagnitudeBins {
  private let octaves: Range<Int>
  private let octavesPerBin: Int
  private let columnsPerBin: Int
  private let axis: Axis

  /// Lays out all octaves of a log axis.
  init(_ axis: Axis, columns: Int) {
    self.axis = axis
    let first = Int((axis.low * Octave.perDecade).rounded(.down))
    let end = Int((axis.high * Octave.perDecade).rounded(.up))
    octaves = max(first, Histogram.octaves.lowerBound)..<min(end, Histogram.octaves.upperBound + 1)
    let columns = max(columns, 1)
    octavesPerBin = max((octaves.count + columns - 1) / columns, 1)
    columnsPerBin = max(min(columns / max(octaves.count, 1), 3), 1)
  }

  var count: Int { (octaves.count + octavesPerBin - 1) / octavesPerBin }

  /// The columns of a bin, from the left edge.
  func columns(of bin: Int) -> Range<Int> { bin * columnsPerBin..<(bin + 1) * columnsPerBin }

  /// The bin that a column belongs to, if any.
  func bin(ofColumn column: Int) -> Int? {
    let bin = column / columnsPerBin
    return column >= 0 && bin < count ? bin : nil
  }

  /// The magnitudes that a bin spans.
  func bounds(of bin: Int) -> (low: Double, high: Double) {
    let first = octaves.lowerBound + bin * octavesPerBin
    return (
      Octave.start(first), Octave.start(min(first + octavesPerBin, octaves.upperBound))
    )
  }

  /// The numbers of either sign in a bin.
  func counts(_ histogram: Histogram, _ bin: Int) -> (negative: Int, positive: Int) {
    let first = octaves.lowerBound + bin * octavesPerBin
    return (first..<min(first + octavesPerBin, octaves.upperBound)).reduce((0, 0)) { sum, octave in
      let counts = histogram[octave: octave]
      return (sum.0 + counts.negative, sum.1 + counts.positive)
    }
  }

  /// The labelled decades and the columns at which they begin.
  private var ticks: [(column: Int, label: String)] {
    let ticks = axis.ticks { ticks in
      let columns = ticks.map { column($0) }
      return zip(columns, columns.dropFirst()).allSatisfy { $1 - $0 >= 6 }
    }
    return ticks.map { (column($0), $0.label) }
  }

  private func column(_ tick: Axis.Tick) -> Int {
    let decade = axis.low + tick.position * (axis.high - axis.low)
    let octave = decade * Octave.perDecade - Double(octaves.lowerBound)
    return Int((octave * Double(columnsPerBin) / Double(octavesPerBin)).rounded())
  }

  func drawTicks(column: Int, in area: Rect, on canvas: inout Canvas) {
    for tick in ticks {
      let start = min(column + tick.column, area.columnEnd - tick.label.utf8.count)
      canvas.write(tick.label, column: start, row: area.row, Style(.muted), in: area)
    }
  }

  func drawGrid(column: Int, in area: Rect, on canvas: inout Canvas) {
    for tick in ticks {
      for row in area.rowRange {
        canvas.write("┊", column: column + tick.column, row: row, Style(.faint), in: area)
      }
    }
  }
}
