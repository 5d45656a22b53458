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

  @Option(
    help: ArgumentHelp(
      "Record the session to a new file, as asciicast v2, with a mark at every key.",
      valueName: "file.cast"), completion: .file(extensions: ["cast"]))
  var record: String?

  /// Opens log and recording and checks that the run can be written.
  func apply(to options: inout LaboratoryOptions) throws(Failure) {
    if let saveRun {
      _ = try FileOutput(saveRun, for: "--save-run", sparing: options.source.inputs)
      options.savedRun = saveRun
    }
    if let log { try options.log.begin(log, for: "--log") }
    guard let record else { return }
    guard !options.screen.isAccessible else {
      throw .usage("--record: expected a screen to record, found --accessible")
    }
    let size = Output(.standard).size ?? (80, 24)
    options.recorder = try CastRecorder(
      record, columns: size.columns, rows: size.rows, term: System.variable("TERM") ?? "",
      now: { .now })
  }
}
