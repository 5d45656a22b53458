import Engine

/// The program of the step: a heading for each sublayer, a line for each operation, or one for each
/// sublayer or layer where they are folded.
struct StepListing {
  private enum Row: Hashable {
    case heading(Phase, Sublayer?)
    case group(Range<Int>)
  }

  /// Columns of an amplification.
  private static let numberWidth = 9

  let walk: WalkState
  let opening: WalkOpening
  let language: Language

  func draw(in area: Rect, on canvas: inout Canvas) {
    let rows = rows
    let present = rows.firstIndex { row in
      if case .group(let group) = row { group.contains(walk.index) } else { false }
    }
    let first = min(max((present ?? 0) - area.rows / 2, 0), max(rows.count - area.rows, 0))
    for (offset, row) in rows[first..<min(first + area.rows, rows.count)].enumerated() {
      let line = Rect(column: area.column, row: area.row + offset, columns: area.columns, rows: 1)
      draw(row, in: line, isPresent: first + offset == present, on: &canvas)
    }
  }

  /// What a search in the listing looks through: title, place and tensors.
  static func searchText(_ operation: WalkOperation, _ configuration: Configuration) -> String {
    let place = "\(operation.phase.rawValue) " + (operation.sublayer.map { "\($0) " } ?? "")
    let names = (operation.inputs + operation.outputs).map(\.name).joined(separator: " ")
    return place + operation.kind.rawValue + " " + title(operation, configuration) + " " + names
  }

  /// The formula's first part; of what concerns a parameter its name.
  static func title(_ operation: WalkOperation, _ configuration: Configuration) -> String {
    switch operation.kind {
    case .update: return "w ← w − …  " + parameter(operation)
    case .reduceGradient: return "g = Σ  " + parameter(operation)
    case .crossEntropy: return "L, dlogits"
    default: break
    }
    let formula = plain(OperationWords.formula(operation, configuration))
    return formula.firstRange(of: ",  ").map { String(formula[..<$0.lowerBound]) } ?? formula
  }

  /// Hats become `^`: a cell holds no combining mark.
  static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{302}" ? "^" : $0 }))
  }

  /// As many characters as fit, and `…` where some are left.
  private static func cut(_ text: String, to width: Int) -> String {
    guard CharacterWidth.columns(of: text) > width else { return text }
    var kept = ""
    for scalar in text.unicodeScalars {
      guard CharacterWidth.columns(of: kept) + CharacterWidth.columns(of: scalar) < width else {
        break
      }
      kept.unicodeScalars.append(scalar)
    }
    return kept + "…"
  }

  /// Whole where no heading names a sublayer.
  private static func parameter(_ operation: WalkOperation) -> String {
    guard let tensor = operation.outputs.first else { return "" }
    return operation.sublayer == nil ? tensor.name : tensor.ownName
  }

  private var rows: [Row] {
    var rows: [Row] = []
    for group in walk.groups {
      let operation = opening.operations[group.lowerBound]
      let heading = Row.heading(operation.phase, operation.sublayer)
      let isNew =
        rows.last.map { row in
          guard case .group(let before) = row else { return false }
          let other = opening.operations[before.lowerBound]
          return other.phase != operation.phase || other.sublayer != operation.sublayer
        } ?? true
      if walk.folding == .operation, isNew { rows.append(heading) }
      rows.append(.group(group))
    }
    return rows
  }

  private func draw(_ row: Row, in area: Rect, isPresent: Bool, on canvas: inout Canvas) {
    switch row {
    case .heading(let phase, let sublayer):
      let text = heading(phase, sublayer)
      canvas.write(
        StyledText(text, Style(.muted, .bold)).clipped(to: area.columns), column: area.column,
        row: area.row, in: area)
    case .group(let group):
      canvas.publish(area, click: .perform(.walk(.operation(group.lowerBound))))
      let style = isPresent ? Style(.accent, .bold) : Style(.text)
      let factor = walk.amplification(group)
      let number = factor.map { "×" + NumberFormat.text($0) } ?? ""
      let room = area.columns - 2 - (number.isEmpty ? 0 : Self.numberWidth)
      canvas.write(isPresent ? "▸" : " ", column: area.column, row: area.row, style, in: area)
      canvas.write(
        StyledText(Self.cut(title(group), to: room - 1), style), column: area.column + 1,
        row: area.row,
        in: area)
      canvas.writeTrailing(
        StyledText(number, isPresent ? style : Style(.muted)), row: area.row, in: area)
    }
  }

  private func title(_ group: Range<Int>) -> String {
    let operation = opening.operations[group.lowerBound]
    switch walk.folding {
    case .operation: return Self.title(operation, opening.configuration)
    case .sublayer: return heading(operation.phase, operation.sublayer)
    case .layer:
      let phase = OperationWords.name(operation.phase)[language]
      guard let layer = operation.sublayer?.layer else { return phase }
      return phase + " " + StackWords.name(.layer(layer))[language]
    }
  }

  private func heading(_ phase: Phase, _ sublayer: Sublayer?) -> String {
    let name = OperationWords.name(phase)[language]
    guard let sublayer else { return name }
    let kind = sublayer.kind == .attention ? LiveWords.attention : LiveWords.feedforward
    return "\(name) \(sublayer.layer).\(kind)"
  }
}
