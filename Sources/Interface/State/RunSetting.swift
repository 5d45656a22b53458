package import Engine

/// What a flag of the training says besides the model, changed while the program runs.
package enum RunSetting: Hashable, Sendable {
  /// Worker threads; `nil` is one for each processor.
  case threads(Int?)
  /// Bytes that the snapshots for going back may take.
  case historyBytes(Int)
  /// The file that every step is written to; `nil` ends that.
  case log(path: String?)
}

/// What a flag of the screen says besides the look, changed while the program runs.
package enum ScreenSetting: Hashable, Sendable {
  /// The most frames drawn in a second.
  case framesPerSecond(Int)
  /// Whether what nobody asked for is drawn twice a second at most.
  case reducesMotion(Bool)
  case color(ColorChoice)
  /// The colours to use; `nil` is what the terminal has.
  case colorDepth(ColorDepth?)
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
