extension Machine {
  /// Copies a parameter's weights.
  func read(_ declaration: ParameterDeclaration) -> [Float] {
    unsafe Array(
      UnsafeBufferPointer(start: arena.weights(declaration), count: declaration.count))
  }

  /// Replaces a parameter's weights, transposed copy included.
  func write(_ values: [Float], to declaration: ParameterDeclaration) {
    let weights = unsafe arena.weights(declaration)
    for (index, value) in values.enumerated() { unsafe weights[index] = value }
    refreshTransposed(declaration)
  }

  /// The gradient of a parameter, summed over the shards; after the reductions only.
  func readGradient(_ declaration: ParameterDeclaration) -> [Float] {
    unsafe Array(
      UnsafeBufferPointer(start: arena.gradient(declaration, shard: 0), count: declaration.count))
  }

  /// A slot of all shards, sequences in batch order.
  func read(_ slot: Slot) -> [Float] {
    shards.indices.flatMap { shard in unsafe Array(values(slot, shard)) }
  }

  /// A slot's rows of one sequence of the batch.
  func read(_ slot: Slot, sequence: Int) -> [Float] {
    for (index, shard) in shards.enumerated() {
      let place = sequence - shard.first
      guard (0..<shard.sequences).contains(place) else { continue }
      let count = slots[slot].rowsPerSequence * slots[slot].columns
      return unsafe Array(values(slot, index)[place * count..<(place + 1) * count])
    }
    return []
  }

  /// A slot's floats in a shard, to be read.
  func values(_ slot: Slot, _ shard: Int) -> UnsafeBufferPointer<Float> {
    unsafe UnsafeBufferPointer(start: at(slot, shard), count: count(slot, shard))
  }
}

extension ParameterLayout {
  /// Checks stored tensors against the layout.
  ///
  /// - Returns: The values by name; names that the layout lacks are refused, parameters that the
  ///   program does not read may be missing.
  func matching(
    _ tensors: [Tensor], readBy program: Program
  ) throws(ConfigurationError) -> [String: [Float]] {
    var places: [String: ParameterDeclaration] = [:]
    for declaration in declarations { places[declaration.name] = declaration }
    var values: [String: [Float]] = [:]
    for tensor in tensors where !tensor.name.hasPrefix(SafeTensors.optimizerPrefix) {
      guard let declaration = places[tensor.name] else {
        throw .tensor(tensor.name, .unknown)
      }
      guard tensor.shape == declaration.shape, case .float(let floats) = tensor.values else {
        throw .tensor(
          declaration.name,
          .shape(tensor.shape, type: tensor.values.typeName, expected: declaration.shape))
      }
      if let index = floats.firstIndex(where: { !$0.isFinite }) {
        throw .tensor(
          declaration.name,
          .nonFinite(tensor, at: index, floats[index]))
      }
      values[tensor.name] = floats
    }
    for parameter in program.parameters where values[self[parameter].name] == nil {
      throw .tensor(self[parameter].name, .missing)
    }
    return values
  }
}

extension ConfigurationError.TensorFault {
  /// A number that must not be there, by its index.
  static func nonFinite(_ tensor: Tensor, at index: Int, _ value: Float) -> Self {
    .number(value.isNaN ? "NaN" : "\(value)", at: tensor.position(of: index))
  }
}

extension Tensor {
  /// `[3, 5]`: where the element of an index stands, row by row.
  func position(of index: Int) -> [Int] {
    var (rest, position) = (index, [Int]())
    for size in shape.reversed() {
      position.append(rest % size)
      rest /= size
    }
    return position.reversed()
  }
}

extension Tensor.Values {
  /// The safetensors name of the element type.
  var typeName: String {
    switch self {
    case .float: "F32"
    case .integer: "I64"
    }
  }
}
