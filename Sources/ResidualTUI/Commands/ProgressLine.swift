/// A line on standard error that is overwritten as things go and gone at the end; nothing where
/// nobody would see it.
struct ProgressLine {
  private var screen = Output(.error)
  private let isShown = Output(.error).isTerminal
  private var lastDrawn: MonotonicTime?
  private var drawnCount = 0

  /// Draws what `text` says, at most ten times a second, cut to the terminal's width.
  mutating func draw(_ text: (_ now: MonotonicTime) -> String) throws(Failure) {
    guard isShown else { return }
    let now = MonotonicTime.now
    if let lastDrawn, now.seconds(since: lastDrawn) < 0.1 { return }
    lastDrawn = now
    let shown = String(text(now).prefix(max(1, screen.columns - 1)))
    let blanks = String(repeating: " ", count: max(0, drawnCount - shown.count))
    drawnCount = shown.count
    try screen.write("\r\(shown)\(blanks)")
  }

  /// Leaves the line empty.
  mutating func erase() throws(Failure) {
    guard drawnCount > 0 else { return }
    try screen.write("\r\(String(repeating: " ", count: drawnCount))\r")
    drawnCount = 0
  }
}
