/// How large an operation's main input and output are, over the whole batch.
public struct OperationSizes: Hashable, Sendable {
  /// √mean(x²) of the first input; `nil` where there is none.
  public var inputRMS: Double?
  /// √mean(y²) of the first output; `nil` where there is none.
  public var outputRMS: Double?
  /// ‖y‖/‖x‖ of first output and first input; `nil` where one is missing, the input is 0, or one is
  /// a parameter's and the other the batch's.
  public var amplification: Double?
  /// ‖y‖ over the norm of what the phase starts from; `nil` for parameters.
  ///
  /// That is the stream at the embedding in the forward part, ∂L/∂logits in the backward part. So this
  /// is the product of the amplifications along the path that leads here.
  public var product: Double?
}

/// The size of the stream, or of the gradient with respect to it, at a tap.
public struct TapSize: Hashable, Sendable {
  /// Where.
  public var tap: Tap
  /// √mean(x²) of the stream, or of ∂L/∂x; not multiplied by the number of tokens.
  public var rms: Double
  /// Norm over that of the embedding's stream, or of ∂L/∂logits: the product of all amplifications
  /// on the way.
  public var product: Double
}

extension Walk {
  /// The sizes of the present operation.
  ///
  /// `sequence` chooses the shard for parameters' gradients; else all shards count.
  ///
  /// - Complexity: O(inputs and outputs of the batch).
  public func sizes(sequence: Int = 0) -> OperationSizes {
    let input = operation.inputs.first
    let output = operation.outputs.first
    let read = input.map { squares(of: $0, sequence: sequence) }
    let written = output.map { squares(of: $0, sequence: sequence) }
    func rms(_ squares: (sum: Double, count: Int)?) -> Double? {
      squares.map { ($0.sum / Double($0.count)).squareRoot() }
    }
    var sizes = OperationSizes(inputRMS: rms(read), outputRMS: rms(written))
    if let read, let written, read.sum > 0, input?.isPerSequence == output?.isPerSequence {
      sizes.amplification = (written.sum / read.sum).squareRoot()
    }
    if let written, output?.isPerSequence == true, let origin = originSquare, origin > 0 {
      sizes.product = (written.sum / origin).squareRoot()
    }
    return sizes
  }

  /// The streams of the taps that the forward part has passed, embedding first.
  public var streamSizes: [TapSize] {
    taps(upTo: index) { if case .measureActivation(let tap, _) = $0 { tap } else { nil } }
      .map { size($0, .activationSquare, origin: embeddingSquare) }
  }

  /// ∂L/∂ the stream at the taps that the backward part has passed, `final` first.
  ///
  /// - Complexity: O(taps).
  public var gradientSizes: [TapSize] {
    taps(upTo: index) { if case .measureGradient(let tap, _) = $0 { tap } else { nil } }
      .map { size($0, .gradientSquare, origin: logitsGradientSquare) }
  }

  private func taps(upTo index: Int, _ tap: (Operation) -> Int?) -> [Int] {
    machine.program.sharded.prefix(operations[index].instructions.upperBound)
      .compactMap { tap($0.operation) }
  }

  private func size(
    _ tap: Int, _ field: Measurements.Field, origin: Double
  ) -> TapSize {
    let square = machine.measurements.sum(tap, field)
    let count = configuration.batch * configuration.sequence * configuration.width
    return TapSize(
      tap: Tap(index: tap, layers: configuration.layers),
      rms: (square / Double(count)).squareRoot(), product: (square / origin).squareRoot())
  }

  /// ‖·‖² of what the present phase starts from.
  private var originSquare: Double? {
    switch operation.phase {
    case .forward: embeddingSquare
    case .loss, .backward: logitsGradientSquare
    case .update: nil
    }
  }

  private var embeddingSquare: Double { machine.measurements.sum(0, .activationSquare) }

  private var logitsGradientSquare: Double {
    machine.shards.indices.reduce(0.0) { sum, shard in
      var sums = [0.0, 0.0]
      let slot = machine.slots.dLogits
      unsafe machine.kernels.moments(
        machine.count(slot, shard), machine.at(slot, shard), &sums)
      return sum + sums[0]
    }
  }
}
