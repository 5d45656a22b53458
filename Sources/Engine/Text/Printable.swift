/// Foreign text (file names, flags, file contents) made safe to print on one line of a terminal.
public enum Printable {
  /// The text with control, format and line-breaking characters written as `\u{1b}`.
  ///
  /// Neither an escape sequence nor a change of writing direction survives. The backslash itself
  /// stays as it is, so this is for reading, not for reading back.
  public static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnprintable(scalar) {
        result += code(of: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The escaped and cut text in single quotes.
  public static func quoted(_ text: String) -> String { "'\(cut(text))'" }

  /// The escaped text, cut after 60 characters or 120 bytes; of the marks that combine with a letter
  /// two are left.
  ///
  /// - Complexity: O(1): a text of any length is looked at no further.
  static func cut(_ text: String) -> String {
    var pieces: [String] = []
    var (count, bytes, marks) = (0, 0, 0)
    for scalar in text.unicodeScalars.prefix(1000) {
      marks = isMark(scalar) ? marks + 1 : 0
      if marks > 2 { continue }
      let piece = isUnprintable(scalar) ? code(of: scalar) : String(scalar)
      pieces.append(piece)
      count += piece.unicodeScalars.count
      bytes += piece.utf8.count
      guard count > 60 || bytes > 120 else { continue }
      while count > 59 || bytes > 117, let last = pieces.popLast() {
        count -= last.unicodeScalars.count
        bytes -= last.utf8.count
      }
      return pieces.joined() + "…"
    }
    return pieces.joined() + (text.unicodeScalars.dropFirst(1000).isEmpty ? "" : "…")
  }

  /// `[2, 3]`, of many dimensions the first four.
  public static func shape(_ shape: [Int]) -> String {
    shape.count <= 4 ? "\(shape)" : "\(shape.prefix(4).description.dropLast()), …]"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .enclosingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  /// Whether a terminal might act on the character instead of showing it.
  static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7f { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return false
    }
  }

  /// `\u{1b}`.
  static func code(of scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }
}
