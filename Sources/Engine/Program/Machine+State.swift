import KernelTable

/// A copy of all numbers that updates change; empty stands for the initial weights.
struct ParameterState: Sendable {
  /// All weights in layout order, padding included.
  var weights: [Float] = []
  /// Adam's first moments; empty under an optimizer without any.
  var firstMoments: [Float] = []
  /// Adam's second moments; empty under an optimizer without any.
  var secondMoments: [Float] = []
  /// Updates that each parameter has seen.
  var updateCounts: [Int] = []

  /// Whether it represents the initial weights.
  var isInitial: Bool { weights.isEmpty }
}

extension Machine {
  /// Bytes of the numbers that `save(into:)` copies.
  static func stateBytes(_ configuration: Configuration) -> Int {
    4 * ParameterLayout(configuration).count * (configuration.optimizer.hasMoments ? 3 : 1)
  }

  /// Overwrites a copy by the present weights, moments and counts, in the memory it has.
  func save(into state: inout ParameterState) {
    unsafe Self.copy(arena.allWeights, to: &state.weights)
    state.updateCounts.removeAll(keepingCapacity: true)
    state.updateCounts.append(contentsOf: updateCounts)
    guard configuration.optimizer.hasMoments else { return }
    unsafe Self.copy(arena.allFirstMoments, to: &state.firstMoments)
    unsafe Self.copy(arena.allSecondMoments, to: &state.secondMoments)
  }

  /// Puts saved numbers back.
  ///
  /// - Precondition: They were saved by a machine of the same shape and optimizer.
  func restore(_ state: ParameterState) {
    unsafe Self.copy(state.weights, to: arena.allWeights)
    updateCounts = state.updateCounts
    if configuration.optimizer.hasMoments {
      unsafe Self.copy(state.firstMoments, to: arena.allFirstMoments)
      unsafe Self.copy(state.secondMoments, to: arena.allSecondMoments)
    }
    for declaration in parameters.declarations { refreshTransposed(declaration) }
  }

  private static func copy(
    _ source: UnsafeMutableBufferPointer<Float>, to target: inout [Float]
  ) {
    guard target.count == source.count else {
      target = unsafe Array(source)
      return
    }
    unsafe target.withUnsafeMutableBufferPointer { buffer in
      _ = unsafe buffer.update(fromContentsOf: source)
    }
  }

  private static func copy(
    _ source: [Float], to target: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(source.count == target.count, "a state of another shape")
    _ = unsafe target.update(fromContentsOf: source)
  }
}

extension Machine {
  /// ‖θ′ − θ‖ / ‖θ‖ over all parameters θ of this machine and θ′ of another of the same shape.
  ///
  /// Squares are summed in Float over blocks of 256 and the blocks in Double, as in all statistics;
  /// 0 means that no weight differs.
  ///
  /// - Complexity: O(parameters), one pass over both.
  func distance(to other: Machine) -> Double {
    var difference = [0.0, 0.0]
    var norm = [0.0, 0.0]
    let own = unsafe arena.allWeights
    let others = unsafe other.arena.allWeights
    guard let a = own.baseAddress, let b = others.baseAddress else { return 0 }
    let tile = 2048
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: tile) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      for start in stride(from: 0, to: own.count, by: tile) {
        let count = min(tile, own.count - start)
        unsafe kernels.scaledAdd(count, -1, a + start, b + start, scratch)
        unsafe kernels.moments(count, scratch, &difference)
        unsafe kernels.moments(count, a + start, &norm)
      }
    }
    return difference[0] == 0 ? 0 : (difference[0] / norm[0]).squareRoot()
  }

  /// A 64-bit sum over the bits of all parameters, in layout order.
  var checksum: Checksum {
    var sum = Checksum()
    for declaration in parameters.declarations {
      let weights = unsafe arena.weights(declaration)
      for index in 0..<declaration.count { unsafe sum.add(weights[index].bitPattern) }
    }
    return sum
  }
}
