import Engine
import TestSupport
import Testing

/// Softmax and cross-entropy against their references.
@Suite struct SoftmaxKernelTests {
  let kernels = KernelCalls()

  @Test(arguments: KernelShapes.matrices, KernelShapes.seeds)
  func softmaxAndItsGradient(shape: (rows: Int, width: Int), seed: UInt64) {
    var random = RandomStream("softmax", seed: seed)
    let (rows, width) = shape
    let x = random.floats(rows * width, scale: 3)
    let scale: Float = 0.35
    let p = kernels.softmax(rows: rows, width: width, scale: scale, x)
    // Worst seen 1.9e-7.
    expectClose(
      p, Reference.softmax(rows: rows, width: width, scale: Double(scale), x.wide), 2e-6, "softmax")
    let dOutput = random.floats(rows * width)
    let dInput = kernels.softmaxGradient(
      rows: rows, width: width, scale: scale, p: p, dOutput: dOutput)
    let exact = Reference.softmaxGradient(
      rows: rows, width: width, scale: Double(scale), p: p.wide, dOutput: dOutput.wide)
    // Relative to the largest p·dy, as the gradient is a difference; worst seen 9e-8.
    let size = zip(p, dOutput).reduce(0) { max($0, Double(($1.0 * $1.1).magnitude)) }
    let worst = zip(dInput, exact).reduce(0) { max($0, (Double($1.0) - $1.1).magnitude) }
    expectClose(1 + worst / (size * Double(scale)), 1, 1e-6, "softmax.dInput")
  }

  @Test(arguments: KernelShapes.matrices)
  func rowsSumToOne(shape: (rows: Int, width: Int)) {
    var random = RandomStream("sums", seed: 1)
    let p = kernels.softmax(
      rows: shape.rows, width: shape.width, scale: 1,
      random.floats(shape.rows * shape.width, scale: 10))
    for r in 0..<shape.rows {
      let sum = p[r * shape.width..<(r + 1) * shape.width].reduce(0) { $0 + Double($1) }
      #expect((sum - 1).magnitude < 1e-6)
    }
  }

  @Test(arguments: [1e4, 1e19, 1e37, 3e38] as [Float])
  func hugeLogitsChooseTheLargest(size: Float) {
    for width in [1, 2, 5, 16] {
      var x = (0..<width).map { -size * Float($0) / Float(width) }
      x[width / 2] = size
      let p = kernels.softmax(rows: 1, width: width, scale: 0.5, x)
      for (index, value) in p.enumerated() {
        #expect((value - (index == width / 2 ? 1 : 0)).magnitude < 1e-30)
      }
    }
  }

  @Test(arguments: [Float.nan, .infinity])
  func nonFiniteLogitsShow(value: Float) {
    for place in [0, 3, 4, 6] {
      var x: [Float] = [1, 2, 3, 4, 5, 6, 7]
      x[place] = value
      #expect(!kernels.softmax(rows: 1, width: 7, scale: 1, x).allSatisfy { $0.isFinite })
      let loss = kernels.crossEntropy(classes: 7, logits: x, targets: [2], weight: 1)
      #expect(!loss.dLogits.allSatisfy { $0.isFinite })
      #expect(!loss.sums[0].isFinite)
    }
  }

  @Test(arguments: KernelShapes.matrices, KernelShapes.seeds)
  func crossEntropyAndItsGradient(shape: (rows: Int, width: Int), seed: UInt64) {
    var random = RandomStream("crossEntropy", seed: seed)
    let (rows, classes) = shape
    let logits = random.floats(rows * classes, scale: 2)
    var targets = random.ids(rows, below: classes)
    for row in stride(from: 1, to: rows, by: 3) { targets[row] = -1 }
    let weight: Float = 1 / 7
    let actual = kernels.crossEntropy(
      classes: classes, logits: logits, targets: targets, weight: weight, sums: [10, 5])
    let exact = Reference.crossEntropy(
      classes: classes, logits: logits.wide, targets: targets, weight: Double(weight))
    // Sums are added to; worst seen 1.5e-8, gradient 8.3e-7 where all rows are nearly sure.
    expectClose(actual.sums[0], 10 + exact.sum, 1.5e-7, "crossEntropy.sum")
    #expect(actual.sums[1] == 5 + exact.correct)
    expectClose(actual.dLogits.map { $0 + 1 }, exact.dLogits.map { $0 + 1 }, 1e-6, "dLogits")
    if classes > 1 { expectClose(actual.dLogits, exact.dLogits, 8e-6, "crossEntropy.dLogits") }
    for row in 0..<rows where targets[row] < 0 {
      #expect(actual.dLogits[row * classes..<(row + 1) * classes].allSatisfy { $0 == 0 })
    }
  }

  @Test func smallLossesKeepTheirDigits() {
    let actual = kernels.crossEntropy(
      classes: 3, logits: [12, 0, 0], targets: [0], weight: 1)
    let exact = Reference.crossEntropy(classes: 3, logits: [12, 0, 0], targets: [0], weight: 1)
    #expect((actual.sums[0] - exact.sum).magnitude < 1.3e-7)
  }

  @Test func hugeLogitsHaveTheirLoss() {
    for size in [1e4, 1e19, 1e38] as [Float] {
      let actual = kernels.crossEntropy(
        classes: 5, logits: [-size, 0, size, 0, 0], targets: [0], weight: 1)
      expectClose(actual.sums[0], 2 * Double(size), 1e-6, "loss of huge logits")
      #expect(actual.dLogits.map(\.rounded) == [-1, 0, 1, 0, 0])
    }
  }

  @Test func ofEqualLogitsTheFirstIsTheAnswer() {
    let logits: [Float] = [1, 2, 2, 0, 0, 0]
    let actual = kernels.crossEntropy(classes: 3, logits: logits, targets: [1, 0], weight: 1)
    #expect(actual.sums[1] == 2)
    #expect(
      kernels.crossEntropy(classes: 3, logits: logits, targets: [2, 1], weight: 1).sums[1] == 0)
  }
}

extension Float {
  fileprivate var rounded: Float { rounded(.toNearestOrEven) }
}
