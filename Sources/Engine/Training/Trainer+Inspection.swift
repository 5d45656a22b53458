extension Trainer {
  /// Whose values the slots hold between two steps.
  struct LastStep: Hashable, Sendable {
    var step: Int
    var updates: Int
    var segment: Int
    var wiring: [Wiring]
  }

  /// Looks into the step that was trained last, as far as it is still there: without its gradients.
  ///
  /// - Returns: `nil` before the first step, after a rewiring or a reset, and for a sublayer or a
  ///   sequence that there is not.
  public func inspectLastStep(_ request: InspectionRequest) -> Inspection? {
    guard let lastStep, lastStep.updates == updates, lastStep.segment == segment,
      lastStep.wiring == wiring
    else { return nil }
    return inspect(request, gradient: nil, of: lastStep)
  }

  /// Executes the step up to its updates; answers the histogram of the gradient asked for.
  ///
  /// Instruction by instruction, because gradients of several sublayers share their slots: one is
  /// only there when it is measured.
  func passCountingGradient(_ request: InspectionRequest) -> Histogram {
    var histogram = Histogram()
    machine.pass { operation in
      guard case .measureGradient(request.sublayer.index + 1, let slot) = operation else { return }
      histogram = count(slot, times: machine.countedTokens)
    }
    return histogram
  }

  /// Reads what a step has left in the slots.
  func inspect(
    _ request: InspectionRequest, gradient: Histogram?, of last: LastStep
  ) -> Inspection? {
    guard (0..<configuration.sublayerCount).contains(request.sublayer.index),
      (0..<configuration.batch).contains(request.sequence)
    else { return nil }
    let length = configuration.sequence
    let first = request.sequence * length
    let tap = machine.program.taps[request.sublayer.index + 1]
    let inner = machine.slots.sublayers[request.sublayer.index]
    let attends = request.sublayer.kind == .attention
    return Inspection(
      request: request, step: last.step, segment: last.segment, wiring: last.wiring,
      tokens: machine.batch.tokens[first..<first + length].map { source.name(of: $0) },
      attention: attends
        ? machine.read(inner.attention.probabilities, sequence: request.sequence) : [],
      activation: count(tap, times: 1), gradient: gradient,
      likeness: TokenLikeness(
        machine.read(tap, sequence: request.sequence), width: configuration.width))
  }

  private func count(_ slot: Slot, times scale: Int) -> Histogram {
    var histogram = Histogram()
    for shard in machine.shards.indices {
      unsafe histogram.count(machine.values(slot, shard), times: scale)
    }
    return histogram
  }
}
