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
}
