import Foundation
import Testing

@testable import Engine

extension InstructionSet {
  /// What `RESIDUAL_TUI_ISA` asks of these tests.
  static let asked: String = {
    let name = ProcessInfo.processInfo.environment["RESIDUAL_TUI_ISA"] ?? ""
    return name.isEmpty ? "auto" : name
  }()

  /// The set that all tests of the engine run on: the best, or what `RESIDUAL_TUI_ISA` names.
  static let tested = available.first { $0.rawValue == asked } ?? best
}

/// Tests get the tested set without naming it; the engine itself has no default to forget.
extension Trainer {
  convenience init(
    _ configuration: Configuration, corpus: TextCorpus? = nil, threads: Int = 2
  ) throws(ConfigurationError) {
    try self.init(
      configuration, corpus: corpus, threads: threads, instructionSet: .tested)
  }
}

extension Evaluator {
  init(
    configuration: Configuration, parameters: [Tensor], tokens: [Int32], targets: [Int32]
  ) throws(ConfigurationError) {
    try self.init(
      configuration: configuration, parameters: parameters, tokens: tokens, targets: targets,
      threads: 2, instructionSet: .tested)
  }
}
