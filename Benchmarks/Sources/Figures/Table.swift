/// A table in Markdown, its columns padded so that it reads as plain text too.
public struct Table {
  private var rows: [[String]]

  /// A table of these columns.
  public init(_ columns: [String]) {
    rows = [columns]
  }

  /// Adds a row; cells that it lacks are empty.
  public mutating func add(_ cells: [String]) {
    let missing = max(0, rows[0].count - cells.count)
    rows.append(cells + Array(repeating: "", count: missing))
  }

  /// The first column to the left, the others to the right.
  public var text: String {
    // A rule is three characters at least.
    let widths = rows[0].indices.map { column in
      rows.reduce(3) { max($0, $1[column].count) }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - cells[column].count)
        return column == 0 ? cells[column] + blanks : blanks + cells[column]
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = widths.indices.map { column in
      String(repeating: "-", count: widths[column] - 1) + (column == 0 ? "-" : ":")
    }
    let lines = [line(rows[0]), line(rule)] + rows.dropFirst().map(line)
    return lines.joined(separator: "\n")
  }
}
