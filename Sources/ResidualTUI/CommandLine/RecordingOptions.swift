import ArgumentParser
import Engine

/// The flags that say what of a watched run is written.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write every step of every lane to a new file while you watch, as train --json prints it.",
      valueName: "file"), completion: .file())
  var log: String?

  @Option(
    help: ArgumentHelp(
      "Write the run at quit: configuration and journal of all lanes, for replay.",
      valueName: "file"), completion: .file())
  var saveRun: String?

  /// Opens the log and checks that the run can be written.
  func apply(to options: inout LaboratoryOptions) throws(Failure) {
    if let saveRun {
      _ = try FileOutput(saveRun, for: "--save-run", sparing: options.source.inputs)
      options.savedRun = saveRun
    }
    if let log { try options.log.begin(log, for: "--log") }
  }
}
