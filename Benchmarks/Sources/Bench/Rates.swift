import Figures
import Foundation

/// Step rates of everybody, in turns; start and memory.
struct Rates {
  let options: Options
  let peers: Peers

  /// How long a turn is: several steps of the slowest.
  private static let turnSeconds = 2.0

  /// What was measured of one size.
  private struct Outcome {
    var size: Size
    var contestants: [String]
    var versions: [String]
    var rates: [[Double]]
    var shares: [Double]
    var starts: [Double]
    var memory: [Int]
  }

  /// Peaks of every round, on one thread and on as many as we use.
  private struct Peaks {
    var single: [Double] = []
    var double: [Double] = []
    var singleBytes: [Double] = []
    var doubleBytes: [Double] = []
  }

  func measure(_ report: inout Report) throws {
    var peaks = Peaks()
    var outcomes: [Outcome] = []
    for size in options.sizes { outcomes.append(try outcome(size, &peaks)) }
    report.add("## Step rates")
    report.add(try explanation)
    report.add(rateTable(outcomes))
    report.add(peakText(peaks))
    report.add("Start to the end of the first step, in seconds:")
    report.add(table(outcomes) { Number.text($0.starts[$1]) })
    report.add("Most memory resident, in MB:")
    report.add(table(outcomes) { Number.text(Double($0.memory[$1]) / 1e6) })
    if options.sizes.contains(.medium), let bytes = try Self.programBytes() {
      report.add(
        "Ours is the benchmark's process here; the program itself, `residual-tui train` at medium, "
          + "has \(Number.text(Double(bytes) / 1e6)) MB.")
    }
    if let absent = peers.notMeasured() { report.add(absent) }
  }

  /// The most memory that the program has had after some steps of the medium model.
  private static func programBytes() throws -> Int? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: Laboratory.program)
    process.arguments = [
      "train", "--config", "\(Size.medium.line),norm=pre", "--every", "1", "--steps", "1000000",
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    var lines = 0
    while lines < 20 {
      let piece = output.fileHandleForReading.availableData
      guard !piece.isEmpty else { return nil }
      lines += piece.count { $0 == UInt8(ascii: "\n") }
    }
    return ProcessorTime.peakResidentBytes(ofProcess: "\(process.processIdentifier)")
  }

  private func outcome(_ size: Size, _ peaks: inout Peaks) throws -> Outcome {
    let contestants = try peers.contestants(size)
    var rates = contestants.map { _ in [Double]() }
    var memory = contestants.map { _ in 0 }
    var shares: [Double] = []
    for contestant in contestants { _ = try peers.round(of: contestant, size, seconds: 1) }
    for number in 1...options.rounds {
      progress("\(size.name): round \(number) of \(options.rounds)")
      peaks.single.append(Peak.now(threads: 1))
      peaks.singleBytes.append(Peak.bandwidth(threads: 1))
      peaks.doubleBytes.append(Peak.bandwidth(threads: Ours.threads))
      for (index, contestant) in contestants.enumerated() where !contestant.hasFailed {
        let (round, peak) = try Peak.around(threads: Ours.threads) {
          try peers.round(of: contestant, size, seconds: Self.turnSeconds)
        }
        guard let round else { continue }
        rates[index].append(round.rate)
        memory[index] = round.residentBytes
        peaks.double.append(peak)
        if index == 0 { shares.append(size.operations * round.rate / peak) }
      }
    }
    // Half a run would be compared with whole ones.
    let whole = contestants.indices.filter { !contestants[$0].hasFailed }
    return Outcome(
      size: size, contestants: whole.map { contestants[$0].name },
      versions: whole.map { contestants[$0].version }, rates: whole.map { rates[$0] },
      shares: shares, starts: whole.map { contestants[$0].secondsToFirstStep },
      memory: whole.map { memory[$0] })
  }

  private var explanation: String {
    get throws {
      let interval = try Ours.similarityInterval(Size.medium.line)
      return """
        One step is forward, backward, AdamW and every statistic at every tap (of similarity only \
        ours, and at medium in one step of \(interval)), on \(Ours.threads) threads. All processes live \
        through all \(options.rounds) rounds and train in turns of \
        \(Number.text(Self.turnSeconds)) s; the others wait meanwhile.

        - **GFLOP**: floating-point operations of one step's matrix products.
        - **ours**: our steps per second, the median of the rounds; **least**: the slowest round.
        - **of peak**: our GFLOP/s over the machine's, measured just before and just after each of our \
        turns; the median.
        - **a peer**: its steps per second, the median, and behind it how many times as fast ours are: \
        the median of the rounds' own quotients.
        """
    }
  }

  private func rateTable(_ outcomes: [Outcome]) -> Table {
    let names = Peers.Peer.allCases.map(\.rawValue).filter { name in
      outcomes.contains { $0.contestants.contains(name) }
    }
    var table = Table(
      ["size", "GFLOP", "ours", "least", "of peak"] + names.flatMap { [$0, "×"] })
    for outcome in outcomes {
      let ours = outcome.rates[0]
      let others = names.flatMap { name -> [String] in
        guard let index = outcome.contestants.firstIndex(of: name) else { return ["–", "–"] }
        let rates = outcome.rates[index]
        return [Number.text(median(rates)), Number.text(medianRatio(ours, rates))]
      }
      table.add(
        [
          outcome.size.name, Number.text(outcome.size.operations / 1e9),
          Number.text(median(ours)), Number.text(ours.min()),
          Number.percent(median(outcome.shares)),
        ] + others)
    }
    return table
  }

  private func peakText(_ peaks: Peaks) -> String {
    func spread(_ values: [Double]) -> String {
      let scaled = values.map { $0 / 1e9 }
      return "\(Number.text(median(scaled))) (\(Number.text(scaled.min()))"
        + "–\(Number.text(scaled.max())))"
    }
    return """
      The machine's peak by fused multiply-adds in registers (\(Peak.vectors)), median and range \
      over the rounds: \(spread(peaks.single)) GFLOP/s on one thread and \
      \(spread(peaks.double)) on \(Ours.threads). Memory (a = b + s·c): \(spread(peaks.singleBytes)) and \
      \(spread(peaks.doubleBytes)) GB/s.
      """
  }

  /// A row for each contestant, a column for each size.
  private func table(_ outcomes: [Outcome], _ cell: (Outcome, Int) -> String) -> Table {
    var table = Table(["", "version"] + outcomes.map(\.size.name))
    for name in [Peers.ours] + Peers.Peer.allCases.map(\.rawValue) {
      var version: String?
      let cells = outcomes.map { outcome in
        guard let index = outcome.contestants.firstIndex(of: name) else { return "–" }
        version = outcome.versions[index]
        return cell(outcome, index)
      }
      if let version { table.add([name, version] + cells) }
    }
    return table
  }
}
