/// A strict reader of JSON (RFC 8259) that hands out one piece at a time.
///
/// The caller asks for what must come next; anything else is refused with its byte offset. No
/// tree is built and nothing recurses, so memory and depth are bounded by the caller.
struct JSONReader {
  private let bytes: [UInt8]
  private let base: Int
  private var index = 0

  /// Reads `bytes`, whose first one is at offset `base` of the file.
  init(_ bytes: [UInt8], base: Int) {
    self.bytes = bytes
    self.base = base
  }

  /// The reader's position in the file.
  var offset: Int { base + index }

  /// The fault at the present place, or at `place` in the file.
  func error(_ problem: String, at place: Int? = nil) -> FileError {
    FileError(offset: place ?? offset, problem)
  }

  /// The next byte behind white space, not consumed; `nil` at the end.
  mutating func peek() -> UInt8? {
    while index < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[index]) { index += 1 }
    return index < bytes.count ? bytes[index] : nil
  }

  /// Consumes a punctuation mark.
  mutating func expect(_ mark: Unicode.Scalar) throws(FileError) {
    guard let byte = peek(), byte == UInt8(ascii: mark) else {
      throw error("expected '\(mark)', found \(found())")
    }
    index += 1
  }

  /// Moves to the next member of an object or array that ends in `close`; false at its end.
  ///
  /// `count` members have been read so far, which decides whether a comma must come.
  mutating func hasMember(after count: Int, close: Unicode.Scalar) throws(FileError) -> Bool {
    if let byte = peek(), byte == UInt8(ascii: close) {
      index += 1
      return false
    }
    if count > 0 { try expect(",") }
    return true
  }

  /// Consumes white space up to the end of the text.
  mutating func expectEnd() throws(FileError) {
    if peek() != nil { throw error("expected the end of the header, found \(found())") }
  }

  /// A count: digits only, no sign, fraction, exponent or leading zero, below 2⁶³.
  mutating func integer() throws(FileError) -> Int {
    guard let first = peek(), isDigit(first) else {
      throw error("expected a whole number, 0 or more, found \(found())")
    }
    let start = index
    var value = 0
    while index < bytes.count, isDigit(bytes[index]) {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(Int(bytes[index] - 0x30))
      if overflows || carries { throw error("number above 2^63", at: base + start) }
      value = sum
      index += 1
    }
    if first == 0x30, index - start > 1 { throw error("leading zero", at: base + start) }
    if index < bytes.count, ".eE".utf8.contains(bytes[index]) {
      throw error("expected a whole number, found a fraction or exponent")
    }
    return value
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The text found here, for an error line.
  private func found() -> String {
    guard index < bytes.count else { return "the end" }
    let byte = bytes[index]
    if byte > 0x20, byte < 0x7f { return "'\(Character(Unicode.Scalar(byte)))'" }
    return "byte 0x\(String(byte, radix: 16))"
  }
}

extension JSONReader {
  /// Consumes `null`, if it stands here.
  mutating func takeNull() throws(FileError) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    guard bytes[index...].starts(with: "null".utf8) else {
      throw error("expected null or an object")
    }
    index += 4
    return true
  }

  /// A string with its escapes undone, of at most `limit` bytes as it stands there.
  ///
  /// - Complexity: O(bytes).
  mutating func string(limit: Int = .max) throws(FileError) -> String {
    try expect("\"")
    let start = index
    var text: [UInt8] = []
    while true {
      guard index < bytes.count else { throw error("string without its end") }
      guard index - start <= limit else {
        throw error("expected a string of at most \(limit) bytes", at: base + start)
      }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        text.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw error("control character inside a string")
      case 0x20..<0x80:
        text.append(byte)
        index += 1
      default:
        var next = index
        guard UTF8Decoder.next(bytes.span, &next) != nil else { throw error("invalid UTF-8") }
        text.append(contentsOf: bytes[index..<next])
        index = next
      }
    }
  }

  private mutating func escape() throws(FileError) -> Unicode.Scalar {
    guard index < bytes.count else { throw error("string without its end") }
    let scalar: Unicode.Scalar
    switch bytes[index] {
    case UInt8(ascii: "u"):
      index += 1
      return try unicodeEscape()
    case UInt8(ascii: "\""): scalar = "\""
    case UInt8(ascii: "\\"): scalar = "\\"
    case UInt8(ascii: "/"): scalar = "/"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{c}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    default: throw error("unknown escape \(found())")
    }
    index += 1
    return scalar
  }

  /// `\uXXXX`, or the two of a surrogate pair.
  private mutating func unicodeEscape() throws(FileError) -> Unicode.Scalar {
    let start = offset - 2
    let high = try hexDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xdc00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { throw error("half of a surrogate pair", at: start) }
    index += 2
    let low = try hexDigits()
    guard low & 0xfc00 == 0xdc00,
      let scalar = Unicode.Scalar(0x1_0000 + (high & 0x3ff) << 10 + low & 0x3ff)
    else { throw error("half of a surrogate pair", at: start) }
    return scalar
  }

  private mutating func hexDigits() throws(FileError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count, let digit = Self.hexValue(bytes[index]) else {
        throw error("expected four hexadecimal digits after \\u")
      }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  private static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }
}
