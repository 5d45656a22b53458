import Engine
import TestSupport
import Testing

/// The backward references, held against central differences of the forward ones.
@Suite struct ReferenceKernelTests {
  static let shapes = [(1, 1), (1, 2), (3, 1), (2, 5), (5, 7)].map { (rows: $0.0, width: $0.1) }
  static let seeds: [UInt64] = [1, 2, 3]
  /// Worst seen: 3.5e-9, in a LayerNorm of two columns, whose gradient all but vanishes.
  static let tolerance = 4e-8

  private func expectAgree(_ analytic: [Double], _ numeric: [Double], _ label: String) {
    #expect(Closeness.error(analytic, numeric, "fd.\(label)") < Self.tolerance, "\(label)")
  }

  @Test(arguments: shapes, seeds)
  func linearGradient(shape: (rows: Int, width: Int), seed: UInt64) {
    var random = RandomStream("linear", seed: seed)
    let output = 3
    let x = random.doubles(shape.rows * shape.width)
    let weight = random.doubles(output * shape.width)
    let bias = random.doubles(output)
    let dOutput = random.doubles(shape.rows * output)
    func loss(_ x: [Double], _ weight: [Double], _ bias: [Double]) -> Double {
      let y = Reference.linear(
        rows: shape.rows, input: shape.width, output: output, x: x, weight: weight, bias: bias)
      return Reference.dot(y, dOutput)
    }
    let gradient = Reference.linearGradient(
      rows: shape.rows, input: shape.width, output: output, x: x, weight: weight,
      dOutput: dOutput)
    expectAgree(
      gradient.dInput, Closeness.gradient(of: { loss($0, weight, bias) }, at: x), "linear.dInput")
    expectAgree(
      gradient.dWeight, Closeness.gradient(of: { loss(x, $0, bias) }, at: weight), "linear.dWeight")
    expectAgree(
      gradient.dBias, Closeness.gradient(of: { loss(x, weight, $0) }, at: bias), "linear.dBias")
  }

  @Test(arguments: shapes, seeds)
  func embedGradient(shape: (rows: Int, width: Int), seed: UInt64) {
    var random = RandomStream("embed", seed: seed)
    let sequence = 2
    let rows = shape.rows * sequence
    let tokens = random.ids(rows, below: 4)
    let token = random.doubles(4 * shape.width)
    let position = random.doubles(sequence * shape.width)
    let dOutput = random.doubles(rows * shape.width)
    func loss(_ token: [Double], _ position: [Double]) -> Double {
      let y = Reference.embed(
        width: shape.width, sequence: sequence, tokens: tokens, token: token, position: position)
      return Reference.dot(y, dOutput)
    }
    let gradient = Reference.embedGradient(
      width: shape.width, sequence: sequence, vocabulary: 4, tokens: tokens, dOutput: dOutput)
    expectAgree(
      gradient.dToken, Closeness.gradient(of: { loss($0, position) }, at: token), "embed.dToken")
    expectAgree(
      gradient.dPosition, Closeness.gradient(of: { loss(token, $0) }, at: position),
      "embed.dPosition")
  }

  @Test(arguments: shapes, [true, false])
  func normalizeGradient(shape: (rows: Int, width: Int), isCentred: Bool) {
    // One column normalizes to a constant: nothing but rounding is left to compare.
    guard shape.width > 1 else { return }
    for seed in Self.seeds {
      var random = RandomStream("normalize", seed: seed)
      let x = random.doubles(shape.rows * shape.width)
      let gain = random.doubles(shape.width)
      let bias = random.doubles(shape.width)
      let dOutput = random.doubles(shape.rows * shape.width)
      func loss(_ x: [Double], _ gain: [Double], _ bias: [Double]) -> Double {
        let y = Reference.normalize(
          rows: shape.rows, width: shape.width, input: x, gain: gain,
          bias: isCentred ? bias : nil, epsilon: 1e-2)
        return Reference.dot(y.output, dOutput)
      }
      let gradient = Reference.normalizeGradient(
        rows: shape.rows, width: shape.width, input: x, gain: gain, isCentred: isCentred,
        epsilon: 1e-2, dOutput: dOutput)
      let label = isCentred ? "layer" : "rms"
      expectAgree(
        gradient.dInput, Closeness.gradient(of: { loss($0, gain, bias) }, at: x),
        "\(label).dInput")
      expectAgree(
        gradient.dGain, Closeness.gradient(of: { loss(x, $0, bias) }, at: gain), "\(label).dGain")
      guard isCentred else { continue }
      expectAgree(
        gradient.dBias, Closeness.gradient(of: { loss(x, gain, $0) }, at: bias), "\(label).dBias")
    }
  }

  @Test(arguments: shapes, seeds)
  func softmaxGradient(shape: (rows: Int, width: Int), seed: UInt64) {
    guard shape.width > 1 else { return }
    var random = RandomStream("softmax", seed: seed)
    let x = random.doubles(shape.rows * shape.width)
    let dOutput = random.doubles(shape.rows * shape.width)
    func softmax(_ x: [Double]) -> [Double] {
      Reference.softmax(rows: shape.rows, width: shape.width, scale: 0.7, x)
    }
    let numeric = Closeness.gradient(of: { Reference.dot(softmax($0), dOutput) }, at: x)
    let analytic = Reference.softmaxGradient(
      rows: shape.rows, width: shape.width, scale: 0.7, p: softmax(x), dOutput: dOutput)
    expectAgree(analytic, numeric, "softmax")
  }

  @Test(arguments: shapes, seeds)
  func crossEntropyGradient(shape: (rows: Int, width: Int), seed: UInt64) {
    var random = RandomStream("crossEntropy", seed: seed)
    let logits = random.doubles(shape.rows * shape.width)
    var targets = random.ids(shape.rows, below: shape.width)
    if shape.rows > 2 { targets[1] = -1 }
    func result(_ logits: [Double]) -> (sum: Double, correct: Double, dLogits: [Double]) {
      Reference.crossEntropy(
        classes: shape.width, logits: logits, targets: targets, weight: 0.25)
    }
    let numeric = Closeness.gradient(of: { result($0).sum * 0.25 }, at: logits)
    expectAgree(result(logits).dLogits, numeric, "crossEntropy")
  }

  @Test func activationSlopes() {
    let x = stride(from: -6.0, through: 6.0, by: 0.37).map(\.self)
    let pairs: [(String, (Double) -> (value: Double, slope: Double))] = [
      ("gelu", Reference.gelu), ("geluTanh", Reference.geluTanh), ("relu", Reference.relu),
    ]
    for (name, activation) in pairs {
      let numeric = x.map { x in
        (activation(x + 1e-5).value - activation(x - 1e-5).value) / 2e-5
      }
      expectAgree(x.map { activation($0).slope }, numeric, name)
    }
  }
}
