import Interface

/// Turns the bytes of a keyboard into keys, mouse events and pasted text, whatever bytes come.
///
/// Characters are decoded here and not by ncurses, which loses the keys after an invalid byte.
/// Sequences of function keys that the terminal's description lacks are known by heart or skipped.
/// At every end of the input `pause(at:)` must be called: a lone escape is only known by what does not
/// follow it. The rest of a sequence or character that came in pieces, as over a network, is waited
/// for a moment; no broken one outlives that. A paste does. Who
/// is stuck in one, because its end was lost, leaves it by the escape key. So does what may become
/// a reply that the terminal owes: none of it is ever a key.
struct KeyDecoder: Hashable, Sendable {
  private enum Expectation: Hashable {
    case anything
    /// After ESC.
    case escaped
    /// After ESC `[` or ESC `O`: parameters, then a final byte.
    case sequence(parameters: [UInt8])
    /// Inside a string of the terminal's, up to BEL or ESC `\`.
    case string(bytes: [UInt8])
    /// After an ESC in such a string.
    case escapedInString(bytes: [UInt8])
    /// Inside a character of several bytes: the bits so far and how many bytes are missing.
    case continuation(bits: UInt32, missing: Int, smallest: UInt32)
    /// Inside pasted text, up to ESC `[201~`.
    case paste
    /// After an ESC in pasted text.
    case escapedInPaste(parameters: [UInt8]?)
  }

  /// Bytes of a paste that are kept; nobody types more into a line.
  private static let pasteLimit = 1 << 16

  /// Bytes of a string that are kept; no reply is longer.
  private static let stringLimit = 64

  /// The questions that the terminal has not answered.
  private(set) var awaited: TerminalQuestions = []
  private var expectation = Expectation.anything
  private var pasted: [UInt8] = []
  /// Until when the rest of what came in part is waited for; `nil` where nothing is.
  private(set) var limit: MonotonicTime?
  /// Nanoseconds that the rest has: more than lies between the packets of a slow line.
  static let patience: Int64 = 50_000_000

  /// From now on the terminal owes replies.
  mutating func expect(_ questions: TerminalQuestions) { awaited = questions }

  /// What `input` completes.
  mutating func decode(_ input: TerminalInput) -> [Event] {
    switch input {
    case .byte(let byte):
      limit = nil
      return decode(byte)
    case .key(let key): return isPasting ? [] : flush() + [.key(key)]
    case .unknown: return flush()
    // No key, and it may come between any two bytes.
    case .resized: return []
    }
  }

  /// Nothing more has come by now: what turns out to be complete because of that.
  mutating func pause(at now: MonotonicTime) -> [Event] {
    guard isInPieces else {
      limit = nil
      return flush()
    }
    let limit = limit ?? now + Self.patience
    self.limit = limit
    guard now >= limit else { return [] }
    self.limit = nil
    return flush()
  }

  /// Whether the rest of a sequence or character is missing; for what follows a lone escape ncurses
  /// has waited already.
  private var isInPieces: Bool {
    switch expectation {
    case .sequence, .string, .escapedInString, .continuation: !isInReply
    case .anything, .escaped, .paste, .escapedInPaste: false
    }
  }

  /// What turns out to be complete because nothing follows.
  mutating func flush() -> [Event] {
    guard !isPasting, !isInReply else { return [] }
    defer { expectation = .anything }
    switch expectation {
    case .escaped, .escapedInString: return [.key(.escape)]
    default: return []
    }
  }

  private var isInReply: Bool {
    switch expectation {
    case .sequence(let parameters): awaited.mayBecomeWidth(parameters)
    case .string(let bytes), .escapedInString(let bytes): awaited.mayBecomeBackground(bytes)
    default: false
    }
  }

  private var isPasting: Bool {
    switch expectation {
    case .paste, .escapedInPaste: true
    default: false
    }
  }

  /// What `byte` completes.
  mutating func decode(_ byte: UInt8) -> [Event] {
    switch expectation {
    case .paste, .escapedInPaste: inPaste(byte)
    case .sequence(let parameters): inSequence(parameters, byte)
    case .string(let bytes): inString(bytes, byte)
    case .escapedInString(let bytes): afterEscapeInString(bytes, byte)
    default: decodeKeys(byte).map(Event.key)
    }
  }

  private mutating func decodeKeys(_ byte: UInt8) -> [Key] {
    switch expectation {
    case .anything: return begin(byte)
    case .escaped: return afterEscape(byte)
    case .continuation(let bits, let missing, let smallest):
      return inCharacter(bits: bits, missing: missing, smallest: smallest, byte)
    case .sequence, .string, .escapedInString, .paste, .escapedInPaste: return []
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
      expectation = .string(bytes: [])
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

  private mutating func inSequence(_ parameters: [UInt8], _ byte: UInt8) -> [Event] {
    switch byte {
    case 0x20...0x3f where parameters.count < 32:
      expectation = .sequence(parameters: parameters + [byte])
      return []
    case 0x20...0x3f:
      return []
    case 0x40...0x7e:
      return complete(parameters, final: byte)
    default:
      return begin(byte).map(Event.key)
    }
  }

  private mutating func inString(_ bytes: [UInt8], _ byte: UInt8) -> [Event] {
    switch byte {
    case 0x07: return completeString(bytes)
    case 0x1b: expectation = .escapedInString(bytes: bytes)
    case _ where bytes.count < Self.stringLimit: expectation = .string(bytes: bytes + [byte])
    default: break
    }
    return []
  }

  private mutating func afterEscapeInString(_ bytes: [UInt8], _ byte: UInt8) -> [Event] {
    if byte == UInt8(ascii: "\\") { return completeString(bytes) }
    expectation = .escaped
    return decode(byte)
  }

  private mutating func completeString(_ bytes: [UInt8]) -> [Event] {
    expectation = .anything
    guard let reply = awaited.background(bytes) else { return [] }
    awaited.remove(.background)
    return [.terminal(reply)]
  }

  private mutating func complete(_ parameters: [UInt8], final: UInt8) -> [Event] {
    expectation = .anything
    if let reply = awaited.ambiguousWidth(parameters, final: final) {
      awaited.remove(.ambiguousWidth)
      return [.terminal(reply)]
    }
    if parameters.first == UInt8(ascii: "<") {
      return MouseReport.event(parameters.dropFirst(), final: final).map { [.mouse($0)] } ?? []
    }
    if final == UInt8(ascii: "~"), parameters.elementsEqual("200".utf8) {
      (expectation, pasted) = (.paste, [])
      return []
    }
    return Self.functionKey(parameters, final: final).map { [.key($0)] } ?? []
  }

  /// Text up to its end; an ESC that does not begin the end is a person's way out.
  private mutating func inPaste(_ byte: UInt8) -> [Event] {
    guard case .escapedInPaste(let parameters) = expectation else {
      if byte == 0x1b {
        expectation = .escapedInPaste(parameters: nil)
      } else if pasted.count < Self.pasteLimit {
        pasted.append(byte)
      }
      return []
    }
    guard let parameters else {
      if byte == UInt8(ascii: "[") {
        expectation = .escapedInPaste(parameters: [])
        return []
      }
      return endPaste() + decode(byte)
    }
    if (0x20...0x3f).contains(byte), parameters.count < 32 {
      expectation = .escapedInPaste(parameters: parameters + [byte])
      return []
    }
    expectation = .paste
    let isEnd = byte == UInt8(ascii: "~") && parameters.elementsEqual("201".utf8)
    return isEnd ? endPaste() : []
  }

  private mutating func endPaste() -> [Event] {
    expectation = .anything
    defer { pasted = [] }
    return [.paste(String(decoding: pasted, as: UTF8.self))]
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
