/// A text that cannot be trained on.
public enum TextError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No character at all.
  case empty
  /// Not UTF-8; `offset` is the byte at which the first ill-formed sequence starts, from 0.
  case invalidUTF8(offset: Int, TextEncoding)
  /// No text at all, but a file of another kind.
  case kind(FileKind)
  /// Too few characters for one sequence in each part.
  case tooShort(characters: Int, needed: Int)
  /// A part of the text holds only characters outside the vocabulary.
  case nothingToMask(heldOut: Bool)
  /// A stored alphabet holds more characters than the vocabulary has room for, or none.
  case alphabet(count: Int, room: Int)

  /// The command that mends the text, ready for a file's name.
  public var conversion: String? {
    if case .invalidUTF8(_, let encoding) = self { encoding.conversion } else { nil }
  }

  /// One line: expected, found, way out; the caller knows the file's name.
  public var description: String {
    switch self {
    case .empty: "expected text, found an empty file"
    case .invalidUTF8(let offset, let encoding):
      "expected UTF-8, found \(encoding.found ?? "an invalid sequence at byte \(offset)"); "
        + encoding.remark + (encoding.conversion ?? "")
    case .kind(let kind): "expected UTF-8 text, found \(kind.description)"
    case .tooShort(let characters, let needed):
      "expected at least \(needed) characters (the held-out last tenth must hold one sequence), "
        + "found \(characters); try a shorter --sequence or a longer file"
    case .nothingToMask(let heldOut):
      "expected a character of the vocabulary in the "
        + (heldOut ? "held-out last tenth" : "first nine tenths")
        + ", found none; try a larger --vocabulary"
    case .alphabet(let count, let room):
      "expected an alphabet of 1 to \(room) characters in the weights, found \(count); "
        + "try --vocabulary \(count + 2)"
    }
  }
}
