import KernelTable

@testable import Engine

/// The kernels as functions of arrays, every operand fenced.
struct KernelCalls {
  var fence = Fence.canaries
  let table = InstructionSet.tested.kernels

  init(_ fence: Fence = .canaries) {
    self.fence = fence
  }

  /// A matrix in memory: a product's A may be read across.
  struct Strides {
    var aRow: Int
    var aColumn: Int
    var bRow: Int
    var cRow: Int
  }

  /// Returns all of C, the gaps between its rows included.
  func matrixProduct(
    m: Int, n: Int, k: Int, a: [Float], b: [Float], strides: Strides, bias: [Float]? = nil,
    old: [Float], accumulate: Bool
  ) -> [Float] {
    let operands = Operands(fence)
    let c = unsafe operands.changed(old)
    let start: Source? = if let bias { unsafe operands.input(bias) } else { nil }
    unsafe table.matrixProduct(
      m, n, k, operands.input(a), strides.aRow, strides.aColumn, operands.input(b), strides.bRow,
      start, c, strides.cRow, accumulate,
      operands.output(KernelTable.scratchCount))
    operands.verify("matrixProduct")
    return unsafe operands.read(c, old.count)
  }

  func transpose(rows: Int, columns: Int, _ x: [Float], inputRow: Int, outputRow: Int) -> [Float] {
    let operands = Operands(fence)
    let count = columns == 0 ? 0 : (columns - 1) * outputRow + rows
    let y = unsafe operands.output(count)
    unsafe table.transpose(rows, columns, operands.input(x), inputRow, y, outputRow)
    operands.verify("transpose")
    return unsafe operands.read(y, count)
  }

  func columnSums(rows: Int, columns: Int, _ x: [Float]) -> [Float] {
    let operands = Operands(fence)
    let y = unsafe operands.output(columns)
    unsafe table.columnSums(rows, columns, operands.input(x), y)
    operands.verify("columnSums")
    return unsafe operands.read(y, columns)
  }

  func embed(
    width: Int, sequence: Int, tokens: [Int32], token: [Float], position: [Float]
  ) -> [Float] {
    let operands = Operands(fence)
    let y = unsafe operands.output(tokens.count * width)
    unsafe table.embed(
      tokens.count, width, sequence, tokens, operands.input(token), operands.input(position), y)
    operands.verify("embed")
    return unsafe operands.read(y, tokens.count * width)
  }

  func embedGradient(
    width: Int, sequence: Int, tokens: [Int32], dOutput: [Float], token: [Float], position: [Float]
  ) -> (dToken: [Float], dPosition: [Float]) {
    let operands = Operands(fence)
    let dToken = unsafe operands.changed(token)
    let dPosition = unsafe operands.changed(position)
    unsafe table.embedGradient(
      tokens.count, width, sequence, tokens, operands.input(dOutput), dToken, dPosition)
    operands.verify("embedGradient")
    return unsafe (operands.read(dToken, token.count), operands.read(dPosition, position.count))
  }

  func normalize(
    rows: Int, width: Int, input: [Float], gain: [Float], bias: [Float]?
  ) -> (output: [Float], mean: [Float], rstd: [Float]) {
    let operands = Operands(fence)
    let output = unsafe operands.output(rows * width)
    let mean = unsafe operands.output(rows)
    let rstd = unsafe operands.output(rows)
    let shift: Source? = if let bias { unsafe operands.input(bias) } else { nil }
    unsafe table.normalize(
      rows, width, operands.input(input), operands.input(gain), shift, 1e-5, output, mean, rstd)
    operands.verify("normalize")
    return unsafe (
      operands.read(output, rows * width), operands.read(mean, rows), operands.read(rstd, rows)
    )
  }

  func normalizeGradient(
    rows: Int, width: Int, input: [Float], mean: [Float], rstd: [Float], gain: [Float],
    isCentred: Bool, dOutput: [Float]
  ) -> (dInput: [Float], dGain: [Float], dBias: [Float]) {
    let operands = Operands(fence)
    let dInput = unsafe operands.output(rows * width)
    let dGain = unsafe operands.output(width)
    let dBias: Target? = isCentred ? unsafe operands.output(width) : nil
    unsafe table.normalizeGradient(
      rows, width, operands.input(input), operands.input(mean), operands.input(rstd),
      operands.input(gain), operands.input(dOutput), dInput, dGain, dBias)
    operands.verify("normalizeGradient")
    let shifts: [Float] =
      if let dBias = unsafe dBias { unsafe operands.read(dBias, width) } else { [] }
    return unsafe (operands.read(dInput, rows * width), operands.read(dGain, width), shifts)
  }
}
