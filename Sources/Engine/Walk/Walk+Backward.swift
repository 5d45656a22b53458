/// How the gradients of skip and branch meet where the stream forked.
///
/// All over the whole batch; total = skip + branch.
public struct ForkShares: Hashable, Sendable {
  /// ‖α·∂L/∂s‖, what came back over the skip.
  public var skipNorm: Double
  /// ‖∂L/∂x‖ through the branch.
  public var branchNorm: Double
  /// ‖∂L/∂x‖ of both together.
  public var totalNorm: Double
  /// Cosine of the two parts; `nil` where one is 0.
  public var cosine: Double?
  /// ⟨skip, total⟩/‖total‖²; `nil` where the total is 0.
  ///
  /// With the branch's it adds up to 1, and one may be negative.
  public var skipShare: Double?
  /// ⟨branch, total⟩/‖total‖².
  public var branchShare: Double?
}

/// What a norm takes off the gradient h = dy·gain before it multiplies by rstd.
///
/// A norm's output does not change when its input is shifted or scaled as a whole, so the gradient
/// has no part along 1 and x̂. The three shares of Σ‖h‖² over all tokens add up to 1, up to ε.
public struct NormRemoval: Hashable, Sendable {
  /// Share of the part along 1, the mean; 0 under RMSNorm.
  public var meanShare: Double
  /// Share of the part along x̂.
  public var directionShare: Double
  /// Share of what passes.
  public var keptShare: Double
  /// Mean of rstd over the tokens, by which what passes is multiplied.
  public var meanRstd: Double
}

extension Walk {
  /// The parts that meet at the present operation, where that is a fork.
  ///
  /// - Complexity: O(batch · width), in Double.
  public var forkShares: ForkShares? {
    guard case .forkAdd(let scale, let dSum, let dBranch, _) = operation.operation else {
      return nil
    }
    var skips = 0.0
    var branches = 0.0
    var product = 0.0
    for shard in machine.shards.indices {
      let skip = unsafe machine.values(dSum, shard)
      let branch = unsafe machine.values(dBranch, shard)
      for index in skip.indices {
        let a = unsafe Double(scale) * Double(skip[index])
        let b = unsafe Double(branch[index])
        skips += a * a
        branches += b * b
        product += a * b
      }
    }
    let total = skips + 2 * product + branches
    let isMixed = skips > 0 && branches > 0
    return ForkShares(
      skipNorm: skips.squareRoot(), branchNorm: branches.squareRoot(),
      totalNorm: max(total, 0).squareRoot(),
      cosine: isMixed ? product / (skips.squareRoot() * branches.squareRoot()) : nil,
      skipShare: total > 0 ? (skips + product) / total : nil,
      branchShare: total > 0 ? (branches + product) / total : nil)
  }

  /// What the present operation takes off the gradient, where that is a norm's; `nil` of a gradient
  /// that is 0.
  ///
  /// - Complexity: O(batch · width), in Double.
  public var normRemoval: NormRemoval? {
    guard
      case .normalizeGradient(let norm, let input, let mean, let rstd, let dOutput, _) =
        operation.operation
    else { return nil }
    let width = configuration.width
    let gain = machine.read(machine.parameters[norm.gain])
    var sums = (mean: 0.0, direction: 0.0, kept: 0.0, all: 0.0, rstd: 0.0)
    for shard in machine.shards.indices {
      let x = unsafe machine.values(input, shard)
      let dy = unsafe machine.values(dOutput, shard)
      for row in 0..<machine.rows(input, shard) {
        let m = unsafe Double(machine.values(mean, shard)[row])
        let s = unsafe Double(machine.values(rstd, shard)[row])
        let columns = row * width..<(row + 1) * width
        let h = columns.map { unsafe Double(dy[$0]) * Double(gain[$0 - row * width]) }
        let normalized = columns.map { unsafe (Double(x[$0]) - m) * s }
        let parts = RowRemoval(h, normalized, isCentred: norm.bias != nil)
        sums.mean += parts.mean
        sums.direction += parts.direction
        sums.kept += parts.kept
        sums.all += parts.all
        sums.rstd += s
      }
    }
    guard sums.all > 0 else { return nil }
    return NormRemoval(
      meanShare: sums.mean / sums.all, directionShare: sums.direction / sums.all,
      keptShare: sums.kept / sums.all,
      meanRstd: sums.rstd / Double(configuration.batch * configuration.sequence))
  }
}

/// ‖·‖² of the parts of one token's gradient.
private struct RowRemoval {
  var mean: Double
  var direction: Double
  var kept: Double
  var all: Double

  init(_ h: [Double], _ normalized: [Double], isCentred: Bool) {
    let width = Double(h.count)
    let shift = isCentred ? h.reduce(0, +) / width : 0
    let projection = zip(h, normalized).reduce(0.0) { $0 + $1.0 * $1.1 } / width
    mean = width * shift * shift
    direction = 0
    kept = 0
    all = 0
    for (h, x) in zip(h, normalized) {
      let along = x * projection
      direction += along * along
      kept += (h - shift - along) * (h - shift - along)
      all += h * h
    }
  }
}
