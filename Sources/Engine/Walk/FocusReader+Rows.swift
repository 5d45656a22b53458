#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FocusReader {
  func softmax(_ result: inout Arithmetic) {
    let scores = row(0, row)
    let largest = scores.max() ?? 0
    result.add(.scale, operation.scale ?? 1)
    result.add(.input, scores[column])
    result.add(.largest, largest)
    let scale = Double(operation.scale ?? 1)
    result.add(.sum, scores.reduce(0.0) { $0 + exp((Double($1) - Double(largest)) * scale) })
    let start = row * columns
    result.terms = scores.indices.map {
      Arithmetic.Term(first: scores[$0], second: output[start + $0])
    }
  }

  func crossEntropy(_ result: inout Arithmetic) {
    let logits = row(0, row)
    let largest = Double(logits.max() ?? 0)
    let sum = logits.reduce(0.0) { $0 + exp(Double($1) - largest) }
    let target = walk.machine.batch.targets[sequence * walk.configuration.sequence + token]
    let isCounted = target >= 0
    result.add(.input, logits[column])
    result.add(.largest, largest)
    result.add(.sum, sum)
    result.add(.probability, exp(Double(logits[column]) - largest) / sum)
    result.add(.target, Int(target) == column ? 1.0 : 0)
    result.add(.weight, isCounted ? 1 / Float(walk.machine.countedTokens) : 0)
    result.add(.loss, isCounted ? log(sum) - (Double(logits[Int(target)]) - largest) : 0)
    result.terms = logits.map {
      Arithmetic.Term(first: $0, second: Float(exp(Double($0) - largest) / sum))
    }
  }

  func normalizeGradient(_ result: inout Arithmetic) {
    let dOutput = row(0, row)
    let x = row(1, row)
    let mean = values(2)[row]
    let rstd = values(3)[row]
    let gain = values(4)
    result.terms = x.indices.map {
      Arithmetic.Term(first: dOutput[$0] * gain[$0], second: (x[$0] - mean) * rstd)
    }
    let width = Double(x.count)
    let isCentred = walk.configuration.normKind == .layer
    result.add(.input, dOutput[column])
    result.add(.gain, gain[column])
    result.add(.weighted, result.terms[column].first)
    result.add(.normalized, result.terms[column].second)
    result.add(
      .weightedMean,
      isCentred ? result.terms.reduce(0.0) { $0 + Double($1.first) } / width : 0)
    result.add(
      .projection,
      result.terms.reduce(0.0) { $0 + Double($1.first) * Double($1.second) } / width)
    result.add(.rstd, rstd)
  }

  func softmaxGradient(_ result: inout Arithmetic) {
    let dOutput = row(0, row)
    let probabilities = row(1, row)
    result.terms = zip(probabilities, dOutput).map(Arithmetic.Term.init)
    result.add(.scale, operation.scale ?? 1)
    result.add(.probability, probabilities[column])
    result.add(.input, dOutput[column])
    result.add(
      .weightedMean, result.terms.reduce(0.0) { $0 + Double($1.first) * Double($1.second) })
  }
}
