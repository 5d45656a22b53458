import Figures
import Foundation

/// The results so far: printed as they come, written down at the end.
struct Report {
  private var blocks: [String] = []

  /// Adds a heading, a paragraph or a table.
  mutating func add(_ block: String) {
    blocks.append(block)
    try? FileHandle.standardOutput.write(contentsOf: Data((block + "\n\n").utf8))
  }

  mutating func add(_ table: Table) { add(table.text) }

  func write(to path: String) throws {
    let title = "# Results\n\nWritten by `make bench`."
    let text = ([title] + blocks).joined(separator: "\n\n") + "\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    progress("wrote \(path)")
  }
}
