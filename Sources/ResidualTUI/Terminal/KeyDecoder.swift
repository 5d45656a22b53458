import Interface

/// Turns the bytes of a keyboard into keys, whatever bytes come.
///
/// Characters are decoded here and not by ncurses, which loses the keys after an invalid byte.
/// Sequences of function keys that the terminal's description lacks are known by heart or skipped.
/// After every pause in the input `flush()` must be called: a lone escape is only known by what does
/// not follow it, and no broken sequence outlives the pause.
struct KeyDecoder: Hashable, Sendable {
  private enum Expectation: Hashable {
    case anything
    /// After ESC.
    case escaped
    /// After ESC `[` or ESC `O`: parameters, then a final byte.
    case sequence(parameters: [UInt8])
    /// Inside a string of the terminal's, up to BEL or ESC.
    case string
    /// Inside a character of several bytes: the bits so far and how many bytes are missing.
    case continuation(bits: UInt32, missing: Int, smallest: UInt32)
  }

  private var expectation = Expectation.anything

  /// The keys that `input` completes.
  mutating func decode(_ input: TerminalInput) -> [Key] {
    switch input {
    case .byte(let byte): return decode(byte)
    case .key(let key): return flush() + [key]
    case .resized, .unknown: return flush()
    }
  }

  /// The keys that turn out to be complete because nothing follows.
  mutating func flush() -> [Key] {
    defer { expectation = .anything }
    return expectation == .escaped ? [.escape] : []
  }

  /// The keys that `byte` completes.
  mutating func decode(_ byte: UInt8) -> [Key] {
    switch expectation {
    case .anything: return begin(byte)
    case .escaped: return afterEscape(byte)
    case .sequence(let parameters): return inSequence(parameters, byte)
    case .string:
      if byte == 0x07 { expectation = .anything }
      if byte == 0x1b { expectation = .escaped }
      return []
    case .continuation(let bits, let missing, let smallest):
      return inCharacter(bits: bits, missing: missing, smallest: smallest, byte)
    }
  }

  private mutating func begin(_ byte: UInt8) -> [Key] {
    expectation = .anything
    switch byte {
    case 0x1b: expectation = .escaped
    case 0x0d, 0x0a: return [.enter]
    case 0x09: return [.tab]
    case 0x08, 0x7f: return [.backspace]
    case 0x01...0x1a: return [.control(Character(Unicode.Scalar(byte + 0x60)))]
    case 0x20...0x7e: return [.character(Character(Unicode.Scalar(byte)))]
    case 0xc2...0xdf: expect(UInt32(byte & 0x1f), 1, from: 0x80)
    case 0xe0...0xef: expect(UInt32(byte & 0x0f), 2, from: 0x800)
    case 0xf0...0xf4: expect(UInt32(byte & 0x07), 3, from: 0x10000)
    default: break
    }
    return []
  }

  private mutating func expect(_ bits: UInt32, _ missing: Int, from smallest: UInt32) {
    expectation = .continuation(bits: bits, missing: missing, smallest: smallest)
  }

  private mutating func inCharacter(
    bits: UInt32, missing: Int, smallest: UInt32, _ byte: UInt8
  ) -> [Key] {
    guard byte & 0xc0 == 0x80 else { return begin(byte) }
    let bits = bits << 6 | UInt32(byte & 0x3f)
    if missing > 1 {
      expect(bits, missing - 1, from: smallest)
      return []
    }
    expectation = .anything
    guard bits >= smallest, let scalar = Unicode.Scalar(bits), scalar.value >= 0xa0 else {
      return []
    }
    return [.character(Character(scalar))]
  }

  private mutating func afterEscape(_ byte: UInt8) -> [Key] {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      expectation = .sequence(parameters: [])
      return []
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      expectation = .string
      return []
    case UInt8(ascii: "\\"):
      expectation = .anything
      return []
    case 0x1b:
      return [.escape]
    default:
      // Alt and a key; here it means what the two mean one after the other.
      return [.escape] + begin(byte)
    }
  }

  private mutating func inSequence(_ parameters: [UInt8], _ byte: UInt8) -> [Key] {
    switch byte {
    case 0x20...0x3f where parameters.count < 32:
      expectation = .sequence(parameters: parameters + [byte])
      return []
    case 0x20...0x3f:
      return []
    case 0x40...0x7e:
      expectation = .anything
      return Self.functionKey(parameters, final: byte).map { [$0] } ?? []
    default:
      return begin(byte)
    }
  }

  /// The plain function keys of xterm, in case the terminal's description lacks them.
  private static func functionKey(_ parameters: [UInt8], final: UInt8) -> Key? {
    let text = String(decoding: parameters + [final], as: UTF8.self)
    return plainSequences[text]
  }

  private static let plainSequences: [String: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "M": .enter, "1~": .home, "3~": .delete, "4~": .end, "5~": .pageUp, "6~": .pageDown,
    "7~": .home, "8~": .end,
  ]
}
