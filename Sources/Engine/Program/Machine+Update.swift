import KernelTable

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the update may do.
struct Judgement {
  /// L2 norm over all gradients of the program, before clipping.
  var gradientNorm = 0.0
  /// Factor of every gradient: below 1 where the norm is clipped.
  var gradientScale: Float = 1
  /// Whether every weight and every moment stays finite.
  var isSound = true
}

extension Machine {
  /// g = Σ over shards, in index order, into shard 0's place; and how large g and w are.
  func reduce(_ operation: Operation) {
    guard case .reduceGradient(let parameter) = operation else { return }
    let declaration = parameters[parameter]
    let sum = unsafe arena.gradient(declaration, shard: 0)
    for shard in shards.indices.dropFirst() {
      unsafe kernels.scaledAdd(
        declaration.count, 1, arena.gradient(declaration, shard: shard), sum, sum)
    }
    unsafe kernels.moments(declaration.count, sum, measurements.gradientMoments(of: parameter))
    unsafe kernels.moments(
      declaration.count, arena.weights(declaration), measurements.weightMoments(of: parameter))
  }

  /// The clipping factor (as torch's `clip_grad_norm_`) and whether the update is sound.
  func judge() {
    var square = 0.0
    for parameter in program.parameters { square += measurements.gradientSquare(of: parameter) }
    judgement.gradientNorm = square.squareRoot()
    if settings.clip > 0 {
      let scale = Double(settings.clip) / (judgement.gradientNorm + 1e-6)
      judgement.gradientScale = Float(min(scale, 1))
    }
    judgement.isSound = square.isFinite && program.parameters.allSatisfy(staysFinite)
    guard judgement.isSound else { return }
    for parameter in program.parameters { updateCounts[parameter.index] += 1 }
  }

  /// Whether updating this parameter writes finite numbers only, moments included: a second moment
  /// that overflowed would freeze its weight for good without a word.
  ///
  /// Far from Float's range a bound settles it; near it, the update is tried on a copy.
  func staysFinite(_ parameter: Parameter) -> Bool {
    let declaration = parameters[parameter]
    let isTame = settings.rate < 1e9 && settings.rate * settings.decay < 1e9
    if isTame && measurements.largestWeight(of: parameter) < 1e18
      && measurements.largestGradient(of: parameter) < 1e18
    {
      return true
    }
    return unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * declaration.count) {
      buffer in
      guard let copy = buffer.baseAddress else { return true }
      var sums = [0.0, 0.0]
      let count = declaration.count
      unsafe copy.update(from: arena.weights(declaration), count: count)
      unsafe (copy + count).update(from: arena.firstMoment(declaration), count: count)
      unsafe (copy + 2 * count).update(from: arena.secondMoment(declaration), count: count)
      unsafe apply(
        parameter, number: updateCounts[parameter.index] + 1, weights: copy, first: copy + count,
        second: copy + 2 * count, &sums)
      var moments = [0.0, 0.0]
      unsafe kernels.moments(3 * count, copy, &moments)
      return moments[1].isFinite
    }
  }

  func update(_ operation: Operation) {
    guard case .update(let parameter) = operation, judgement.isSound else { return }
    let declaration = parameters[parameter]
    unsafe apply(
      parameter, number: updateCounts[parameter.index], weights: arena.weights(declaration),
      first: arena.firstMoment(declaration), second: arena.secondMoment(declaration),
      measurements.updateSums(of: parameter))
    refreshTransposed(declaration)
  }

  /// Applies update `number` of a parameter, counted from 1, to given weights and moments.
  private func apply(
    _ parameter: Parameter, number: Int, weights: UnsafeMutablePointer<Float>,
    first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>,
    _ sums: UnsafeMutablePointer<Double>
  ) {
    let declaration = parameters[parameter]
    let gradient = unsafe arena.gradient(declaration, shard: 0)
    let constants = updateConstants(number: number)
    switch settings.optimizer {
    case .sgd:
      unsafe kernels.sgd(
        declaration.count, weights, gradient, judgement.gradientScale, constants.decayFactor,
        settings.rate, sums)
    case .adamw:
      unsafe kernels.adamW(
        declaration.count, weights, gradient, first, second, judgement.gradientScale,
        constants.decayFactor, constants.stepSize, constants.rootScale, sums)
    }
  }

  /// What an update multiplies by: 1 − rate·decay, and AdamW's rate/(1 − β₁ⁿ) and 1/√(1 − β₂ⁿ).
  func updateConstants(
    number: Int
  ) -> (decayFactor: Float, stepSize: Float, rootScale: Float) {
    let rate = Double(settings.rate)
    let decayFactor = Float(1 - rate * Double(settings.decay))
    guard settings.optimizer == .adamw else { return (decayFactor, settings.rate, 1) }
    let firstCorrection = 1 - pow(0.9, Double(number))
    let secondCorrection = 1 - pow(0.999, Double(number))
    return (
      decayFactor, Float(rate / firstCorrection), Float(1 / secondCorrection.squareRoot())
    )
  }

  /// Refreshes a matrix's transposed copy from its weights.
  func refreshTransposed(_ declaration: ParameterDeclaration) {
    guard declaration.transposedOffset != nil else { return }
    let rows = declaration.shape[0]
    let columns = declaration.shape[1]
    unsafe kernels.transpose(
      rows, columns, arena.weights(declaration), columns, arena.transposed(declaration), rows)
  }

  /// Forgets moments and update counts.
  func clearOptimizer() {
    arena.clearMoments()
    for index in updateCounts.indices { updateCounts[index] = 0 }
  }
}

/// How one step updates.
struct UpdateSettings: Hashable, Sendable {
  var optimizer = OptimizerKind.adamw
  /// The learning rate, warm-up included.
  var rate: Float = 1e-3
  /// Decoupled weight decay.
  var decay: Float = 0.01
  /// Largest gradient norm; 0 for no clipping.
  var clip: Float = 0
}
