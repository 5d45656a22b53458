import Engine

/// The numbers of an input and an output as small maps with a cursor in them.
struct TensorPanel {
  let walk: WalkState
  let page: WalkPage
  let state: AppState

  func draw(in area: Rect, on canvas: inout Canvas) {
    let shown = shown
    guard !shown.isEmpty, area.rows >= 3 else { return }
    var area = area
    let count = area.columns >= 24 * shown.count ? shown.count : 1
    let tensors = count == shown.count ? shown : [walk.chosenTensor]
    for (place, index) in tensors.enumerated() {
      let left = tensors.count - place
      var own = area.cutLeft(left == 1 ? area.columns : (area.columns + 1) / left)
      if left > 1 { _ = own.cutRight(1) }
      draw(index, in: own, on: &canvas)
    }
  }

  /// The chosen tensor, and the main one of the other side.
  private var shown: [Int] {
    let inputs = page.inputs.count
    let chosen = walk.chosenTensor
    guard !walk.tensors.isEmpty else { return [] }
    if chosen < inputs { return page.outputs.isEmpty ? [chosen] : [chosen, inputs] }
    return inputs == 0 ? [chosen] : [0, chosen]
  }

  private func draw(_ index: Int, in area: Rect, on canvas: inout Canvas) {
    var area = area
    let numbers = walk.tensors[index]
    let isChosen = index == walk.chosenTensor
    let name = (isChosen ? "▸" : " ") + numbers.tensor.shortName
    let shape = numbers.tensor.shape.map(String.init).joined(separator: "×")
    let heading =
      StyledText(name, isChosen ? Style(.accent, .bold) : Style(.text))
      + StyledText(" " + shape, Style(.muted))
    let top = area.cutTop(1)
    canvas.write(heading.clipped(to: top.columns), column: top.column, row: top.row, in: top)
    let map = TensorMap(numbers, place: walk.place(in: numbers.tensor))
    let line = area.cutTop(1)
    let read =
      StyledText(" " + map.placeText + " = ", Style(.muted))
      + StyledText(NumberFormat.text(map.value.map(Double.init)), Style(.text, .bold))
    let rms = StyledText("RMS " + NumberFormat.text(map.rms), Style(.muted))
    canvas.write(
      StyledText.fitting([read, rms], width: line.columns), column: line.column, row: line.row,
      in: line)
    _ = area.cutLeft(1)
    map.draw(in: area, glyphs: state.glyphs, on: &canvas)
    canvas.publish(area, reading: .tensor(index))
  }
}

/// A tensor of one sequence, or a parameter, as cells of the signed ramp.
///
/// Where there are more numbers than cells, a cell holds several and shows the extreme.
struct TensorMap {
  private let values: ArraySlice<Float>
  private let grid: TensorGrid
  private let place: (head: Int, row: Int, column: Int)
  private let isAttention: Bool
  private let isVector: Bool

  /// Shows one head of attention maps.
  init(_ numbers: WalkPage.Numbers, place: (head: Int, row: Int, column: Int)) {
    grid = TensorGrid(numbers.tensor.shape, isPerSequence: numbers.tensor.isPerSequence)
    isAttention = numbers.tensor.shape.count == 3
    isVector = numbers.tensor.shape.count == 1
    let start = isAttention ? place.head * grid.rows * grid.columns : 0
    let end = min(start + grid.rows * grid.columns, numbers.values.count)
    values = numbers.values[min(start, end)..<end]
    self.place = place
  }

  /// The number at the cursor.
  var value: Float? { value(place.row, place.column) }

  /// Where it is, from 1.
  var placeText: String { text(place.row...place.row, place.column...place.column) }

  /// `[3,5]`, `[3–4,5]`, `#2[3,5]` of the second head.
  private func text(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> String {
    func text(_ range: ClosedRange<Int>) -> String {
      range.count == 1
        ? "\(range.lowerBound + 1)" : "\(range.lowerBound + 1)–\(range.upperBound + 1)"
    }
    if isVector { return "[\(text(grid.rows > 1 ? rows : columns))]" }
    let place = "[\(text(rows)),\(text(columns))]"
    return isAttention ? "#\(self.place.head + 1)\(place)" : place
  }

  var rms: Double? {
    guard !values.isEmpty else { return nil }
    let sum = values.reduce(0.0) { $0 + Double($1) * Double($1) }
    return (sum / Double(values.count)).squareRoot()
  }

  private func value(_ row: Int, _ column: Int) -> Float? {
    let index = values.startIndex + row * grid.columns + column
    return row < grid.rows && column < grid.columns && values.indices.contains(index)
      ? values[index] : nil
  }

  func draw(in area: Rect, glyphs: Glyphs, on canvas: inout Canvas) {
    guard !area.isEmpty, !values.isEmpty else { return }
    let (high, wide, cell) = cells(of: area)
    let scale = Double(values.lazy.filter(\.isFinite).map { abs($0) }.max() ?? 0)
    for row in 0..<(grid.rows + high - 1) / high {
      for column in 0..<(grid.columns + wide - 1) / wide {
        let rows = row * high..<min((row + 1) * high, grid.rows)
        let columns = column * wide..<min((column + 1) * wide, grid.columns)
        let value = extreme(rows, columns).map { scale > 0 ? Double($0) / scale : Double($0) }
        let isCursor = rows.contains(place.row) && columns.contains(place.column)
        for offset in 0..<cell {
          let at = (area.column + column * cell + offset, area.row + row)
          guard area.contains(column: at.0, row: at.1) else { continue }
          canvas[at.0, at.1] =
            isCursor
            ? Ramp.diverging.markedCell(value) : Ramp.diverging.cell(value, glyphs: glyphs)
        }
      }
    }
  }

  /// Numbers that a cell has below and beside each other, and the columns that it is wide: several
  /// where there is room.
  private func cells(of area: Rect) -> (high: Int, wide: Int, columns: Int) {
    (
      max((grid.rows + area.rows - 1) / area.rows, 1),
      max((grid.columns + area.columns - 1) / area.columns, 1),
      min(max(area.columns / max(grid.columns, 1), 1), 3)
    )
  }

  /// What the cell at a place of `area` holds: `[3,5] 0.123`, `[3–4,5–6], extreme of 4 0.123`.
  func reading(column: Int, row: Int, in area: Rect) -> LocalizedText? {
    guard !area.isEmpty else { return nil }
    let (high, wide, cell) = cells(of: area)
    let (top, left) = (row * high, column / cell * wide)
    guard top < grid.rows, left < grid.columns else { return nil }
    let rows = top..<min(top + high, grid.rows)
    let columns = left..<min(left + wide, grid.columns)
    guard let value = extreme(rows, columns) else { return nil }
    let place = text(rows.lowerBound...rows.upperBound - 1, left...columns.upperBound - 1)
    let number = LocalizedText(same: " " + NumberFormat.text(Double(value)))
    let count = rows.count * columns.count
    let many = LocalizedText(", ", "，") + LiveWords.extreme(of: count)
    return LocalizedText(same: place) + (count > 1 ? many : LocalizedText(same: "")) + number
  }

  private func extreme(_ rows: Range<Int>, _ columns: Range<Int>) -> Float? {
    var result: Float?
    for row in rows {
      for column in columns {
        guard let value = value(row, column) else { continue }
        guard value.isFinite else { return value }
        if abs(value) >= abs(result ?? 0) { result = value }
      }
    }
    return result
  }
}
