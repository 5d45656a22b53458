/// Reads the operands of one number at the walk's present operation.
struct FocusReader {
  let walk: Walk
  let operation: WalkOperation
  let sequence: Int
  let token: Int
  private let focus: WalkFocus
  let output: [Float]
  /// The number's row and column in the first output, the heads of attention one after the other.
  let row: Int
  let column: Int

  init(_ walk: Walk, _ focus: WalkFocus) {
    self.walk = walk
    self.focus = focus
    operation = walk.operation
    let configuration = walk.configuration
    sequence = Self.clamped(focus.sequence, configuration.batch)
    token = Self.clamped(focus.token, configuration.sequence)
    guard let tensor = operation.outputs.first else {
      (output, row, column) = ([], 0, 0)
      return
    }
    output = walk.values(of: tensor, sequence: sequence)
    let shape = tensor.shape
    if !tensor.isPerSequence {
      let isToken = operation.form == .sum(.equalTokens)
      let rows = shape.count > 1 ? shape[0] : 1
      let columns = shape.last ?? 1
      let asked = shape.count > 1 && !isToken ? focus.column : focus.feature
      row =
        isToken
        ? Int(walk.machine.batch.tokens[sequence * configuration.sequence + token])
        : shape.count > 1 ? Self.clamped(focus.feature, rows) : 0
      column = Self.clamped(asked, columns)
    } else if operation.isOverAttention {
      let head = Self.clamped(focus.feature, configuration.width) / configuration.headWidth
      row = head * configuration.sequence + token
      column = Self.clamped(focus.column, configuration.sequence)
    } else {
      row = token
      column = Self.clamped(focus.feature, shape.last ?? 1)
    }
  }

  private static func clamped(_ index: Int, _ count: Int) -> Int { min(max(index, 0), count - 1) }

  var columns: Int { operation.outputs.first?.shape.last ?? 1 }

  /// Of the result in the first output.
  var position: Int { row * columns + column }

  var result: Float { output.isEmpty ? 0 : output[position] }

  /// All numbers of an input.
  func values(_ input: Int) -> [Float] {
    walk.values(of: operation.inputs[input], sequence: sequence)
  }

  /// One row of an input.
  func row(_ input: Int, _ row: Int) -> [Float] {
    let width = operation.inputs[input].shape.last ?? 1
    return Array(values(input)[row * width..<(row + 1) * width])
  }
}

extension WalkOperation {
  /// Whether its first output holds attention weights, or their gradient.
  var isOverAttention: Bool {
    let quantity = outputs.first?.role?.quantity
    return quantity == .scores || quantity == .probabilities
  }
}

// MARK: - One number from a few

extension FocusReader {
  func lookup(_ result: inout Arithmetic) {
    let id = Int(walk.machine.batch.tokens[sequence * walk.configuration.sequence + token])
    result.add(.scale, 1.0)
    result.add(.input, row(0, id)[column])
    result.add(.other, row(1, token)[column])
  }

  func pointwise(_ result: inout Arithmetic, other: Int?) {
    if let scale = operation.scale { result.add(.scale, scale) }
    result.add(.input, values(0)[position])
    guard let other else { return }
    let numbers = values(other)
    result.add(.other, numbers.count == 1 ? numbers[0] : numbers[position])
  }

  func normalize(_ result: inout Arithmetic) {
    let x = row(0, row)
    let mean = walk.values(of: operation.outputs[1], sequence: sequence)[row]
    let rstd = walk.values(of: operation.outputs[2], sequence: sequence)[row]
    let square = x.reduce(0.0) { $0 + (Double($1) - Double(mean)) * (Double($1) - Double(mean)) }
    result.add(.input, x[column])
    result.add(.mean, mean)
    result.add(.variance, square / Double(x.count))
    result.add(.epsilon, Machine.epsilon)
    result.add(.rstd, rstd)
    result.add(.normalized, (x[column] - mean) * rstd)
    result.add(.gain, values(1)[column])
    if operation.inputs.count > 2 { result.add(.bias, values(2)[column]) }
  }

  func update(_ result: inout Arithmetic) {
    guard let parameter = operation.parameters.first else { return }
    let machine = walk.machine
    let settings = machine.settings
    let number = machine.updateCounts[parameter.index]
    let constants = machine.updateConstants(number: number)
    result.add(.start, values(0)[position])
    guard machine.judgement.isSound else { return }
    result.add(.input, values(1)[position])
    result.add(.gradientScale, machine.judgement.gradientScale)
    result.add(.decayFactor, constants.decayFactor)
    result.add(.rate, settings.rate)
    guard settings.optimizer == .adamw else { return }
    result.add(.updateNumber, Double(number))
    result.add(.stepSize, constants.stepSize)
    result.add(.rootScale, constants.rootScale)
    result.add(.firstMoment, values(2)[position])
    result.add(.secondMoment, values(3)[position])
    for (symbol, output) in [(Arithmetic.Symbol.newFirstMoment, 1), (.newSecondMoment, 2)] {
      result.add(symbol, walk.values(of: operation.outputs[output])[position])
    }
  }
}
