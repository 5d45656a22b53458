import Foundation

extension Reference {
  /// Σ x² and max |x|; NaN wins.
  public static func moments(_ x: [Double]) -> (squares: Double, largest: Double) {
    (
      x.reduce(0) { $0 + $1 * $1 },
      x.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1.magnitude) }
    )
  }

  /// Σ a·b.
  public static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The three likeness sums by their definitions, every pair of tokens in turn.
  public static func similarity(
    sequences: Int, sequence: Int, width: Int, x: [Double], embedding: [Double]
  ) -> (input: Double, token: Double, diversity: Double) {
    func row(_ values: [Double], _ index: Int) -> [Double] {
      Array(values[index * width..<(index + 1) * width])
    }
    func cosine(_ a: [Double], _ b: [Double]) -> Double {
      let scale = (dot(a, a) * dot(b, b)).squareRoot()
      return scale == 0 ? 0 : dot(a, b) / scale
    }
    var result = (input: 0.0, token: 0.0, diversity: 0.0)
    for s in 0..<sequences {
      let rows = (0..<sequence).map { row(x, s * sequence + $0) }
      for t in 0..<sequence {
        result.input += cosine(rows[t], row(embedding, s * sequence + t))
        for other in 0..<sequence where other != t {
          result.token += cosine(rows[t], rows[other]) / Double(sequence * (sequence - 1))
        }
      }
      let mean = (0..<width).map { c in rows.reduce(0) { $0 + $1[c] } / Double(sequence) }
      let rest = rows.reduce(0) { sum, row in
        sum + zip(row, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let total = rows.reduce(0) { $0 + dot($1, $1) }
      result.diversity += total == 0 ? 0 : (rest / total).squareRoot()
    }
    return result
  }

  /// A parameter and its two moments, by the letters of the paper.
  public struct AdamState: Sendable {
    /// The parameter.
    public var p: [Double]
    /// The first moment.
    public var m: [Double]
    /// The second moment.
    public var v: [Double]

    /// Gathers the three.
    public init(p: [Double], m: [Double], v: [Double]) {
      self.p = p
      self.m = m
      self.v = v
    }
  }

  /// AdamW as PyTorch states it, from the learning rate, the decay and the update's number.
  public static func adamW(
    _ state: AdamState, gradient: [Double], rate: Double, decay: Double, number: Int
  ) -> AdamState {
    var next = state
    for i in state.p.indices {
      next.m[i] = 0.9 * state.m[i] + 0.1 * gradient[i]
      next.v[i] = 0.999 * state.v[i] + 0.001 * gradient[i] * gradient[i]
      let first = next.m[i] / (1 - pow(0.9, Double(number)))
      let second = next.v[i] / (1 - pow(0.999, Double(number)))
      next.p[i] =
        state.p[i] - rate * decay * state.p[i] - rate * first / (second.squareRoot() + 1e-8)
    }
    return next
  }

  /// Plain gradient descent with decoupled decay.
  public static func sgd(
    p: [Double], gradient: [Double], rate: Double, decay: Double
  ) -> [Double] {
    zip(p, gradient).map { $0 - rate * decay * $0 - rate * $1 }
  }
}
