import Engine
import TestSupport
import Testing

/// Products, transposition, column sums and embeddings against their references.
@Suite struct LinearKernelTests {
  let kernels = KernelCalls()

  /// Worst seen 8.9e-7, at a depth of 513.
  static let tolerance = 9e-6

  @Test(arguments: KernelShapes.products, KernelShapes.seeds)
  func productsOfAnyStridesAndStarts(shape: (m: Int, n: Int, k: Int), seed: UInt64) {
    var random = RandomStream("product", seed: seed)
    let (m, n, k) = shape
    for isTurned in [false, true] {
      for gap in [0, 3] {
        // A is read by rows, or across: its transpose lies in memory.
        let strides =
          isTurned
          ? KernelCalls.Strides(aRow: 1, aColumn: m + gap, bRow: n + gap, cRow: n + gap)
          : KernelCalls.Strides(aRow: k + gap, aColumn: 1, bRow: n + gap, cRow: n + gap)
        let aCount = isTurned ? (k - 1) * (m + gap) + m : (m - 1) * (k + gap) + k
        let a = random.floats(aCount)
        let b = random.floats((k - 1) * (n + gap) + n)
        let old = random.floats((m - 1) * (n + gap) + n)
        let bias = random.floats(n)
        let starts: [([Float]?, Bool)] = [(nil, false), (nil, true), (bias, false)]
        for (start, accumulate) in starts {
          let first = Self.start(
            start, accumulate ? Self.packed(old, m, n, gap) : Array(repeating: 0, count: m * n))
          let expected = Reference.matrixProduct(
            m: m, n: n, k: k, a: a.wide, aRow: strides.aRow, aColumn: strides.aColumn, b: b.wide,
            bRow: strides.bRow, start: first)
          let actual = kernels.matrixProduct(
            m: m, n: n, k: k, a: a, b: b, strides: strides, bias: start, old: old,
            accumulate: accumulate)
          expectClose(Self.packed(actual, m, n, gap), expected, Self.tolerance, "product")
          for i in 0..<m - 1 {
            let between = i * (n + gap) + n..<(i + 1) * (n + gap)
            #expect(actual[between] == old[between], "the gap behind row \(i) was written")
          }
        }
      }
    }
  }

  /// A matrix without the gaps between its rows.
  static func packed(_ x: [Float], _ rows: Int, _ columns: Int, _ gap: Int) -> [Float] {
    (0..<rows).flatMap { x[$0 * (columns + gap)..<$0 * (columns + gap) + columns] }
  }

  /// What a product starts from: the bias in every row, or what C held.
  private static func start(_ bias: [Float]?, _ old: [Float]) -> [Double] {
    guard let bias else { return old.wide }
    return old.indices.map { Double(bias[$0 % bias.count]) }
  }

  /// Forward, input gradient and weight gradient of a linear map, called as the machine does.
  @Test(arguments: KernelShapes.products, KernelShapes.seeds)
  func linearMapsAndTheirGradients(shape: (m: Int, n: Int, k: Int), seed: UInt64) {
    var random = RandomStream("linear", seed: seed)
    let (rows, output, input) = shape
    let x = random.floats(rows * input)
    let weight = random.floats(output * input)
    let bias = random.floats(output)
    let dOutput = random.floats(rows * output)
    let turned = kernels.transpose(
      rows: output, columns: input, weight, inputRow: input, outputRow: output)
    let y = kernels.matrixProduct(
      m: rows, n: output, k: input, a: x, b: turned,
      strides: .init(aRow: input, aColumn: 1, bRow: output, cRow: output), bias: bias,
      old: Array(repeating: .nan, count: rows * output), accumulate: false)
    let expected = Reference.linear(
      rows: rows, input: input, output: output, x: x.wide, weight: weight.wide, bias: bias.wide)
    expectClose(y, expected, Self.tolerance, "linear")
    let gradient = Reference.linearGradient(
      rows: rows, input: input, output: output, x: x.wide, weight: weight.wide,
      dOutput: dOutput.wide)
    let dInput = kernels.matrixProduct(
      m: rows, n: input, k: output, a: dOutput, b: weight,
      strides: .init(aRow: output, aColumn: 1, bRow: input, cRow: input),
      old: Array(repeating: .nan, count: rows * input), accumulate: false)
    expectClose(dInput, gradient.dInput, Self.tolerance, "linear.dInput")
    let dWeight = kernels.matrixProduct(
      m: output, n: input, k: rows, a: dOutput, b: x,
      strides: .init(aRow: 1, aColumn: output, bRow: input, cRow: input),
      old: Array(repeating: .nan, count: output * input), accumulate: false)
    expectClose(dWeight, gradient.dWeight, Self.tolerance, "linear.dWeight")
    let dBias = kernels.columnSums(rows: rows, columns: output, dOutput)
    expectClose(dBias, gradient.dBias, Self.tolerance, "linear.dBias")
  }

  /// The sum over p is taken in one order, so a part of a product has the bits of the whole.
  @Test(arguments: KernelShapes.products)
  func bitsDoNotDependOnTheOtherRowsAndColumns(shape: (m: Int, n: Int, k: Int)) {
    var random = RandomStream("part", seed: 1)
    let (m, n, k) = shape
    let a = random.floats(m * k)
    let b = random.floats(k * n)
    let strides = KernelCalls.Strides(aRow: k, aColumn: 1, bRow: n, cRow: n)
    let whole = kernels.matrixProduct(
      m: m, n: n, k: k, a: a, b: b, strides: strides, old: Array(repeating: 0, count: m * n),
      accumulate: false)
    for i in 0..<m {
      let row = kernels.matrixProduct(
        m: 1, n: n, k: k, a: Array(a[i * k..<(i + 1) * k]), b: b, strides: strides,
        old: Array(repeating: 0, count: n), accumulate: false)
      #expect(row.map(\.bitPattern) == whole[i * n..<(i + 1) * n].map(\.bitPattern))
    }
    for j in 0..<n {
      let column = (0..<k).map { b[$0 * n + j] }
      let part = kernels.matrixProduct(
        m: m, n: 1, k: k, a: a, b: column,
        strides: .init(aRow: k, aColumn: 1, bRow: 1, cRow: 1),
        old: Array(repeating: 0, count: m), accumulate: false)
      #expect(part.map(\.bitPattern) == (0..<m).map { whole[$0 * n + j].bitPattern })
    }
  }

  @Test(arguments: KernelShapes.matrices)
  func transpositionMovesEveryNumber(shape: (rows: Int, width: Int)) {
    var random = RandomStream("transpose", seed: 1)
    let (rows, width) = shape
    let x = random.floats((rows - 1) * (width + 2) + width)
    let packed = (0..<rows).flatMap { r in (0..<width).map { x[r * (width + 2) + $0] } }
    let y = kernels.transpose(
      rows: rows, columns: width, x, inputRow: width + 2, outputRow: rows + 1)
    let read = (0..<width).flatMap { c in (0..<rows).map { y[c * (rows + 1) + $0] } }
    #expect(read.wide == Reference.transpose(rows: rows, columns: width, packed.wide))
  }

  @Test(arguments: KernelShapes.matrices, KernelShapes.seeds)
  func columnSumsAreTheSums(shape: (rows: Int, width: Int), seed: UInt64) {
    var random = RandomStream("columns", seed: seed)
    let x = random.floats(shape.rows * shape.width)
    let sums = kernels.columnSums(rows: shape.rows, columns: shape.width, x)
    // Worst seen 1.8e-7.
    expectClose(
      sums, Reference.columnSums(rows: shape.rows, columns: shape.width, x.wide), 1.8e-6,
      "columnSums")
  }

  @Test(arguments: KernelShapes.matrices, KernelShapes.seeds)
  func embeddingsAddTokenAndPosition(shape: (rows: Int, width: Int), seed: UInt64) {
    var random = RandomStream("embed", seed: seed)
    let width = shape.width
    let vocabulary = 5
    let tokens = random.ids(shape.rows * 3, below: vocabulary)
    let token = random.floats(vocabulary * width)
    let position = random.floats(shape.rows * width)
    let y = kernels.embed(
      width: width, sequence: shape.rows, tokens: tokens, token: token, position: position)
    // One rounding: worst seen 6.0e-8.
    expectClose(
      y,
      Reference.embed(
        width: width, sequence: shape.rows, tokens: tokens, token: token.wide,
        position: position.wide), 6e-7, "embed")
    let dOutput = random.floats(tokens.count * width)
    let gradient = kernels.embedGradient(
      width: width, sequence: shape.rows, tokens: tokens, dOutput: dOutput, token: token,
      position: position)
    let expected = Reference.embedGradient(
      width: width, sequence: shape.rows, vocabulary: vocabulary, tokens: tokens,
      dOutput: dOutput.wide)
    // Added to what was there; worst seen 1.4e-7.
    expectClose(
      gradient.dToken, zip(expected.dToken, token.wide).map(+), 1.5e-6, "embed.dToken")
    expectClose(
      gradient.dPosition, zip(expected.dPosition, position.wide).map(+), 1.5e-6,
      "embed.dPosition")
  }
}
