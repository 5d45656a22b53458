import Engine

/// What is left of one tap's metric over several steps.
struct TapBin: Hashable, Sendable {
  private static let brokenBit: UInt32 = 1 << 31

  private(set) var least = Float.infinity
  private(set) var largest = -Float.infinity
  private(set) var mean: Float = 0
  /// Finite values in it; the highest bit says that others were met too.
  private var tally: UInt32 = 0

  var count: Int { Int(tally & ~Self.brokenBit) }
  var isBroken: Bool { tally & Self.brokenBit != 0 }

  /// The mean, NaN when a value was none; `nil` when nothing was measured.
  var value: Double? { isBroken ? .nan : count == 0 ? nil : Double(mean) }

  /// Takes a value in; one beyond what a Float holds counts as the largest Float.
  mutating func add(_ value: Double) {
    guard value.isFinite else {
      tally |= Self.brokenBit
      return
    }
    let limit = Float.greatestFiniteMagnitude
    let number = Float(min(max(value, -Double(limit)), Double(limit)))
    least = min(least, number)
    largest = max(largest, number)
    tally += 1
    mean += (number - mean) / Float(count)
  }

  /// Takes all values of another bin in.
  mutating func merge(_ other: TapBin) {
    let whole = count + other.count
    if whole > 0 {
      let share = Double(other.count) / Double(whole)
      mean = Float(Double(mean) + (Double(other.mean) - Double(mean)) * share)
    }
    least = min(least, other.least)
    largest = max(largest, other.largest)
    tally = UInt32(whole) | ((tally | other.tally) & Self.brokenBit)
  }
}

/// Every metric of every tap along time, in constant memory.
///
/// Bin i holds the steps i·stride ..< (i + 1)·stride; when the bins are full, neighbours are merged
/// and the stride doubles, so that least, mean and largest survive. A bin of one series takes 16
/// bytes. There are 512 bins, fewer in stacks so deep that they would take more than 6.5 MB: 2.4 MB
/// for 12 layers, 6.1 MB (128 bins) for 128 layers.
///
/// - Complexity: a fold is O(taps), a query O(bins in the range).
struct TapHistory: Sendable {
  static let mostBins = 512
  private static let byteLimit = 6_500_000
  private static let tapMetrics = ProfileMetric.allCases.filter { !$0.isPerLayer }
  private static let layerMetrics = ProfileMetric.allCases.filter(\.isPerLayer)

  /// Bins along time at most.
  let capacity: Int
  private(set) var stride = 1
  private let layers: Int
  /// Bin after bin, in each the series of all metrics.
  private var bins: [TapBin] = []
  /// All steps and taps of each metric in one bin.
  private var totals = Array(repeating: TapBin(), count: ProfileMetric.allCases.count)

  init(layers: Int) {
    self.layers = layers
    let series = Self.tapMetrics.count * (2 * layers + 2) + Self.layerMetrics.count * layers
    var capacity = Self.mostBins
    while capacity > 2, capacity * series * MemoryLayout<TapBin>.stride > Self.byteLimit {
      capacity /= 2
    }
    self.capacity = capacity
  }

  private var taps: Int { 2 * layers + 2 }
  private var seriesCount: Int {
    Self.tapMetrics.count * taps + Self.layerMetrics.count * layers
  }
  /// Bins in use.
  private var binCount: Int { bins.count / seriesCount }
  /// What it takes in memory, apart from a few numbers.
  var byteCount: Int { bins.capacity * MemoryLayout<TapBin>.stride }

  /// Takes one step's measurements into account; those of another stack are ignored.
  mutating func fold(_ report: StepReport) {
    guard report.step >= 0, report.taps.count == taps, report.layers.count == layers else { return }
    if bins.isEmpty { bins.reserveCapacity(capacity * seriesCount) }
    while report.step / stride >= capacity { halve() }
    let missing = (report.step / stride + 1) * seriesCount - bins.count
    if missing > 0 { bins.append(contentsOf: repeatElement(TapBin(), count: missing)) }
    var series = report.step / stride * seriesCount
    for metric in Self.tapMetrics {
      for tap in report.taps.indices {
        if let value = metric.value(in: report.taps[tap]) { add(value, metric, series) }
        series += 1
      }
    }
    for metric in Self.layerMetrics {
      for layer in report.layers.indices {
        if let value = metric.value(in: report.layers[layer]) { add(value, metric, series) }
        series += 1
      }
    }
  }

  /// The steps `range` of one metric at one tap; bins that reach over its ends count whole.
  func bin(_ metric: ProfileMetric, tap: Int, steps range: Range<Int>) -> TapBin {
    var result = TapBin()
    guard let offset = offset(metric, tap), !range.isEmpty, range.lowerBound >= 0 else {
      return result
    }
    let end = min((range.upperBound - 1) / stride + 1, binCount)
    for index in min(range.lowerBound / stride, end)..<end {
      result.merge(bins[index * seriesCount + offset])
    }
    return result
  }

  /// A metric at all taps in the newest bin up to `step` that has it, and that bin's steps.
  func profile(_ metric: ProfileMetric, at step: Int) -> (steps: Range<Int>, bins: [TapBin])? {
    for index in (0..<min(step / stride + 1, binCount)).reversed() {
      let steps = index * stride..<(index + 1) * stride
      let found = (0..<taps).map { bin(metric, tap: $0, steps: steps) }
      if found.contains(where: { $0.value != nil }) { return (steps, found) }
    }
    return nil
  }

  /// Least and largest finite value of a metric; `nil` without any.
  func bounds(_ metric: ProfileMetric) -> (least: Double, largest: Double)? {
    let whole = totals[metric.index]
    return whole.count == 0 ? nil : (Double(whole.least), Double(whole.largest))
  }

  /// Where a series lies in a bin; `nil` for a layer's metric at a tap of no layer.
  private func offset(_ metric: ProfileMetric, _ tap: Int) -> Int? {
    guard (0..<taps).contains(tap) else { return nil }
    if let index = Self.tapMetrics.firstIndex(of: metric) { return index * taps + tap }
    guard let index = Self.layerMetrics.firstIndex(of: metric), tap > 0, tap < taps - 1 else {
      return nil
    }
    return Self.tapMetrics.count * taps + index * layers + (tap - 1) / 2
  }

  private mutating func add(_ value: Double, _ metric: ProfileMetric, _ series: Int) {
    bins[series].add(value)
    totals[metric.index].add(value)
  }

  /// Merges every second bin into the one before it, in place.
  private mutating func halve() {
    let count = binCount
    for index in 0..<(count + 1) / 2 {
      for series in 0..<seriesCount {
        var bin = bins[2 * index * seriesCount + series]
        if 2 * index + 1 < count { bin.merge(bins[(2 * index + 1) * seriesCount + series]) }
        bins[index * seriesCount + series] = bin
      }
    }
    bins.removeLast(bins.count - (count + 1) / 2 * seriesCount)
    stride *= 2
  }
}
