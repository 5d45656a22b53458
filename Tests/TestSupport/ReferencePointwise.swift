import Foundation

extension Reference {
  /// eˣ.
  public static func exponential(_ x: Double) -> Double { exp(x) }

  /// xⁿ.
  public static func power(_ x: Double, _ n: Int) -> Double { pow(x, Double(n)) }

  /// GELU with the error function, x·Φ(x), and its slope Φ(x) + x·φ(x).
  public static func gelu(_ x: Double) -> (value: Double, slope: Double) {
    // erfc keeps the digits of the left tail that ½(1 + erf) would lose.
    let distribution = 0.5 * erfc(-x / 2.0.squareRoot())
    let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    return (x * distribution, distribution + x * density)
  }

  /// GELU by tanh, ½x(1 + tanh u), u = √(2/π)(x + 0.044715x³), and its slope.
  public static func geluTanh(_ x: Double) -> (value: Double, slope: Double) {
    let root = (2 / Double.pi).squareRoot()
    let t = tanh(root * (x + 0.044715 * x * x * x))
    let du = root * (1 + 3 * 0.044715 * x * x)
    return (0.5 * x * (1 + t), 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * du)
  }

  /// max(x, 0) and its slope, 0 at 0.
  public static func relu(_ x: Double) -> (value: Double, slope: Double) {
    x > 0 ? (x, 1) : (0, 0)
  }

  /// softmax of `scale · x`, row by row.
  public static func softmax(rows: Int, width: Int, scale: Double, _ x: [Double]) -> [Double] {
    (0..<rows).flatMap { r in
      let row = x[r * width..<(r + 1) * width].map { $0 * scale }
      let top = row.max() ?? 0
      let powers = row.map { exp($0 - top) }
      let total = powers.reduce(0, +)
      return powers.map { $0 / total }
    }
  }

  /// Backward of `softmax` by its full Jacobian: `dx_i = scale · Σ_j dy_j · p_j · (δ_ij - p_i)`.
  public static func softmaxGradient(
    rows: Int, width: Int, scale: Double, p: [Double], dOutput: [Double]
  ) -> [Double] {
    (0..<rows).flatMap { r in
      (0..<width).map { i in
        (0..<width).reduce(0) { sum, j in
          let pi = p[r * width + i]
          let pj = p[r * width + j]
          return sum + scale * dOutput[r * width + j] * pj * ((i == j ? 1 : 0) - pi)
        }
      }
    }
  }

  /// Summed cross-entropy, number of correct rows, and the gradient of `weight`·sum.
  ///
  /// A row with target -1 counts nowhere; of equal largest logits the first is the answer.
  public static func crossEntropy(
    classes: Int, logits: [Double], targets: [Int32], weight: Double
  ) -> (sum: Double, correct: Double, dLogits: [Double]) {
    var sum = 0.0
    var correct = 0.0
    var dLogits: [Double] = []
    for (r, target) in targets.enumerated() {
      let row = Array(logits[r * classes..<(r + 1) * classes])
      guard target >= 0 else {
        dLogits += zeros(classes)
        continue
      }
      let top = row.max() ?? 0
      let total = row.reduce(0) { $0 + exp($1 - top) }
      sum += log(total) + top - row[Int(target)]
      correct += row.firstIndex(of: top) == Int(target) ? 1 : 0
      for c in 0..<classes {
        dLogits.append((exp(row[c] - top) / total - (c == Int(target) ? 1 : 0)) * weight)
      }
    }
    return (sum, correct, dLogits)
  }
}
