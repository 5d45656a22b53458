import Engine
import TestSupport
import Testing

/// Every kernel between inaccessible pages: one float too far, read or written, is a trap.
@Suite struct FenceKernelTests {
  @Test(arguments: [Fence.wallBehind, .wallBefore])
  func kernelsTouchNothingBesideTheirOperands(fence: Fence) {
    let kernels = KernelCalls(fence)
    var random = RandomStream("fences", seed: 1)
    for (rows, width) in KernelShapes.matrices {
      let x = random.floats(rows * width)
      let y = random.floats(rows * width)
      let gain = random.floats(width)
      let strides = KernelCalls.Strides(aRow: width, aColumn: 1, bRow: rows, cRow: rows)
      let turned = KernelCalls.Strides(aRow: 1, aColumn: width, bRow: width, cRow: width)
      _ = kernels.matrixProduct(
        m: rows, n: rows, k: width, a: x, b: y, strides: strides, bias: random.floats(rows),
        old: random.floats(rows * rows), accumulate: false)
      _ = kernels.matrixProduct(
        m: width, n: width, k: rows, a: x, b: y, strides: turned,
        old: random.floats(width * width), accumulate: true)
      _ = kernels.transpose(rows: rows, columns: width, x, inputRow: width, outputRow: rows)
      _ = kernels.columnSums(rows: rows, columns: width, x)
      for bias in [nil, gain] {
        let norm = kernels.normalize(rows: rows, width: width, input: x, gain: gain, bias: bias)
        _ = kernels.normalizeGradient(
          rows: rows, width: width, input: x, mean: norm.mean, rstd: norm.rstd, gain: gain,
          isCentred: bias != nil, dOutput: y)
      }
      let p = kernels.softmax(rows: rows, width: width, scale: 1, x)
      _ = kernels.softmaxGradient(rows: rows, width: width, scale: 1, p: p, dOutput: y)
      _ = kernels.crossEntropy(
        classes: width, logits: x, targets: random.ids(rows, below: width), weight: 1)
      _ = kernels.similarity(sequences: 1, sequence: rows, width: width, x: x, embedding: y)
      let tokens = random.ids(rows, below: rows)
      _ = kernels.embed(width: width, sequence: rows, tokens: tokens, token: x, position: y)
      _ = kernels.embedGradient(
        width: width, sequence: rows, tokens: tokens, dOutput: x, token: x, position: y)
    }
    let (m, n, k) = (40, 139, 129)
    for strides in [
      KernelCalls.Strides(aRow: k, aColumn: 1, bRow: n, cRow: n),
      KernelCalls.Strides(aRow: 1, aColumn: m, bRow: n, cRow: n),
    ] {
      _ = kernels.matrixProduct(
        m: m, n: n, k: k, a: random.floats(m * k), b: random.floats(k * n), strides: strides,
        bias: random.floats(n), old: random.floats(m * n), accumulate: false)
    }
    for count in KernelShapes.counts { touch(kernels, random.floats(count)) }
  }

  private func touch(_ kernels: KernelCalls, _ x: [Float]) {
    for activation in Activation.allCases { _ = kernels.activate(activation, x) }
    _ = kernels.multiply(x, x)
    _ = kernels.scaledAdd(2, x, x)
    _ = kernels.scale(2, x)
    _ = kernels.moments(x)
    _ = kernels.dot(x, x)
    let factors = KernelCalls.AdamFactors(
      gradientScale: 1, decayFactor: 1, stepSize: 1, rootScale: 1)
    _ = kernels.adamW(p: x, g: x, m: x, v: x.map(\.magnitude), factors)
    _ = kernels.sgd(p: x, g: x, gradientScale: 1, decayFactor: 1, rate: 1)
  }

  /// The fence itself: one float beyond either end, or a changed input, is reported.
  @Test(arguments: [-1, 3, 36])
  func aStrayWriteIsSeen(place: Int) {
    let operands = Operands(.canaries)
    let target = unsafe operands.changed([1, 2, 3])
    unsafe target[place] = 0
    #expect(operands.damage == ["wrote outside operand 0"])
  }

  @Test func aChangedInputIsSeen() {
    let operands = Operands(.canaries)
    let source = unsafe operands.input([1, 2, 3])
    unsafe UnsafeMutablePointer(mutating: source)[1] = 0
    #expect(operands.damage == ["changed input 0"])
  }
}
