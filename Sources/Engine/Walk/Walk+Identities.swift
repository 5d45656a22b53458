/// A law that an operation's numbers obey, held against them.
public struct IdentityCheck: Hashable, Sendable {
  /// The laws.
  public enum Law: String, CaseIterable, Hashable, Sendable {
    /// s − (α·x + F) = 0 at every ⊕ and fork.
    case sum
    /// mean(x̂) = 0 of every token, before gain and bias.
    case mean
    /// Variance of x̂ = v/(v + ε) of every token, v the variance of x; of a mean square under RMSNorm.
    case variance
  }

  /// The law.
  public var law: Law
  /// The operation that it was held against.
  public var operation: Int
  /// The deviation, over the batch, that is nearest to its bound or furthest beyond it.
  public var deviation: Double
  /// The largest deviation there that rounding explains.
  public var bound: Double

  /// Whether rounding explains every deviation; false for numbers that are not finite.
  public var holds: Bool { deviation <= bound }
}

extension Walk {
  /// The laws of the present operation, held against its numbers over the whole batch; none where
  /// there is no law.
  ///
  /// - Complexity: O(batch · width), in Double.
  public var identityChecks: [IdentityCheck] {
    switch operation.operation {
    case .residualAdd(let scale, let stream, let branch, let sum):
      [sumCheck(scale, stream, branch, sum)]
    case .forkAdd(let scale, let dSum, let dBranch, let dStream):
      [sumCheck(scale, dSum, dBranch, dStream)]
    case .normalize(let norm, let input, _, let mean, let rstd):
      normChecks(input, mean, rstd, isCentred: norm.bias != nil)
    default: []
    }
  }

  /// The laws of all operations of the forward part, or of the whole step up to its update.
  ///
  /// - Complexity: One step, instruction by instruction; the walk stands where it stood afterwards.
  public func allIdentityChecks(phases: Set<Phase> = [.forward]) -> [IdentityCheck] {
    let place = index
    defer { move(to: place) }
    return operations.filter { phases.contains($0.phase) && $0.hasIdentity }.flatMap {
      move(to: $0.index)
      return identityChecks
    }
  }

  private func sumCheck(
    _ scale: Float, _ first: Slot, _ second: Slot, _ sum: Slot
  ) -> IdentityCheck {
    var check = IdentityCheck(law: .sum, operation: index, deviation: 0, bound: 0)
    // Every number has a bound of its own: kept is the one nearest to it, or furthest beyond.
    var worst = -Double.infinity
    for shard in machine.shards.indices {
      let x = unsafe machine.values(first, shard)
      let f = unsafe machine.values(second, shard)
      let s = unsafe machine.values(sum, shard)
      for index in s.indices {
        let product = unsafe Double(scale) * Double(x[index])
        let stored = unsafe Double(s[index])
        let deviation = unsafe abs(stored - (product + Double(f[index])))
        let bound = Self.halfUnit(stored) + (machine.fusesProducts ? 0 : Self.halfUnit(product))
        guard !worst.isNaN, !(deviation - bound <= worst) else { continue }
        worst = deviation - bound
        check.deviation = deviation
        check.bound = bound
      }
    }
    return check
  }

  /// Half a unit in the last place of a Float; and what Double's own rounding adds.
  private static func halfUnit(_ value: Double) -> Double {
    Double(Float(value).ulp) * 0.5 + abs(value) * 0x1p-50
  }

  private func normChecks(
    _ input: Slot, _ mean: Slot, _ rstd: Slot, isCentred: Bool
  ) -> [IdentityCheck] {
    // Sums of Floats over a row, then a handful of roundings; the mean's own error is relative to
    // the row's largest number.
    var means = IdentityCheck(law: .mean, operation: index, deviation: 0, bound: 0)
    var squares = IdentityCheck(law: .variance, operation: index, deviation: 0, bound: 1e-5)
    let width = configuration.width
    for shard in machine.shards.indices {
      let x = unsafe machine.values(input, shard)
      for row in 0..<machine.rows(input, shard) {
        let m = unsafe Double(machine.values(mean, shard)[row])
        let s = unsafe Double(machine.values(rstd, shard)[row])
        let numbers = unsafe x[row * width..<(row + 1) * width].map(Double.init)
        let facts = RowFacts(numbers, mean: m, rstd: s, isCentred: isCentred)
        if !(facts.mean <= means.deviation) { means.deviation = facts.mean }
        means.bound = max(means.bound, facts.meanBound)
        if !(facts.variance <= squares.deviation) { squares.deviation = facts.variance }
      }
    }
    return isCentred ? [means, squares] : [squares]
  }
}

extension WalkOperation {
  /// Whether a law is known of it.
  fileprivate var hasIdentity: Bool {
    kind == .residualAdd || kind == .normalize || kind == .forkAdd
  }
}

/// How far one token's x̂ is from its laws.
private struct RowFacts {
  /// |mean(x̂)|.
  var mean: Double
  /// What a mean that was rounded to Float may leave.
  var meanBound: Double
  /// |variance(x̂) − v/(v + ε)|.
  var variance: Double

  init(_ x: [Double], mean stored: Double, rstd: Double, isCentred: Bool) {
    let width = Double(x.count)
    let normalized = x.map { ($0 - stored) * rstd }
    let centre = normalized.reduce(0, +) / width
    mean = abs(centre)
    let largest = x.reduce(0.0) { max($0, abs($1)) }
    meanBound = width * 0x1p-24 * largest * rstd
    let own = isCentred ? x.reduce(0, +) / width : 0
    let v = x.reduce(0.0) { $0 + ($1 - own) * ($1 - own) } / width
    let shift = isCentred ? centre : 0
    let square = normalized.reduce(0.0) { $0 + ($1 - shift) * ($1 - shift) } / width
    variance = abs(square - v / (v + Double(Machine.epsilon)))
  }
}
