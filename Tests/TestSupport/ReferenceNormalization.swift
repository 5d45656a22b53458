extension Reference {
  /// LayerNorm, or RMSNorm where `bias` is nil: the rows normalized, scaled and shifted.
  public static func normalize(
    rows: Int, width: Int, input: [Double], gain: [Double], bias: [Double]?, epsilon: Double
  ) -> (output: [Double], mean: [Double], rstd: [Double]) {
    var output: [Double] = []
    var means: [Double] = []
    var rstds: [Double] = []
    for r in 0..<rows {
      let x = Array(input[r * width..<(r + 1) * width])
      let mean = bias == nil ? 0 : x.reduce(0, +) / Double(width)
      let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      let rstd = 1 / (variance + epsilon).squareRoot()
      means.append(mean)
      rstds.append(rstd)
      for c in 0..<width { output.append((x[c] - mean) * rstd * gain[c] + (bias?[c] ?? 0)) }
    }
    return (output, means, rstds)
  }

  /// Backward of `normalize` from its input alone.
  ///
  /// By the chain rule, step by step, not by the condensed formula of the fast kernel:
  ///
  ///     h = dy·gain;  x̂ = (x - μ)·s;  s = (σ² + ε)^-½
  ///     ds = Σ h·(x - μ);  dσ² = -½·s³·ds;  dx = h·s + dσ²·2(x - μ)/width, less its mean for LayerNorm
  public static func normalizeGradient(
    rows: Int, width: Int, input: [Double], gain: [Double], isCentred: Bool, epsilon: Double,
    dOutput: [Double]
  ) -> (dInput: [Double], dGain: [Double], dBias: [Double]) {
    let forward = normalize(
      rows: rows, width: width, input: input, gain: gain, bias: isCentred ? zeros(width) : nil,
      epsilon: epsilon)
    var dInput: [Double] = []
    var dGain = zeros(width)
    var dBias = zeros(width)
    for r in 0..<rows {
      let dy = Array(dOutput[r * width..<(r + 1) * width])
      let centred = (0..<width).map { input[r * width + $0] - forward.mean[r] }
      let rstd = forward.rstd[r]
      let dRstd = (0..<width).reduce(0) { $0 + dy[$1] * gain[$1] * centred[$1] }
      let dVariance = -0.5 * rstd * rstd * rstd * dRstd
      let dCentred = (0..<width).map { c in
        dy[c] * gain[c] * rstd + dVariance * 2 * centred[c] / Double(width)
      }
      let dMean = isCentred ? dCentred.reduce(0, +) / Double(width) : 0
      for c in 0..<width {
        dInput.append(dCentred[c] - dMean)
        dGain[c] += dy[c] * centred[c] * rstd
        dBias[c] += dy[c]
      }
    }
    return (dInput, dGain, dBias)
  }
}
