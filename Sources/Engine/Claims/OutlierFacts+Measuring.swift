extension OutlierFacts {
  /// Normalizes one token by the kernel that training uses, gain 1 and bias 0.
  init(width: Int, spike: Float, seed: UInt64, _ instructionSet: InstructionSet) {
    var stream = NormalStream(seed: seed, name: "outlier", deviation: 1)
    var token = (0..<width).map { _ in Float(stream.next()) }
    token[0] += spike
    let output = Self.normalized(token, instructionSet)
    largest = output.reduce(0) { max($0, abs(Double($1))) }
    kurtosisRatio = Self.kurtosis(output) / Self.kurtosis(token)
    let others = output.dropFirst().reduce(0.0) { $0 + Double($1) * Double($1) }
    othersRMS = (others / Double(width - 1)).squareRoot()
  }

  private static func normalized(_ token: [Float], _ instructionSet: InstructionSet) -> [Float] {
    let kernels = instructionSet.kernels
    let gain = Array(repeating: Float(1), count: token.count)
    let bias = Array(repeating: Float(0), count: token.count)
    var output = bias
    var mean: Float = 0
    var rstd: Float = 0
    unsafe kernels.normalize(
      1, token.count, token, gain, bias, Machine.epsilon, &output, &mean, &rstd)
    return output
  }

  /// m₄/m₂² about the mean: 3 for normal numbers.
  private static func kurtosis(_ values: [Float]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0) { $0 + Double($1) } / count
    let squares = values.map { (Double($0) - mean) * (Double($0) - mean) }
    let second = squares.reduce(0, +) / count
    return squares.reduce(0) { $0 + $1 * $1 } / count / (second * second)
  }
}
