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
  var isEmpty: Bool { tally == 0 }

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
    mean = count == 1 ? number : mean + (number - mean) / Float(count)
  }

  /// Takes all values of another bin in.
  mutating func merge(_ other: TapBin) {
    guard tally != 0 else {
      self = other
      return
    }
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
  /// Bins along time at most.
  let capacity: Int
  private(set) var stride = 1
  private let layers: Int
  /// Series in a bin: one for each metric of each tap or layer.
  private let seriesCount: Int
  /// Where those of each metric begin.
  private let offsets: [Int]
  /// Bin after bin, in each the series of all metrics.
  private var bins: [TapBin] = []
  /// Least and largest finite value of each metric.
  private var ends = Array(
    repeating: (least: Double.infinity, largest: -Double.infinity),
    count: Fact.allCases.count)

  init(layers: Int) {
    self.layers = layers
    var offsets = Array(repeating: 0, count: Fact.allCases.count)
    var count = 0
    for metric in Fact.profiles {
      offsets[metric.rawValue] = count
      count += metric.isPerLayer ? layers : 2 * layers + 2
    }
    var capacity = Self.mostBins
    while capacity > 2, capacity * count * MemoryLayout<TapBin>.stride > Self.byteLimit {
      capacity /= 2
    }
    (self.offsets, seriesCount, self.capacity) = (offsets, count, capacity)
  }

  private var taps: Int { 2 * layers + 2 }
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
    let start = report.step / stride * seriesCount
    for metric in Fact.profiles {
      fold(metric, into: start + offset(metric), report)
    }
  }

  /// Adds a metric of all taps or layers to the series from `start` on.
  private mutating func fold(_ metric: Fact, into start: Int, _ report: StepReport) {
    var (least, largest) = ends[metric.rawValue]
    let count = count(metric)
    var span = bins.mutableSpan
    for index in 0..<count {
      let value =
        metric.isPerLayer
        ? metric.drawn(in: report.layers[index]) : metric.value(in: report.taps[index])
      guard let value else { continue }
      span[start + index].add(value)
      guard value.isFinite else { continue }
      least = min(least, value)
      largest = max(largest, value)
    }
    ends[metric.rawValue] = (least, largest)
  }

  /// The steps `range` of a metric, one bin per tap; bins that reach over its ends count whole, and
  /// a layer's number is shown at both of its taps.
  func bins(_ metric: Fact, steps range: Range<Int>) -> [TapBin] {
    var result = Array(repeating: TapBin(), count: taps)
    guard !range.isEmpty, range.lowerBound >= 0 else { return result }
    let end = min((range.upperBound - 1) / stride + 1, binCount)
    let offset = offset(metric)
    for index in min(range.lowerBound / stride, end)..<end {
      let start = index * seriesCount + offset
      for series in 0..<count(metric) {
        guard metric.isPerLayer else {
          result[series].merge(bins[start + series])
          continue
        }
        for tap in 2 * series + 1...2 * series + 2 { result[tap].merge(bins[start + series]) }
      }
    }
    return result
  }

  /// A metric at all taps in the newest bin up to `step` that has it, and that bin's steps.
  func profile(_ metric: Fact, at step: Int) -> (steps: Range<Int>, bins: [TapBin])? {
    let offset = offset(metric)
    guard step >= 0 else { return nil }
    let newest = (0..<min(step / stride + 1, binCount)).last { index in
      let start = index * seriesCount + offset
      return bins[start..<start + count(metric)].contains { !$0.isEmpty }
    }
    return newest.map { index in
      let steps = index * stride..<(index + 1) * stride
      return (steps, bins(metric, steps: steps))
    }
  }

  /// Least and largest finite value of a metric; `nil` without any.
  func bounds(_ metric: Fact) -> (least: Double, largest: Double)? {
    ends[metric.rawValue].least <= ends[metric.rawValue].largest ? ends[metric.rawValue] : nil
  }

  /// Series of a metric in a bin.
  private func count(_ metric: Fact) -> Int { metric.isPerLayer ? layers : taps }

  /// Where the series of a metric begin in a bin: after those of the metrics before it.
  private func offset(_ metric: Fact) -> Int { offsets[metric.rawValue] }

  /// Forgets the steps from `step` on, and with them those of the bin that it falls into.
  mutating func cut(before step: Int) {
    let kept = max(step, 0) / stride * seriesCount
    guard kept < bins.count else { return }
    bins.removeLast(bins.count - kept)
    for metric in Fact.profiles {
      var (least, largest) = (Double.infinity, -Double.infinity)
      for start in Swift.stride(from: offset(metric), to: bins.count, by: seriesCount) {
        for bin in bins[start..<start + count(metric)] where bin.count > 0 {
          least = min(least, Double(bin.least))
          largest = max(largest, Double(bin.largest))
        }
      }
      ends[metric.rawValue] = (least, largest)
    }
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
