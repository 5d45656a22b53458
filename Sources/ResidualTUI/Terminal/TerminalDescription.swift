import CNcurses

/// What terminfo says of a terminal, asked before a byte is sent to it.
struct TerminalDescription: Hashable, Sendable {
  let name: String
  /// What puts the terminal back: every mode off that was or could have been turned on.
  let restoration: String
  /// Whether it speaks the control sequences of ECMA-48.
  let isANSI: Bool
  /// How many colours it has; 0 where it has none.
  let colors: Int

  /// Takes the first of `names` that is known; the last is what the user's TERM says.
  init(firstOf names: [String]) throws(TerminalError) {
    var error = TerminalError.nameMissing
    for name in names {
      do {
        self = try Self(name)
        return
      } catch let refusal {
        error = refusal
      }
    }
    throw error
  }

  private init(_ name: String) throws(TerminalError) {
    guard unsafe cn_load(name) != 0 else { throw .unknownTerminal(name) }
    defer { cn_forget() }
    guard let cursorAddress = Self.string("cup") else { throw .cannotPlaceCursor(name) }
    self.name = name
    isANSI = cursorAddress.hasPrefix("\u{1b}[")
    colors = max(0, Int(unsafe cn_number("colors")))
    // CAN breaks off a half-written sequence; then synchronized output, mouse reports, bracketed
    // paste; then what terminfo knows.
    let modes = "\u{18}\u{1b}[?2026l\u{1b}[?1006;1000;1002;1003l\u{1b}[?2004l"
    restoration =
      (isANSI ? modes : "")
      + ["rmkx", "sgr0", "cnorm", "rmcup"].map { Self.string($0) ?? "" }.joined() + "\r\n"
  }

  /// A capability without its padding, `$<5>`.
  private static func string(_ capability: String) -> String? {
    guard let text = unsafe cn_string(capability) else { return nil }
    return unsafe String(cString: text).split(separator: "$<", omittingEmptySubsequences: false)
      .enumerated()
      .map { index, part in
        index == 0 ? String(part) : String(part.drop { $0 != ">" }.dropFirst())
      }
      .joined()
  }
}
