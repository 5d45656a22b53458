import CNcurses
import CTermGuard
import Interface

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where the keys come from.
enum Keyboard: Hashable, Sendable {
  case standardInput
  /// `/dev/tty`, for when standard input is the training text.
  case controllingTerminal
}

/// What the terminal and the user's locale can show.
struct TerminalAbilities: Hashable, Sendable {
  var depth: ColorDepth
  /// Whether the user's own locale is UTF-8; ncurses' may be, all the same.
  var isUTF8: Bool
  /// The terminfo description in use.
  var name: String
  /// Colours of that description.
  var colors: Int
  /// Whether it speaks the control sequences of ECMA-48.
  var isANSI: Bool
}

/// The screen, from the first byte sent to it until it is as it was found.
///
/// Opening sends nothing until everything is known to be there. Leaving by any way restores:
/// normally in `deinit`, otherwise in the guard's handlers.
@MainActor @safe struct TerminalSession: ~Copyable {
  private(set) var abilities: TerminalAbilities
  /// What was asked of the colours.
  private(set) var colorChoice: ColorChoice
  private(set) var wishedDepth: ColorDepth?
  /// The descriptor of the keys, to wait on.
  let keyboard: Int32
  let output: TerminalOutput
  /// The description that was wished for and is not installed.
  private let missing: String?
  /// For `deinit`, which runs anywhere.
  private let recorder: CastRecorder?
  private let restoration: String
  private let screen: OpaquePointer
  private let keyPad: UnsafeMutablePointer<WINDOW>
  private var reportsMouse: Bool

  /// Opens the screen; signals wake `wakePipe`.
  init(
    colors choice: ColorChoice, depth: ColorDepth?, keys: Keyboard, mouse: Bool,
    wakePipe: WakePipe, recorder: CastRecorder? = nil
  ) throws(TerminalError) {
    termguard_unblock_all()
    let keyboard = try Self.openKeyboard(keys)
    let isUTF8 = Self.adoptLocale()
    // ncurses would believe them, and follow no resize.
    unsafe unsetenv("LINES")
    unsafe unsetenv("COLUMNS")
    guard termguard_install(wakePipe.writeEnd) == 0 else { throw .system("signal handlers") }
    if let path = CrashLog.path { unsafe termguard_log_crashes(path, Version.title) }
    let plan = try Self.colorPlan(choice, depth)
    let description = try TerminalDescription(firstOf: plan.names)
    let output = try TerminalOutput(recorder: recorder)
    let curses = unsafe try Self.start(description, output: output.descriptor, keyboard: keyboard)
    // Nothing may fail from here on: only a complete session is closed by `deinit`.
    Self.setLineModes()
    output.draw {
      unsafe Self.setModes(window: curses.window, keyPad: curses.keyPad, usesColor: plan.usesColor)
    }
    let colors = plan.usesColor ? Int(cn_colors()) : 0
    abilities = TerminalAbilities(
      depth: plan.depth(colors: colors), isUTF8: isUTF8, name: description.name, colors: colors,
      isANSI: description.isANSI)
    (colorChoice, wishedDepth) = (choice, depth)
    missing = plan.names.first.flatMap { $0 == description.name ? nil : $0 }
    self.keyboard = keyboard
    (self.output, self.recorder, restoration) = (output, recorder, description.restoration)
    unsafe screen = curses.screen
    unsafe keyPad = curses.keyPad
    reportsMouse = mouse
    termguard_hold_resizes()
    startReports()
  }

  /// Draws with other colours from the next frame on.
  ///
  /// - Throws: When they need another description of the terminal; then all is as before.
  mutating func recolor(_ choice: ColorChoice, depth: ColorDepth?) throws(TerminalError) {
    let plan = try Self.colorPlan(choice, depth)
    if plan.usesColor, abilities.colors == 0 {
      start_color()
      use_default_colors()
      abilities.colors = Int(cn_colors())
    }
    let reached = plan.depth(colors: abilities.colors)
    if let depth, plan.usesColor, reached != depth {
      throw missing.map { .needsDescription($0, depth) } ?? .needsNewStart(depth)
    }
    abilities.depth = reached
    (colorChoice, wishedDepth) = (choice, depth)
  }

  deinit {
    if abilities.isANSI { Self.send(reportsMouse ? Self.reportsOff : Self.pasteOff) }
    endwin()
    // In other words than those of ncurses, but to the same end.
    recorder?.write(Array(restoration.utf8))
    unsafe delscreen(screen)
    termguard_disarm()
  }

  /// Gives the terminal back, stops the process as Ctrl-Z would, and returns when it goes on.
  ///
  /// The next frame takes the terminal again; what the user changed about it meanwhile stays.
  func suspend() {
    stopReports()
    endwin()
    if let recorder { recorder.skip(termguard_stop_here) } else { termguard_stop_here() }
    def_shell_mode()
    // With the first update ncurses sets the line again, which it cannot do while it is recorded.
    if recorder != nil { doupdate() }
    startReports()
  }

  /// Asks the terminal to report the mouse, or to keep it for itself.
  mutating func setMouse(_ isOn: Bool) {
    stopReports()
    reportsMouse = isOn
    startReports()
  }

  /// Pastes are always told from keys; the mouse as it was asked for.
  ///
  /// Asked for here and not by ncurses, which would read the reports itself and lose those that it
  /// does not know.
  private func startReports() {
    guard abilities.isANSI else { return }
    output.send(Self.pasteOn + (reportsMouse ? MouseReport.on : ""))
  }

  private func stopReports() {
    if abilities.isANSI { output.send(reportsMouse ? Self.reportsOff : Self.pasteOff) }
  }

  private nonisolated static let pasteOn = "\u{1b}[?2004h"
  private nonisolated static let pasteOff = "\u{1b}[?2004l"
  private nonisolated static var reportsOff: String { MouseReport.off + pasteOff }

  private nonisolated static func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// The next thing typed, if it is there already.
  func nextInput() -> TerminalInput? {
    TerminalInput(code: unsafe wgetch(keyPad))
  }

  private static func openKeyboard(_ keys: Keyboard) throws(TerminalError) -> Int32 {
    guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
    switch keys {
    case .standardInput:
      guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
      return STDIN_FILENO
    case .controllingTerminal:
      let descriptor = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { throw .noControllingTerminal }
      return descriptor
    }
  }

  /// Takes the user's locale and answers whether it is UTF-8.
  ///
  /// If not, ncurses gets one that is, as
  /// without it every character outside ASCII comes out blank.
  private static func adoptLocale() -> Bool {
    unsafe setlocale(LC_ALL, "")
    if unsafe String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8" { return true }
    for name in ["C.UTF-8", "en_US.UTF-8"] {
      if unsafe setlocale(LC_CTYPE, name) != nil { return asksForUTF8 }
    }
    return false
  }

  /// Whether the wished locale is one of UTF-8, as `zh_CN.UTF-8` on a machine that lacks its data.
  private static var asksForUTF8: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let wish = names.lazy.compactMap(System.variable).first
    let codes = wish?.split(separator: ".").last?.lowercased()
    return codes == "utf-8" || codes == "utf8"
  }

  private static func colorPlan(
    _ choice: ColorChoice, _ depth: ColorDepth?
  ) throws(TerminalError) -> ColorPlan {
    guard let term = System.variable("TERM") else { throw .nameMissing }
    return ColorPlan(
      choice: choice, depth: depth, term: term, colorTerm: System.variable("COLORTERM"),
      noColor: System.variable("NO_COLOR"))
  }

  @unsafe private struct Curses {
    let screen: OpaquePointer
    let window: UnsafeMutablePointer<WINDOW>
    let keyPad: UnsafeMutablePointer<WINDOW>
  }

  /// Arms the guard, then lets ncurses send its first bytes.
  private static func start(
    _ description: TerminalDescription, output: Int32, keyboard: Int32
  ) throws(TerminalError) -> Curses {
    let restoration = description.restoration
    guard unsafe termguard_arm(keyboard, STDOUT_FILENO, restoration, restoration.utf8.count) == 0
    else { throw .system("line settings") }
    guard let screen = unsafe cn_newterm(description.name, output, keyboard),
      let window = unsafe cn_stdscr(), let keyPad = unsafe newpad(1, 1)
    else {
      termguard_disarm()
      throw .system("ncurses refuses \(description.name)")
    }
    return unsafe Curses(screen: screen, window: window, keyPad: keyPad)
  }

  private static func setLineModes() {
    cbreak()
    noecho()
    nonl()
  }

  private static func setModes(
    window: UnsafeMutablePointer<WINDOW>, keyPad: UnsafeMutablePointer<WINDOW>, usesColor: Bool
  ) {
    if usesColor {
      start_color()
      use_default_colors()
    }
    curs_set(0)
    set_escdelay(25)
    typeahead(-1)
    unsafe leaveok(window, true)
    // Keys are read on a pad: on the screen's own window wgetch would also refresh it.
    unsafe keypad(keyPad, true)
    // Else ncurses takes the start of a mouse report for a key of its own. It learns its keys by
    // `keypad`: before, there is nothing to forget.
    define_key(nil, KEY_MOUSE)
    unsafe nodelay(keyPad, true)
  }
}
