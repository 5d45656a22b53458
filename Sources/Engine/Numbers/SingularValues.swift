/// Singular values of small matrices.
enum SingularValues {
  /// The largest smaller side of a matrix whose values are taken: more would cost as much as a step.
  static let largestSide = 128

  /// The singular values of a `[rows, columns]` matrix, descending.
  ///
  /// They are the square roots of the eigenvalues of X·Xᵀ or Xᵀ·X, whichever is smaller, by cyclic
  /// Jacobi rotations. What lies below 1e-7 of the largest is rounding.
  ///
  /// - Returns: min(rows, columns) values; `nil` of a matrix that is too large or not finite.
  /// - Complexity: O(n³) per sweep for n = min(rows, columns), about eight sweeps.
  static func values(of matrix: [Double], rows: Int, columns: Int) -> [Double]? {
    let side = min(rows, columns)
    guard side <= largestSide, matrix.allSatisfy(\.isFinite) else { return nil }
    var gram = gram(matrix, rows: rows, columns: columns, byRows: rows <= columns)
    diagonalize(&gram, side)
    return (0..<side).map { max(gram[$0 * side + $0], 0).squareRoot() }.sorted(by: >)
  }

  /// X·Xᵀ, or Xᵀ·X.
  private static func gram(
    _ matrix: [Double], rows: Int, columns: Int, byRows: Bool
  ) -> [Double] {
    let (side, length) = byRows ? (rows, columns) : (columns, rows)
    let (step, stride) = byRows ? (columns, 1) : (1, columns)
    var result = Array(repeating: 0.0, count: side * side)
    for i in 0..<side {
      for j in i..<side {
        var sum = 0.0
        for k in 0..<length { sum += matrix[i * step + k * stride] * matrix[j * step + k * stride] }
        result[i * side + j] = sum
        result[j * side + i] = sum
      }
    }
    return result
  }

  private static let mostSweeps = 40

  /// Rotates a symmetric matrix until nothing is left beside its diagonal, the eigenvalues.
  private static func diagonalize(_ a: inout [Double], _ side: Int) {
    let norm = a.reduce(0) { $0 + $1 * $1 }
    for _ in 0..<mostSweeps {
      var rest = 0.0
      for p in 0..<side {
        for q in p + 1..<max(side, p + 1) {
          let beside = a[p * side + q]
          rest += beside * beside
          if beside != 0 { rotate(&a, side, p, q) }
        }
      }
      if rest <= 1e-32 * norm { return }
    }
  }

  /// Turns the plane of p and q by the angle that makes a[p, q] zero.
  ///
  /// With τ = (a_qq − a_pp)/(2·a_pq), the tangent t solves t² + 2τt − 1 = 0; the smaller root keeps
  /// the angle under 45°.
  private static func rotate(_ a: inout [Double], _ side: Int, _ p: Int, _ q: Int) {
    let tau = (a[q * side + q] - a[p * side + p]) / (2 * a[p * side + q])
    let tangent = (tau < 0 ? -1 : 1) / (abs(tau) + (tau * tau + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for k in 0..<side {
      let (x, y) = (a[k * side + p], a[k * side + q])
      a[k * side + p] = cosine * x - sine * y
      a[k * side + q] = sine * x + cosine * y
    }
    for k in 0..<side {
      let (x, y) = (a[p * side + k], a[q * side + k])
      a[p * side + k] = cosine * x - sine * y
      a[q * side + k] = sine * x + cosine * y
    }
  }
}
