package import Engine

/// What a flag says besides model, training and look, changed while the program runs.
package enum RunSetting: Hashable, Sendable {
  /// The most frames drawn in a second.
  case framesPerSecond(Int)
  /// Whether what nobody asked for is drawn twice a second at most.
  case reducesMotion(Bool)
  case color(ColorChoice)
  /// The colours to use; `nil` is what the terminal has.
  case colorDepth(ColorDepth?)
  /// Worker threads; `nil` is one for each processor.
  case threads(Int?)
  /// Bytes that the snapshots for going back may take.
  case historyBytes(Int)
  /// The file that every step is written to; `nil` ends that.
  case log(path: String?)

  /// Whether there must be a screen that it is about.
  package var concernsScreen: Bool {
    switch self {
    case .framesPerSecond, .reducesMotion, .color, .colorDepth: true
    case .threads, .historyBytes, .log: false
    }
  }
}

/// What models stand on besides their configuration, if it is to be another: then they start again.
package enum GroundChange: Hashable, Sendable {
  /// Other kernels, and with them other bits.
  case instructionSet(InstructionSet)
  /// The weights of a safetensors file at the start; `nil` draws them.
  case weights(path: String?)
  /// Drawn weights, whatever was stored; always another start.
  case nothingStored
}
