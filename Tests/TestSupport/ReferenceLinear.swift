/// Naive kernels in Double, one loop per formula: what the fast ones are held against.
///
/// Every backward reference is itself checked against central differences of its forward one.
public enum Reference {
  /// `C = start + A·B` with the strides of the fast kernel: `a[i·aRow + p·aColumn]`.
  ///
  /// `start` is `[m, n]`, row by row: the bias in every row, C's old value, or zeros.
  public static func matrixProduct(
    m: Int, n: Int, k: Int, a: [Double], aRow: Int, aColumn: Int, b: [Double], bRow: Int,
    start: [Double]
  ) -> [Double] {
    var c = start
    for i in 0..<m {
      for j in 0..<n {
        for p in 0..<k { c[i * n + j] += a[i * aRow + p * aColumn] * b[p * bRow + j] }
      }
    }
    return c
  }

  /// `y = x·Wᵀ + b`: x `[rows, input]`, W `[output, input]`.
  public static func linear(
    rows: Int, input: Int, output: Int, x: [Double], weight: [Double], bias: [Double]
  ) -> [Double] {
    var y: [Double] = []
    y.reserveCapacity(rows * output)
    for r in 0..<rows {
      for o in 0..<output {
        var sum = bias[o]
        for i in 0..<input { sum += x[r * input + i] * weight[o * input + i] }
        y.append(sum)
      }
    }
    return y
  }

  /// Backward of `linear`: `dx = dy·W`, `dW = dyᵀ·x`, `db = Σ_r dy`.
  public static func linearGradient(
    rows: Int, input: Int, output: Int, x: [Double], weight: [Double], dOutput: [Double]
  ) -> (dInput: [Double], dWeight: [Double], dBias: [Double]) {
    var dInput = zeros(rows * input)
    var dWeight = zeros(output * input)
    var dBias = zeros(output)
    for r in 0..<rows {
      for o in 0..<output {
        let d = dOutput[r * output + o]
        dBias[o] += d
        for i in 0..<input {
          dInput[r * input + i] += d * weight[o * input + i]
          dWeight[o * input + i] += d * x[r * input + i]
        }
      }
    }
    return (dInput, dWeight, dBias)
  }

  /// `[rows, columns]` to `[columns, rows]`.
  public static func transpose(rows: Int, columns: Int, _ x: [Double]) -> [Double] {
    (0..<columns).flatMap { c in (0..<rows).map { r in x[r * columns + c] } }
  }

  /// The sum of every column.
  public static func columnSums(rows: Int, columns: Int, _ x: [Double]) -> [Double] {
    (0..<columns).map { c in (0..<rows).reduce(0) { $0 + x[$1 * columns + c] } }
  }

  /// `output[r] = token[tokens[r]] + position[r mod sequence]`.
  public static func embed(
    width: Int, sequence: Int, tokens: [Int32], token: [Double], position: [Double]
  ) -> [Double] {
    tokens.indices.flatMap { r in
      (0..<width).map { c in
        token[Int(tokens[r]) * width + c] + position[r % sequence * width + c]
      }
    }
  }

  /// Backward of `embed`, from zeros.
  public static func embedGradient(
    width: Int, sequence: Int, vocabulary: Int, tokens: [Int32], dOutput: [Double]
  ) -> (dToken: [Double], dPosition: [Double]) {
    var dToken = zeros(vocabulary * width)
    var dPosition = zeros(sequence * width)
    for r in tokens.indices {
      for c in 0..<width {
        dToken[Int(tokens[r]) * width + c] += dOutput[r * width + c]
        dPosition[r % sequence * width + c] += dOutput[r * width + c]
      }
    }
    return (dToken, dPosition)
  }

  /// `count` zeros.
  public static func zeros(_ count: Int) -> [Double] { Array(repeating: 0, count: count) }
}
