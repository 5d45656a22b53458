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

  /// The escaped text in single quotes, cut after 60 characters.
  public static func quoted(_ text: String) -> String {
    let shown = text.count > 60 ? String(text.prefix(59)) + "…" : text
    return "'\(escaped(shown))'"
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
