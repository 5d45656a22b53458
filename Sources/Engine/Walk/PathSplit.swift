/// The gradient at a tap, split by the number of branches that it passed through.
///
/// Class k holds the sum over all paths from the loss to the tap that pass k branches and go over the
/// skip at the others; k = 0 is the pure skip path. Class norms do not add up, shares do. Source of the
/// idea: Veit, Wilber, Belongie 2016, who summed norms of single paths; these classes are exact.
public struct PathSplit: Hashable, Sendable {
  /// Where.
  public var tap: Tap
  /// Sublayers between the tap and the loss: the longest path.
  public var longest: Int
  /// ‖g‖, g = ∂L/∂x of the sequences that were split.
  public var gradientNorm: Double
  /// ⟨G_k, g⟩/‖g‖² for k = 0…longest.
  ///
  /// They sum to 1, and one may be negative; empty where g is 0.
  public var shares: [Double]
  /// ‖G_k‖/‖g‖ for k = 0…longest: the size of a class, which does not add up.
  public var sizes: [Double]
  /// ‖Σ G_k − g‖ over Σ‖G_k‖: 0 up to rounding.
  public var residual: Double
  /// Binomial(longest, p), p = a²/(1 + a²), where all sublayers above the tap are wired alike, with a
  /// skip and a norm and without gates; else `nil`.
  ///
  /// Paths in a class add like random vectors, so ‖G_k‖² ∝ C(longest, k)·a^2k.
  public var binomial: [Double]?
  /// a, by how much one more branch multiplies a path: that of the law whose mean is the classes' own,
  /// Σ k·‖G_k‖²/Σ‖G_k‖² = longest·p.
  public var pathFactor: Double?

  /// Σ k·share of class k.
  public var meanLength: Double {
    zip(shares.indices, shares).reduce(0) { $0 + Double($1.0) * $1.1 }
  }

  /// Σ‖G_k‖²/‖g‖²: 1 where the classes are orthogonal; above 2 shares are to be read with care.
  public var cancellation: Double { sizes.reduce(0) { $0 + $1 * $1 } }
}

extension PathSplit {
  /// Measures classes against the gradient of the same run.
  ///
  /// `classes` are by k; `nil` where no path is that long or short.
  ///
  /// - Complexity: O(classes · numbers), in Double.
  init(tap: Tap, classes: [[Float]?], gradient: [Float]) {
    self.tap = tap
    longest = classes.count - 1
    var rest = gradient.map { -Double($0) }
    let square = rest.reduce(0) { $0 + $1 * $1 }
    var norms = 0.0
    gradientNorm = square.squareRoot()
    shares = []
    sizes = []
    for numbers in classes {
      var dot = 0.0
      var own = 0.0
      for (index, number) in (numbers ?? []).enumerated() {
        let value = Double(number)
        dot += value * Double(gradient[index])
        own += value * value
        rest[index] += value
      }
      norms += own.squareRoot()
      guard square != 0 else { continue }
      shares.append(dot / square)
      sizes.append(own.squareRoot() / gradientNorm)
    }
    let remainder = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
    residual = norms == 0 ? remainder : remainder / norms
  }

  /// Lays the law over the classes.
  mutating func addBinomial() {
    let energy = sizes.reduce(0) { $0 + $1 * $1 }
    guard longest > 0, energy > 0, energy.isFinite else { return }
    let mean = zip(sizes.indices, sizes).reduce(0.0) { $0 + Double($1.0) * $1.1 * $1.1 } / energy
    let p = mean / Double(longest)
    guard p > 0, p < 1 else { return }
    pathFactor = (p / (1 - p)).squareRoot()
    binomial = Self.binomial(longest, p)
  }

  /// Binomial(n, p), from the ratio of neighbours; sums to 1.
  static func binomial(_ n: Int, _ p: Double) -> [Double] {
    var weights = [1.0]
    // Starting from 1 and dividing by the sum keeps the largest n in range.
    for k in 0..<n {
      weights.append(weights[k] * Double(n - k) / Double(k + 1) * p / (1 - p))
      if weights[k + 1] > 1e200 { for index in weights.indices { weights[index] *= 1e-200 } }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}

/// The sequences that a split looks at.
public enum SplitScope: Hashable, Sendable {
  /// Values of the shard that holds a sequence.
  case shard(ofSequence: Int)
  /// All sequences of the batch.
  case batch
}
