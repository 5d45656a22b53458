import CNcurses
import Interface

/// What one read of the keyboard brings.
enum TerminalInput: Hashable, Sendable {
  case byte(UInt8)
  /// A function key that terminfo knows.
  case key(Key)
  case resized
  /// A function key that means nothing here.
  case unknown

  /// Sorts a code of `wgetch`; `nil` when nothing was typed.
  init?(code: Int32) {
    switch code {
    case ERR: return nil
    case 0...255: self = .byte(UInt8(code))
    case KEY_RESIZE: self = .resized
    default: self = Self.keys[code].map(Self.key) ?? .unknown
    }
  }

  private static let keys: [Int32: Key] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
    KEY_ENTER: .enter, KEY_BTAB: .backTab, KEY_BACKSPACE: .backspace, KEY_DC: .delete,
    KEY_HOME: .home, KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
  ]
}
