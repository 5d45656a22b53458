#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers inside an operation that computes several things at once; the arena does not hold them.
public struct WalkPart: Hashable, Sendable {
  /// What they are.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// x̂ = (x − mean)·rstd of a norm, `[tokens, features]`.
    case normalized
    /// h = dy·gain of a norm's gradient, `[tokens, features]`.
    case weighted
    /// h without its mean and its part along x̂, before rstd, `[tokens, features]`.
    case kept
    /// The softmax of the logits, `[tokens, classes]`.
    case probabilities
    /// The loss of each token, `[tokens]`; 0 where one does not count.
    case losses
  }

  /// What they are.
  public var kind: Kind
  /// Of one sequence.
  public var shape: [Int]
  /// Row by row.
  public var values: [Float]
}

extension Walk {
  /// What the present operation computes on its way, for one sequence; empty where its outputs are
  /// all there is.
  ///
  /// - Complexity: O(numbers of the sequence), in Double.
  public func parts(sequence: Int = 0) -> [WalkPart] {
    let inputs = operation.inputs
    func values(_ tensor: WalkTensor) -> [Float] { self.values(of: tensor, sequence: sequence) }
    switch operation.form {
    case .normalization:
      let rows = rows(
        values(inputs[0]), mean: values(operation.outputs[1]), rstd: values(operation.outputs[2]))
      return [part(.normalized, rows.flatMap(\.self), inputs[0].shape)]
    case .normalizationGradient:
      let rows = rows(values(inputs[1]), mean: values(inputs[2]), rstd: values(inputs[3]))
      return gradientParts(rows, values(inputs[0]), gain: values(inputs[4]))
    case .crossEntropy: return lossParts(values(inputs[0]), sequence)
    case .lookup, .scaledSum, .product, .activation, .softmax, .softmaxGradient, .sum, .clipping,
      .update:
      return []
    }
  }

  /// x̂ of every token.
  private func rows(_ x: [Float], mean: [Float], rstd: [Float]) -> [[Double]] {
    let width = configuration.width
    return mean.indices.map { row in
      x[row * width..<(row + 1) * width].map {
        (Double($0) - Double(mean[row])) * Double(rstd[row])
      }
    }
  }

  private func gradientParts(
    _ rows: [[Double]], _ dOutput: [Float], gain: [Float]
  ) -> [WalkPart] {
    let width = configuration.width
    var weighted: [Double] = []
    var kept: [Double] = []
    for (row, normalized) in rows.enumerated() {
      let h = (0..<width).map { Double(dOutput[row * width + $0]) * Double(gain[$0]) }
      let mean = configuration.normKind == .layer ? h.reduce(0, +) / Double(width) : 0
      let projection = zip(h, normalized).reduce(0) { $0 + $1.0 * $1.1 } / Double(width)
      weighted += h
      kept += zip(h, normalized).map { $0 - mean - $1 * projection }
    }
    let shape = operation.outputs[0].shape
    return [
      part(.normalized, rows.flatMap(\.self), shape), part(.weighted, weighted, shape),
      part(.kept, kept, shape),
    ]
  }

  private func lossParts(_ logits: [Float], _ sequence: Int) -> [WalkPart] {
    let shape = operation.inputs[0].shape
    let classes = shape[1]
    var probabilities: [Double] = []
    var losses: [Double] = []
    for row in 0..<shape[0] {
      let numbers = logits[row * classes..<(row + 1) * classes].map(Double.init)
      let largest = numbers.max() ?? 0
      let exponentials = numbers.map { exp($0 - largest) }
      let sum = exponentials.reduce(0, +)
      probabilities += exponentials.map { $0 / sum }
      let target = Int(machine.batch.targets[sequence * shape[0] + row])
      losses.append(target < 0 ? 0 : log(sum) - (numbers[target] - largest))
    }
    return [part(.probabilities, probabilities, shape), part(.losses, losses, [shape[0]])]
  }

  private func part(_ kind: WalkPart.Kind, _ values: [Double], _ shape: [Int]) -> WalkPart {
    WalkPart(kind: kind, shape: shape, values: values.map(Float.init))
  }
}
