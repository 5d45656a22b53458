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

  /// The flags that are given.
  var given: [String] {
    [("--log", log), ("--save-run", saveRun), ("--record", record)].filter { $1 != nil }.map(\.0)
  }

  /// Opens log and recording and checks that the run can be written: three files, or none.
  func apply(to options: inout LaboratoryOptions) throws(Failure) {
    guard record == nil || !options.screen.isAccessible else {
      throw .usage("--record: expected a screen to record, found --accessible")
    }
    if let log { try options.log.begin(log, for: "--log") }
    do throws(Failure) {
      options.recorder = try recorder()
      try checkSavedRun(options.source)
      options.savedRun = saveRun
    } catch {
      _ = options.log.finish()
      _ = options.recorder?.finish()
      throw error
    }
  }

  private func recorder() throws(Failure) -> CastRecorder? {
    guard let record else { return nil }
    try logFile?.refuse(record, for: "--record")
    let size = Output(.standard).size ?? (80, 24)
    return try CastRecorder(
      record, columns: size.columns, rows: size.rows, term: System.variable("TERM") ?? "",
      now: { .now })
  }

  private func checkSavedRun(_ source: ModelSource) throws(Failure) {
    guard let saveRun else { return }
    // A run has no weights: where it starts from stored ones, it is nothing without them.
    let weights = source.weights.map { FileOutput.Neighbor(flag: "--weights", path: $0) }
    let recording = record.map {
      FileOutput.Neighbor(flag: "--record", path: $0, isWritten: true)
    }
    _ = try FileOutput(
      saveRun, for: "--save-run",
      sparing: source.inputs + [weights, logFile, recording].compactMap(\.self))
  }

  /// Once it is open.
  private var logFile: FileOutput.Neighbor? {
    log.map { FileOutput.Neighbor(flag: "--log", path: $0, isWritten: true) }
  }
}
