import Engine
import Interface

/// What the `run` command asks for.
struct LaboratoryOptions: Sendable {
  /// What the screen shows until the trainer says otherwise.
  var configuration: Configuration
  /// Builds the model, on the training thread, while the screen is already open.
  ///
  /// What that throws is shown after the terminal is restored, and the exit code is 1.
  var source: ModelSource
  /// What the flags of the screen say.
  var screen = ScreenOptions.Settings()
  /// What the keys mean.
  var keys = ChosenKeys()
  /// `--log`: where every step is written.
  var log: TelemetryLog?
  /// Where the keys come from: the controlling terminal when the text comes from standard input.
  var keyboard = Keyboard.standardInput
  /// What to print on the normal screen at the end: the `--config` line and the last verdict.
  var farewell: @Sendable (Configuration, Verdict?) -> String? = { _, _ in nil }
}

/// Opens the screen, trains until somebody quits, restores the terminal; answers the exit code:
/// 0, 1 after a failure, 2 without a usable terminal, 128 and the signal's number after a signal.
///
/// A log that could not be written is told last; it makes a failure of what else was none.
@MainActor func runLaboratory(_ options: LaboratoryOptions) -> Int32 {
  let code = codeOfLaboratory(options)
  guard let fault = options.log?.finish() else { return code }
  Output.complain(fault)
  return code == 0 ? 1 : code
}

@MainActor private func codeOfLaboratory(_ options: LaboratoryOptions) -> Int32 {
  do {
    let (ending, farewell) = try runOnScreen(options)
    if let farewell { print(farewell) }
    switch ending {
    case .quit: return 0
    case .signal(let number): return 128 + number
    case .failure(let reason):
      Output.complain(reason)
      return 1
    }
  } catch {
    Output.complain("\(error)")
    return 2
  }
}

/// The screen is open inside this call only.
@MainActor private func runOnScreen(
  _ options: LaboratoryOptions
) throws(TerminalError) -> (Ending, farewell: String?) {
  let wakePipe = try WakePipe()
  let session = try TerminalSession(
    colors: options.screen.color, depth: options.screen.colorDepth, keys: options.keyboard,
    mouse: options.screen.mouse, wakePipe: wakePipe)
  let mailbox = Mailbox(isRunning: false, pace: options.screen.pace, wakePipe: wakePipe)
  let scene = LaboratoryScene(
    options, isUTF8: session.abilities.isUTF8, depth: session.abilities.depth)
  try TrainingThread(
    mailbox: mailbox, log: options.log, niceness: 0, source: options.source)
  var loop = EventLoop(
    scene: scene, session: session, mailbox: mailbox, wakePipe: wakePipe,
    framesPerSecond: options.screen.framesPerSecond)
  let ending = loop.run()
  mailbox.pause()
  // Who quits right behind a :save wants the file.
  if ending == .quit { mailbox.waitForFiles() }
  mailbox.post(.stop)
  Leftover.remove()
  return (ending, options.farewell(loop.scene.state.configuration, loop.scene.state.verdict))
}
