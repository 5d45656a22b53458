/// What a person can ask of a running trainer; read between steps.
public enum TrainerCommand: Hashable, Sendable {
  /// Compiles another program over the same parameters, one wiring per sublayer.
  case rewire([Wiring])
  /// Back to the same initial weights: moments, counts, step and data start again.
  case reset
  /// Length of the warm-up in steps; 0 for none.
  case warmup(Int)
  /// The learning rate after warm-up.
  case learningRate(Float)
  /// The decoupled weight decay.
  case weightDecay(Float)
  /// The largest global gradient norm; 0 for no clipping.
  case clip(Float)
}

extension Configuration {
  /// The learning rate of update n: lr · min(1, (n + 1)/W), W steps of warm-up.
  func learningRate(at step: Int) -> Float {
    guard step + 1 < warmup else { return peakLearningRate }
    return peakLearningRate * Float(step + 1) / Float(warmup)
  }

  /// The configuration that a trainer has after a command, as far as it can be told: for
  /// wirings of the right length.
  func after(_ command: TrainerCommand) -> Configuration {
    var result = self
    switch command {
    case .rewire(let wiring): result = rewired(to: wiring)
    case .reset: break
    case .warmup(let steps): result.warmup = max(steps, 0)
    case .learningRate(let rate): result.learningRate = rate
    case .weightDecay(let decay): result.weightDecay = decay
    case .clip(let norm): result.clip = norm
    }
    return result
  }

  /// What tells a trainer the number that a configuration changes and that can change in place.
  package func command(to next: Configuration) -> TrainerCommand? {
    if next.warmup != warmup { return .warmup(next.warmup) }
    if next.peakLearningRate != peakLearningRate { return .learningRate(next.peakLearningRate) }
    if next.decay != decay { return .weightDecay(next.decay) }
    if next.clip != clip { return .clip(next.clip) }
    return nil
  }

  /// Refuses a command that no trainer of this configuration can carry out.
  func check(_ command: TrainerCommand) throws(ConfigurationError) {
    var result = after(command)
    switch command {
    case .rewire(let wiring) where wiring.count != sublayerCount:
      throw .sublayers(wiring.count, expected: sublayerCount)
    case .warmup(let steps): result.warmup = steps
    default: break
    }
    _ = try result.validated()
  }
}
