import Figures
import Foundation

/// What becomes of the step rate when two other processes want the processors too.
struct Busy {
  let rounds: Int
  let peers: Peers

  private static let turnSeconds = 2.0

  func measure(_ report: inout Report) throws {
    report.add("## Beside two busy processes")
    report.add(
      """
      Size medium, \(rounds) turns alone and as many beside two processes that only count, in \
      alternation. **CPU**: processor seconds per second; far below \(Ours.threads) alone, somebody \
      else was busy already, and the row says little. **rate kept** against **CPU kept**: \
      what is left of both, medians of the rounds; their quotient is 1 where the rate falls just \
      as the processor time does.
      """)
    var table = Table(
      ["", "alone/s", "beside/s", "CPU alone", "CPU beside", "rate kept", "CPU kept", "quotient"])
    let others = [Peers.Peer.eager, .jax]
    for contestant in try peers.contestants(.medium, others) {
      if let cells = try cells(contestant) { table.add(cells) }
    }
    report.add(table)
    if let absent = peers.notMeasured(others) { report.add(absent) }
  }

  /// Its row; `nil` of a peer that failed.
  private func cells(_ contestant: Contestant) throws -> [String]? {
    progress("busy: \(contestant.name)")
    func turn(_ seconds: Double) throws -> Round? {
      try peers.round(of: contestant, .medium, seconds: seconds)
    }
    _ = try turn(1)
    var alone: [Round] = []
    var beside: [Round] = []
    for _ in 0..<rounds {
      guard let first = try turn(Self.turnSeconds) else { return nil }
      alone.append(first)
      let neighbours = try (0..<2).map { _ in try Counter.start() }
      defer { for neighbour in neighbours { neighbour.terminate() } }
      guard let second = try turn(Self.turnSeconds) else { return nil }
      beside.append(second)
    }
    func processors(_ rounds: [Round]) -> [Double] {
      rounds.map { $0.processorSeconds / $0.seconds }
    }
    let rateKept = medianRatio(beside.map(\.rate), alone.map(\.rate))
    let processorKept = medianRatio(processors(beside), processors(alone))
    return [
      contestant.name, Number.text(median(alone.map(\.rate))),
      Number.text(median(beside.map(\.rate))), Number.text(median(processors(alone))),
      Number.text(median(processors(beside))), Number.percent(rateKept),
      Number.percent(processorKept), Number.text(rateKept / processorKept),
    ]
  }
}

/// A process that keeps one processor busy.
enum Counter {
  /// The word that makes this program one.
  static let word = "count"

  /// Starts one; it ends by itself when nobody is left to end it.
  static func start() throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = [word]
    try process.run()
    return process
  }

  static func count() {
    let parent = getppid()
    while getppid() == parent {}
  }
}
