import Engine
import Interface

/// What `run`, `replay` and `demo` ask for.
struct LaboratoryOptions: Sendable {
  /// Builds the model, on the training thread, while the screen is already open.
  ///
  /// What that throws is shown after the terminal is restored, and the exit code is 1.
  var source: ModelSource
  var screen = ProgramSettings()
  /// The theme where none is asked for and the terminal does not tell its background.
  var standardTheme = Theme.dark
  /// What the keys mean.
  var keys = ChosenKeys()
  /// The lessons done so far.
  var lessons: [String: Bool] = [:]
  /// The lesson to begin with.
  var lesson: Lesson?
  /// What plays itself first.
  var demo: Demo?
  /// `--log` and `:log`: where every step is written.
  let log = TelemetryLog()
  /// `--record`: where all that the terminal gets is written.
  var recorder: CastRecorder?
  /// `--save-run`: where the run is written at the end.
  var savedRun: String?
  /// Where the keys come from: the controlling terminal when the text comes from standard input.
  var keyboard = Keyboard.standardInput
  /// What to print on the normal screen at the end: the `--config` line and the last verdict.
  var farewell: @Sendable (Configuration, Verdict?) -> String? = { _, _ in nil }
}

/// Opens the screen, trains until somebody quits, restores the terminal; answers the exit code:
/// 0, 1 after a failure, 2 without a usable terminal, 128 and the signal's number after a signal.
///
/// A log or a recording that could not be written is told last; it turns exit code 0 into 1.
@MainActor func runLaboratory(_ options: LaboratoryOptions) -> Int32 {
  let code = codeOfLaboratory(options)
  let faults = [options.log.finish(), options.recorder?.finish()].compactMap(\.self)
  faults.forEach(Output.printError)
  return code == 0 && !faults.isEmpty ? 1 : code
}

@MainActor private func codeOfLaboratory(_ options: LaboratoryOptions) -> Int32 {
  do {
    let isSpoken = options.screen.isAccessible
    let (ending, farewell, faults) = try isSpoken ? runInSentences(options) : runOnScreen(options)
    if let farewell { print(farewell) }
    if let path = options.savedRun, faults.isEmpty {
      print("residual-tui replay \(Printable.escaped(ShellWord.quoted(path)))")
    }
    for fault in faults { Output.printError(fault) }
    switch ending {
    case .quit: return faults.isEmpty ? 0 : 1
    case .signal(let number): return 128 + number
    case .failure(let reason):
      Output.printError(reason)
      return 1
    }
  } catch let failure as Failure {
    if failure.code != .closedPipe { Output.printError(failure.message) }
    return failure.code.rawValue
  } catch {
    Output.printError("\(error)")
    return 2
  }
}

/// The screen is open inside this call only.
@MainActor private func runOnScreen(
  _ options: LaboratoryOptions
) throws(TerminalError) -> (Ending, farewell: String?, faults: [String]) {
  var loop = try EventLoop(options)
  loop.run()
  return loop.driver.finish(options)
}

@MainActor private func runInSentences(
  _ options: LaboratoryOptions
) throws -> (Ending, farewell: String?, faults: [String]) {
  var laboratory = try AccessibleLaboratory(options)
  try laboratory.run()
  return laboratory.driver.finish(options)
}
