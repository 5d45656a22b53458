import Engine

/// What is left of several steps: enough to draw them honestly.
struct Bin: Hashable, Sendable {
  private(set) var least = Double.infinity
  private(set) var largest = -Double.infinity
  private(set) var sum = 0.0
  /// Finite values in it.
  private(set) var count = 0
  /// Values in it that are not numbers.
  private(set) var brokenCount = 0

  var isEmpty: Bool { count == 0 && brokenCount == 0 }
  /// Mean of the finite values; `nil` without any.
  var mean: Double? { count == 0 ? nil : sum / Double(count) }

  mutating func add(_ value: Double) {
    guard value.isFinite else {
      brokenCount += 1
      return
    }
    least = min(least, value)
    largest = max(largest, value)
    sum += value
    count += 1
  }

  mutating func merge(_ other: Bin) {
    least = min(least, other.least)
    largest = max(largest, other.largest)
    sum += other.sum
    count += other.count
    brokenCount += other.brokenCount
  }
}

/// The scalars of a run in constant memory.
///
/// Bin i holds steps i·stride ..< (i + 1)·stride; when the bins are full, neighbours are merged
/// and the stride doubles. Least, mean and largest survive, so no spike is ever lost.
struct History: Hashable, Sendable {
  static let capacity = 1024
  static let markLimit = 64

  private(set) var stride = 1
  /// Steps from 0 up to the newest.
  private(set) var stepCount = 0
  /// Steps at which the stack was rewired, the newest `markLimit` of them.
  private(set) var marks: [Int] = []
  private var bins = Array(repeating: [Bin](), count: Fact.allCases.count)
  /// All steps of each metric in one bin.
  private var totals = Array(repeating: Bin(), count: Fact.allCases.count)

  var isEmpty: Bool { stepCount == 0 }

  /// Takes the scalars of one step into account.
  mutating func fold(_ report: StepReport) {
    guard report.step >= 0 else { return }
    while report.step / stride >= Self.capacity { halve() }
    let index = report.step / stride
    for metric in Fact.curves {
      while bins[metric.rawValue].count <= index { bins[metric.rawValue].append(Bin()) }
      guard let value = metric.value(in: report) else { continue }
      bins[metric.rawValue][index].add(value)
      totals[metric.rawValue].add(value)
    }
    stepCount = max(stepCount, report.step + 1)
    if let mark = report.rewiredAt, marks.last != mark {
      marks = (marks + [mark]).suffix(Self.markLimit)
    }
  }

  /// The steps `range` in `count` bins of equal width.
  ///
  /// A bin wider than a bin of the history merges those that begin in it; a narrower one is
  /// empty unless a bin of the history begins in it.
  func resampled(_ metric: Fact, steps range: Range<Int>, count: Int) -> [Bin] {
    var result = Array(repeating: Bin(), count: max(count, 0))
    guard count > 0, !range.isEmpty else { return result }
    let source = bins[metric.rawValue]
    let first = min(range.lowerBound / stride, source.count)
    let end = min((range.upperBound - 1) / stride + 1, source.count)
    for index in first..<max(first, end) {
      let offset = max(index * stride - range.lowerBound, 0)
      result[min(offset * count / range.count, count - 1)].merge(source[index])
    }
    return result
  }

  /// The newest bin up to `step` that has the metric, and its steps.
  func latest(_ metric: Fact, at step: Int) -> (steps: Range<Int>, bin: Bin)? {
    let source = bins[metric.rawValue]
    let end = min(step / stride + 1, source.count)
    return (0..<max(end, 0)).last { !source[$0].isEmpty }.map { index in
      (index * stride..<(index + 1) * stride, source[index])
    }
  }

  /// The exponential moving average of a metric, one value per column of `resampled`: the newest
  /// average in it, `nil` where no bin begins.
  ///
  ///     mean(n) = (1 - factor) · Σ factorⁿ⁻ⁱ · value(i) / (1 - factorⁿ)
  ///
  /// A bin of n steps counts as n values of its mean. Values that are not finite are
  /// left out.
  ///
  /// - Complexity: O(bins).
  func smoothed(
    _ metric: Fact, factor: Double, steps range: Range<Int>, count: Int
  ) -> [Double?] {
    var result = [Double?](repeating: nil, count: max(count, 0))
    guard count > 0, !range.isEmpty else { return result }
    var sum = 0.0
    var weight = 0.0
    for (index, bin) in bins[metric.rawValue].enumerated() where index * stride < range.upperBound {
      guard let mean = bin.mean else { continue }
      let kept = Self.power(factor, bin.count)
      sum = kept * sum + (1 - kept) * mean
      weight = kept * weight + (1 - kept)
      let offset = index * stride - range.lowerBound
      guard offset + stride > 0 else { continue }
      result[min(max(offset, 0) * count / range.count, count - 1)] = sum / weight
    }
    return result
  }

  /// factorⁿ by repeated squaring.
  private static func power(_ factor: Double, _ n: Int) -> Double {
    var (result, square, rest) = (1.0, factor, n)
    while rest > 0 {
      if !rest.isMultiple(of: 2) { result *= square }
      square *= square
      rest /= 2
    }
    return result
  }

  /// Least and largest finite value of a metric; `nil` without any.
  func bounds(_ metric: Fact) -> (least: Double, largest: Double)? {
    let whole = totals[metric.rawValue]
    return whole.count == 0 ? nil : (whole.least, whole.largest)
  }

  /// Keeps the first bins only.
  mutating func keepBins(_ count: Int) {
    for metric in bins.indices {
      bins[metric].removeLast(max(bins[metric].count - count, 0))
      totals[metric] = bins[metric].reduce(into: Bin()) { $0.merge($1) }
    }
    stepCount = min(stepCount, count * stride)
  }

  /// Forgets rewirings from a step on.
  mutating func forgetMarks(from step: Int) { marks.removeAll { $0 >= step } }

  private mutating func halve() {
    stride *= 2
    for metric in bins.indices {
      let old = bins[metric]
      bins[metric] = Swift.stride(from: 0, to: old.count, by: 2).map { index in
        var bin = old[index]
        if index + 1 < old.count { bin.merge(old[index + 1]) }
        return bin
      }
    }
  }
}
