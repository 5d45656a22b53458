import Engine

/// How far `verify` is: a bar on a terminal, a line per claim elsewhere; any thread may advance it.
struct VerifyProgress: Sendable {
  private static let columns = 30

  /// What the threads share.
  private struct State {
    var line = ProgressLine()
    var done = 0.0
    var claim = ""
  }

  private let cost: Double
  private let start = MonotonicTime.now
  private let state = Monitor(State())

  /// Expects work of this cost.
  init(cost: Double) { self.cost = max(cost, 1) }

  /// The next claim begins.
  func begin(_ id: ClaimID, _ index: Int, of count: Int) throws(Failure) {
    state.change { $0.claim = id.rawValue }
    var output = Output(.error)
    if !output.isTerminal { try output.write("verify: \(id.rawValue), \(index + 1) of \(count)\n") }
  }

  /// Some work is done.
  func advance(_ done: Double) {
    state.change { state in
      state.done += done
      let (share, claim) = (min(state.done / cost, 1), state.claim)
      // Nothing is left to tell it to when this fails.
      try? state.line.draw { now in text(share, claim, now) }
    }
  }

  /// Leaves no trace on the terminal.
  func erase() throws(Failure) {
    try state.change { state in Result { () throws(Failure) in try state.line.erase() } }.get()
  }

  private func text(_ share: Double, _ claim: String, _ now: MonotonicTime) -> String {
    let filled = Int(share * Double(Self.columns))
    let bar =
      String(repeating: "#", count: filled)
      + String(repeating: ".", count: Self.columns - filled)
    let percent = Digits.fixed(100 * share, 0)
    guard share > 0.02 else { return "[\(bar)] \(percent) %  \(claim)" }
    let left = now.seconds(since: start) * (1 - share) / share
    return "[\(bar)] \(percent) %  \(claim)  \(Digits.duration(seconds: left)) left"
  }
}
