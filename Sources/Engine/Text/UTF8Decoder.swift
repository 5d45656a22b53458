/// Strict UTF-8, one scalar at a time (Unicode 16, table 3-7).
enum UTF8Decoder {
  /// The scalar at `index`, which moves behind it; `nil` where the bytes are ill-formed, and then
  /// `index` stays.
  ///
  /// Refused: stray and missing continuation bytes, overlong forms, surrogates, and anything
  /// above U+10FFFF.
  @inline(__always)
  static func next(_ bytes: borrowing Span<UInt8>, _ index: inout Int) -> UInt32? {
    let first = UInt32(bytes[index])
    if first < 0x80 {
      index += 1
      return first
    }
    let (count, lead, smallest) = shape(first)
    guard count > 0, index + count <= bytes.count else { return nil }
    var value = lead
    for offset in 1..<count {
      let byte = UInt32(bytes[index + offset])
      guard byte & 0xc0 == 0x80 else { return nil }
      value = value << 6 | (byte & 0x3f)
    }
    guard value >= smallest, value <= 0x10ffff, value & 0x1f_f800 != 0xd800 else { return nil }
    index += count
    return value
  }

  /// Length, payload and smallest value of a sequence by its first byte; length 0 for none.
  @inline(__always)
  private static func shape(_ first: UInt32) -> (count: Int, lead: UInt32, smallest: UInt32) {
    if first & 0xe0 == 0xc0 { return (2, first & 0x1f, 0x80) }
    if first & 0xf0 == 0xe0 { return (3, first & 0x0f, 0x800) }
    if first & 0xf8 == 0xf0 { return (4, first & 0x07, 0x1_0000) }
    return (0, 0, 0)
  }
}
