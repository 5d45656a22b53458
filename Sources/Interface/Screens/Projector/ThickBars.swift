import Engine

/// Activation and gradient along the stack as few, thick bars; only the ends have their numbers.
struct ThickBars {
  private static let labelWidth = 7
  private static let gap = 2
  /// Rows that a bar may have at most, and bars that are wanted before one gets thicker.
  private static let thickest = 3
  private static let fewest = 5

  let state: AppState
  let area: Rect
  private let rows: [ProfileRow]
  /// Screen rows of each bar.
  private let thickness: Int

  init(state: AppState, area: Rect) {
    self.state = state
    self.area = area
    let layers = state.lane.launch.layers
    let room = max(area.rows - 1, 0)
    let wanted = min(Self.fewest, layers + 2)
    thickness = (2...Self.thickest).last { room / $0 >= wanted } ?? 1
    // A row per layer at most: never one per sublayer.
    rows = ProfileRow.rows(layers: layers, room: min(room / thickness, layers + 2))
  }

  /// How many taps the fullest bar holds, whose extreme it shows.
  var mostTaps: Int { rows.map(\.taps.count).max() ?? 1 }

  func draw(on canvas: inout Canvas) {
    guard state.lane.report != nil else {
      canvas.writeWrapped(state.waitingWords.first ?? "", Style(.muted), in: area)
      return
    }
    var rest = area
    drawLabels(in: rest.cutLeft(Self.labelWidth), on: &canvas)
    let left = rest.cutLeft((rest.columns - Self.gap) / 2)
    _ = rest.cutLeft(Self.gap)
    draw(state.activationMetric, .activation, in: left, on: &canvas)
    draw(state.gradientMetric, .gradient, in: rest, on: &canvas)
  }

  private func drawLabels(in area: Rect, on canvas: inout Canvas) {
    for (index, row) in rows.enumerated() {
      let line = self.row(index)
      let isSelected = state.selection != .everything && holdsSelection(row)
      let style = isSelected ? Style(.accent, .bold) : Style(.muted)
      canvas.write(label(row), column: area.column + 1, row: line, style, in: area)
      if isSelected { canvas.write("▸", column: area.column, row: line, style, in: area) }
    }
  }

  private func draw(
    _ metric: Fact, _ panel: Panel, in area: Rect, on canvas: inout Canvas
  ) {
    let isFocused = state.focus == panel
    let style = isFocused ? Style(.accent, .bold) : Style(.text, .bold)
    let (first, second) = metric.row.heading
    let names = [metric.words, first + LocalizedText(same: " ") + second, first].map {
      StyledText((isFocused ? "▸" : " ") + $0[state.language], style)
    }
    let heading = names.first { $0.width <= area.columns } ?? names[2].clipped(to: area.columns)
    canvas.write(heading, column: area.column, row: area.row, in: area)
    canvas.publish(area, click: .perform(.focus(panel)))
    var body = area
    _ = body.cutTop(1)
    let values = state.values(of: metric)?.values ?? []
    guard values.contains(where: { $0 != nil }) else {
      canvas.writeWrapped(state.absence(of: metric), Style(.muted), in: body)
      return
    }
    drawBars(values, metric, in: body, on: &canvas)
    if state.oldWiring(of: metric) != nil { canvas.dim(body) }
  }

  private func drawBars(
    _ values: [Double?], _ metric: Fact, in body: Rect, on canvas: inout Canvas
  ) {
    let plot = BarPlot(axis: state.axis(of: metric), area: body)
    for (index, row) in rows.enumerated() {
      let line = self.row(index)
      let taps = values[row.taps.clamped(to: 0..<values.count)].compactMap(\.self)
      plot.draw(Extremes(taps), row: line, on: &canvas)
      thicken(line, body, on: &canvas)
      let place = Rect(column: body.column, row: line, columns: body.columns, rows: thickness)
      let click = row.selection.map { HitArea.Click.perform(.select($0)) }
      canvas.publish(place, click: click, reading: .taps(metric, row.taps))
      guard row.layers == nil else { continue }
      drawNumber(" " + NumberFormat.text(Extremes(taps).shown), row: line, in: body, on: &canvas)
    }
  }

  /// Writes the number of an end at the right, over a bar that reaches so far, which shows through.
  private func drawNumber(_ text: String, row: Int, in area: Rect, on canvas: inout Canvas) {
    for (index, character) in text.enumerated() {
      let column = area.columnEnd - text.count + index
      let cell = canvas[column, row]
      let isCovered = cell.scalar == "█"
      let style = isCovered ? Style(.contrast, on: cell.style.ink) : Style(.text, .bold)
      canvas.write(String(character), column: column, row: row, style, in: area)
    }
  }

  /// Repeats a bar on its further rows, the last one half, so that bars stay apart; its end, which
  /// cannot be halved in eighths, becomes a whole cell or none.
  private func thicken(_ line: Int, _ bars: Rect, on canvas: inout Canvas) {
    let hasHalves = state.glyphs == .braille || state.glyphs == .block
    for column in bars.columnRange {
      switch canvas[column, line].scalar {
      case "▌", "▋", "▊", "▉": canvas[column, line].scalar = "█"
      case "▏", "▎", "▍": canvas[column, line].scalar = column == bars.column ? "█" : " "
      default: break
      }
    }
    for offset in 1..<max(thickness, 1) {
      let isLast = offset + 1 == thickness
      for column in bars.columnRange {
        var cell = canvas[column, line]
        if isLast, cell.scalar != "┊" {
          cell.scalar = hasHalves && cell.scalar == "█" ? "▀" : " "
        }
        canvas[column, line + offset] = cell
      }
    }
  }

  private func row(_ index: Int) -> Int { area.row + 1 + index * thickness }

  private func holdsSelection(_ row: ProfileRow) -> Bool {
    row.sublayers.overlaps(state.selection.indices(layers: state.lane.launch.layers))
  }

  private func label(_ row: ProfileRow) -> String {
    guard let layers = row.layers else {
      return (row.taps.lowerBound == 0 ? LiveWords.embedding : LiveWords.final)[state.language]
    }
    return layers.count == 1 ? "\(layers.lowerBound)" : "\(layers.lowerBound)–\(layers.upperBound)"
  }
}
