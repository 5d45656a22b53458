/// 64 bits that tell whether two runs arrived at the same ones.
///
/// FNV-1a over 32-bit words instead of bytes: h ← (h xor word) · 0x100000001b3 modulo 2⁶⁴, from
/// h = 0xcbf29ce484222325. It finds accidents, not forgeries.
public struct Checksum: Hashable, Sendable, CustomStringConvertible {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The sum over nothing.
  public init() {}

  /// Reads what `description` prints.
  public init?(_ text: String) {
    let isPlain =
      text.utf8.count == 16 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    guard isPlain, let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  /// 16 hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Adds one word.
  mutating func add(_ word: UInt32) {
    value = (value ^ UInt64(word)) &* 0x100_0000_01b3
  }

  /// Adds the bits of numbers in their order.
  mutating func add(_ numbers: [Float]) {
    for number in numbers { add(number.bitPattern) }
  }
}
