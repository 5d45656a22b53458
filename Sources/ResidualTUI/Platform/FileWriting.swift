import Engine
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension FileRequest {
  /// Writes the file, whole or not at all; `weights` and `run` are asked only when it is about them.
  ///
  /// The path is taken literally: nothing in it is evaluated.
  func answer(
    sparing inputs: [FileOutput.Neighbor], weights: () -> SafeTensors, run: () -> RunFile
  ) -> EffectResult {
    do throws(Failure) {
      let isThere = unsafe access(path, F_OK) == 0
      let file = try FileOutput(path, for: command, sparing: inputs)
      guard replaces || !isThere else { return .exists(path: path, command: command) }
      try write(file, weights, run)
      return .written(path: path)
    } catch { return .failed(error.message) }
  }

  private func write(
    _ file: FileOutput, _ weights: () -> SafeTensors, _ run: () -> RunFile
  ) throws(Failure) {
    try file.write { (sink) throws(Failure) in
      switch content {
      case .weights: try weights().write(sink)
      case .text(let text): try sink(Array(text.utf8)[...])
      case .summary(let summary): try sink(Array((summary.json(run()) + "\n").utf8)[...])
      case .run: try sink(Array(run().text.utf8)[...])
      }
    }
  }
}
