import Engine

@testable import Interface

extension Effect {
  /// A command for the first lane.
  static func trainer(_ command: TrainerCommand) -> Effect {
    .training(.command(.lane(1, command)))
  }
}
