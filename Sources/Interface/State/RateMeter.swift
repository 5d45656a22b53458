/// Steps per second over the last two seconds, from clock events and reports alone.
struct RateMeter: Hashable, Sendable {
  private struct Sample: Hashable, Sendable {
    var milliseconds: Int
    var steps: Int
  }

  private static let window = 2000
  private static let shortest = 500

  private var samples: [Sample] = []
  private var steps = 0

  /// Counts trained steps.
  mutating func count(_ trained: Int) { steps += max(trained, 0) }

  /// Notes the time; samples closer than 100 ms are one.
  mutating func tick(_ milliseconds: Int) {
    if let last = samples.last, milliseconds - last.milliseconds < 100 { return }
    samples.append(Sample(milliseconds: milliseconds, steps: steps))
    while samples.count > 2, milliseconds - samples[1].milliseconds >= Self.window {
      samples.removeFirst()
    }
  }

  /// Forgets the past, as after a pause.
  mutating func restart() { samples = [] }

  /// The rate; `nil` until half a second has passed.
  var stepsPerSecond: Double? {
    guard let first = samples.first, let last = samples.last,
      last.milliseconds - first.milliseconds >= Self.shortest
    else { return nil }
    return Double(last.steps - first.steps) * 1000 / Double(last.milliseconds - first.milliseconds)
  }
}
