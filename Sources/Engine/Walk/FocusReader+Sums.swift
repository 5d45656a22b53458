extension FocusReader {
  func sum(_ result: inout Arithmetic, _ terms: ArithmeticForm.Terms) {
    switch terms {
    case .matrixRow:
      result.add(.start, values(2)[column])
      result.terms = zip(row(0, row), row(1, column)).map(Arithmetic.Term.init)
    case .matrixColumn:
      result.add(.start, operation.inputs.count > 2 ? values(2)[position] : 0)
      let weights = values(1)
      let width = operation.inputs[1].shape[1]
      result.terms = row(0, row).enumerated().map { out, gradient in
        Arithmetic.Term(first: gradient, second: weights[out * width + column])
      }
    case .shardTokens: weightGradient(&result)
    case .equalTokens: embedGradient(&result)
    case .shards:
      result.add(.start, values(0)[position])
      result.terms = operation.inputs.indices.dropFirst().map {
        Arithmetic.Term(first: 1, second: values($0)[position])
      }
    case .headFeatures(let other):
      let (width, size) = (walk.configuration.width, walk.configuration.headWidth)
      let slice = row / walk.configuration.sequence * size
      let (a, b) = (values(0), values(other))
      result.add(.start, 0.0)
      result.terms = (slice..<slice + size).map {
        Arithmetic.Term(first: a[token * width + $0], second: b[column * width + $0])
      }
    case .headTokens(let other):
      let (length, width) = (walk.configuration.sequence, walk.configuration.width)
      let (weights, b) = (values(0), values(other))
      let start = (column / walk.configuration.headWidth * length + token) * length
      result.add(.start, 0.0)
      result.terms = (0..<length).map {
        Arithmetic.Term(first: weights[start + $0], second: b[$0 * width + column])
      }
    }
  }

  private func weightGradient(_ result: inout Arithmetic) {
    let gradients = walk.shardValues(of: operation.inputs[0], sequence: sequence)
    let inputs = walk.shardValues(of: operation.inputs[1], sequence: sequence)
    let out = operation.inputs[0].shape.last ?? 1
    let width = operation.inputs[1].shape.last ?? 1
    result.add(.start, 0.0)
    result.terms = (0..<gradients.count / out).map {
      Arithmetic.Term(first: gradients[$0 * out + row], second: inputs[$0 * width + column])
    }
  }

  private func embedGradient(_ result: inout Arithmetic) {
    let machine = walk.machine
    let gradients = walk.shardValues(of: operation.inputs[0], sequence: sequence)
    let first = machine.shards[walk.shard(of: sequence)].first * walk.configuration.sequence
    let width = walk.configuration.width
    result.add(.start, 0.0)
    result.terms = (0..<gradients.count / width).compactMap {
      guard Int(machine.batch.tokens[first + $0]) == row else { return nil }
      return Arithmetic.Term(first: 1, second: gradients[$0 * width + column])
    }
  }
}
