/// How a text that is not UTF-8 seems to be encoded.
public enum TextEncoding: Hashable, Sendable {
  case utf16LE, utf16BE, utf32LE, utf32BE
  /// Its bytes fit GB18030 throughout.
  case gb18030
  /// Single bytes above 0x7f: one of the encodings of Western Europe, or another of one byte.
  case latin1
  /// Mostly UTF-8, with single bytes that are none.
  case damaged
  /// Zero bytes: no text.
  case binary

  /// Recognises an encoding by its byte order mark, or by zero bytes at every other place.
  init?(markOf bytes: borrowing Span<UInt8>) {
    let first = (0..<min(4, bytes.count)).map { bytes[$0] }
    switch first {
    case [0xff, 0xfe, 0, 0]: self = .utf32LE
    case [0, 0, 0xfe, 0xff]: self = .utf32BE
    case _ where first.starts(with: [0xff, 0xfe]): self = .utf16LE
    case _ where first.starts(with: [0xfe, 0xff]): self = .utf16BE
    default:
      var zeros = [0, 0]
      let count = min(bytes.count, 4096)
      for index in 0..<count where bytes[index] == 0 { zeros[index & 1] += 1 }
      guard zeros[0] + zeros[1] > count / 4, zeros[0] == 0 || zeros[1] == 0 else { return nil }
      self = zeros[0] == 0 ? .utf16LE : .utf16BE
    }
  }

  /// Guesses from the bytes of a text whose first fault lies at `fault`.
  init(_ bytes: borrowing Span<UInt8>, fault: Int) {
    var multibyte = 0
    for index in 0..<fault where bytes[index] & 0xc0 == 0xc0 { multibyte += 1 }
    if (0..<min(bytes.count, 1 << 16)).contains(where: { bytes[$0] == 0 }) {
      self = .binary
    } else if multibyte >= 3 {
      self = .damaged
    } else {
      self = Self.fitsGB18030(bytes) ? .gb18030 : .latin1
    }
  }

  private static func fitsGB18030(_ bytes: borrowing Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      index += 1
      if lead < 0x80 { continue }
      guard (0x81...0xfe).contains(lead), index < bytes.count else { return false }
      switch bytes[index] {
      case 0x40...0x7e, 0x80...0xfe: index += 1
      case 0x30...0x39:
        guard index + 2 < bytes.count, (0x81...0xfe).contains(bytes[index + 1]),
          (0x30...0x39).contains(bytes[index + 2])
        else { return false }
        index += 3
      default: return false
      }
    }
    return true
  }

  /// `UTF-16, little-endian`; `nil` where nothing is known but that it is not UTF-8.
  var found: String? {
    switch self {
    case .utf16LE: "UTF-16, little-endian"
    case .utf16BE: "UTF-16, big-endian"
    case .utf32LE: "UTF-32, little-endian"
    case .utf32BE: "UTF-32, big-endian"
    case .gb18030, .latin1, .damaged, .binary: nil
    }
  }

  /// What may be said of the bytes, in front of the command.
  var remark: String {
    switch self {
    case .utf16LE, .utf16BE, .utf32LE, .utf32BE: "convert it with "
    case .gb18030: "its bytes fit GB18030, perhaps Big5 or Shift_JIS too; convert it with "
    case .latin1: "perhaps ISO-8859-1 or WINDOWS-1252; convert it with "
    case .damaged: "the text before is UTF-8; leave out what is not with "
    case .binary: "it has zero bytes and is no text"
    }
  }

  /// The command that converts a file to UTF-8.
  public var conversion: String? {
    switch self {
    case .utf16LE: "iconv -f UTF-16LE -t UTF-8"
    case .utf16BE: "iconv -f UTF-16BE -t UTF-8"
    case .utf32LE: "iconv -f UTF-32LE -t UTF-8"
    case .utf32BE: "iconv -f UTF-32BE -t UTF-8"
    case .gb18030: "iconv -f GB18030 -t UTF-8"
    case .latin1: "iconv -f ISO-8859-1 -t UTF-8"
    case .damaged: "iconv -c -f UTF-8 -t UTF-8"
    case .binary: nil
    }
  }
}
