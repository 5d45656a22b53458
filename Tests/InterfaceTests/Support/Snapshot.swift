import Foundation
import Testing

@testable import Interface

/// Compares a frame with the file of that name in `Snapshots`.
///
/// A missing file fails. With `RECORD_SNAPSHOTS=1` the file is written and the test still fails,
/// so that no recording run is green.
func expectSnapshot(
  _ canvas: Canvas, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name + ".txt")
  let found = Transcript.full(canvas)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    do {
      try found.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
    return
  }
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record(
      "no snapshot \(name): record with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
    return
  }
  #expect(
    found == expected, "frame \(name) changed:\n\(found)", sourceLocation: sourceLocation)
}
