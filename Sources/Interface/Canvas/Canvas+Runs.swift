/// Neighbouring cells of a row that look the same.
struct CellRun<Trait: Equatable>: Equatable {
  var columns: Range<Int>
  var look: Trait
}

extension Canvas {
  /// A row cut where `look` changes, from left to right; all of its cells, each once.
  func runs<Trait>(ofRow row: Int, by look: (Cell) -> Trait) -> [CellRun<Trait>] {
    var runs: [CellRun<Trait>] = []
    for (column, cell) in cells(ofRow: row).enumerated() {
      let found = look(cell)
      if let last = runs.indices.last, runs[last].look == found {
        runs[last].columns = runs[last].columns.lowerBound..<column + 1
      } else {
        runs.append(CellRun(columns: column..<column + 1, look: found))
      }
    }
    return runs
  }

  /// The characters of some columns of a row.
  func text(ofRow row: Int, _ columns: Range<Int>) -> String {
    var text = ""
    for column in columns where !self[column, row].isContinuation {
      text.unicodeScalars.append(self[column, row].scalar)
    }
    return text
  }
}
