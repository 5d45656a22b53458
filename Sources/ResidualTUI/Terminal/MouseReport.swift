import Interface

/// What a terminal says of its mouse: `ESC [ < button ; column ; row M`, or `m` for a release
/// (mode 1006, which has no largest column).
enum MouseReport {
  /// Presses, wheel and motion; without those for others.
  static let on = "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1003h\u{1b}[?1006h"
  static let off = "\u{1b}[?1006l\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1000l"

  /// Reads a report; `nil` for releases, other buttons, and what is none.
  static func event(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Mouse? {
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3, final == UInt8(ascii: "M"), numbers[1] >= 1, numbers[2] >= 1,
      let kind = kind(numbers[0])
    else { return nil }
    return Mouse(kind, column: numbers[1] - 1, row: numbers[2] - 1)
  }

  /// Bits 4, 8 and 16 are shift, alt and control: terminals keep shift for themselves.
  private static func kind(_ bits: Int) -> Mouse.Kind? {
    switch bits & ~0x1c {
    case 0: .press
    case 32...35: .motion
    case 64: .wheelUp
    case 65: .wheelDown
    default: nil
    }
  }
}
