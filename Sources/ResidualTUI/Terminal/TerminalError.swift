import Interface

/// Why the screen cannot open; nothing was sent to the terminal.
enum TerminalError: Error, Hashable, Sendable {
  case outputIsNoTerminal
  case inputIsNoTerminal
  case noControllingTerminal
  case nameMissing
  case unknownTerminal(String)
  case cannotPlaceCursor(String)
  /// More colours than the open screen has.
  case needsNewStart(ColorDepth)
  /// terminfo lacks what the depth is to be drawn with.
  case needsDescription(String, ColorDepth)
  /// A call of the system failed; the text names it and its reason.
  case system(String)
}

extension TerminalError: CustomStringConvertible {
  /// One line: what, expected, found, way out.
  var description: String {
    switch self {
    case .outputIsNoTerminal:
      "standard output is not a terminal, and the laboratory needs one; "
        + "without a screen use: residual-tui train"
    case .inputIsNoTerminal:
      "standard input is not a terminal, so there are no keys; "
        + "without a screen use: residual-tui train; for text from a pipe: run --text -"
    case .noControllingTerminal:
      "no controlling terminal to read keys from (/dev/tty), standard input being the text; "
        + "use: residual-tui train --text -"
    case .nameMissing:
      "TERM is not set, so the terminal's abilities are unknown; try: TERM=xterm-256color"
    case .unknownTerminal(let name):
      "no terminfo description of TERM=\(name); try: TERM=xterm-256color"
    case .cannotPlaceCursor(let name):
      "TERM=\(name) cannot place its cursor, which the screen needs; "
        + "try a full terminal, or without a screen: residual-tui train"
    case .needsNewStart(let depth):
      "start with --color-depth \(depth.rawValue); the open screen has fewer colours"
    case .needsDescription(let name, let depth):
      "terminfo knows no \(name), which \(depth.rawValue) needs; install ncurses-term, start anew"
    case .system(let what):
      "cannot open the screen: \(what)"
    }
  }
}
