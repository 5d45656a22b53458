extension ScreenModel {
  /// Where in the stream of bytes the terminal is.
  struct Parser: Hashable {
    enum State: Hashable {
      case text
      case escape
      case charset
      case sequence(String)
      case string([UInt8])
    }

    var state = State.text
    /// Bytes of a character that is not complete.
    var pending: [UInt8] = []
  }

  /// Takes in output of the program.
  package mutating func write(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { write(byte) }
  }

  /// Takes in output up to the end of the next frame, or all; answers how many bytes.
  mutating func writeFrame(_ bytes: ArraySlice<UInt8>) -> Int {
    let before = frameCount
    for index in bytes.indices {
      write(bytes[index])
      if frameCount != before { return index + 1 - bytes.startIndex }
    }
    return bytes.count
  }

  private mutating func write(_ byte: UInt8) {
    // Both break off whatever was begun.
    if byte == 0x1b {
      if case .string(let text) = parser.state { take(string: text) }
      parser.state = .text
    }
    if byte == 0x18 { return parser.state = .text }
    switch parser.state {
    case .text: text(byte)
    case .escape: escape(byte)
    case .charset: parser.state = .text
    case .string(let text):
      if byte != 0x07 { return parser.state = .string(text + [byte]) }
      take(string: text)
      parser.state = .text
    case .sequence(let so):
      let sequence = so + String(Character(Unicode.Scalar(byte)))
      guard (0x40...0x7e).contains(byte) else {
        parser.state = .sequence(sequence)
        return
      }
      parser.state = .text
      perform(sequence)
    }
  }

  private mutating func text(_ byte: UInt8) {
    switch byte {
    case 0x1b: parser.state = .escape
    case 0x0d: moveTo(column: 0, row: row)
    case 0x0a: lineFeed()
    case 0x08: moveTo(column: column - 1, row: row)
    case 0x09: moveTo(column: (column / 8 + 1) * 8, row: row)
    case 0..<0x20: break
    default: character(byte)
    }
  }

  private mutating func character(_ byte: UInt8) {
    if byte & 0xc0 != 0x80 { parser.pending = [] }
    parser.pending.append(byte)
    let length =
      switch parser.pending[0] {
      case 0..<0x80: 1
      case 0xc0..<0xe0: 2
      case 0xe0..<0xf0: 3
      default: 4
      }
    guard parser.pending.count == length else { return }
    for scalar in String(decoding: parser.pending, as: UTF8.self).unicodeScalars { print(scalar) }
    parser.pending = []
  }

  private mutating func escape(_ byte: UInt8) {
    parser.state = .text
    switch byte {
    case UInt8(ascii: "["): parser.state = .sequence("")
    case UInt8(ascii: "]"), UInt8(ascii: "P"): parser.state = .string([])
    case UInt8(ascii: "("), UInt8(ascii: ")"): parser.state = .charset
    case UInt8(ascii: "7"): saveCursor()
    case UInt8(ascii: "8"): restoreCursor()
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "\\"): break
    default: unknown.append("ESC \(byte)")
    }
  }

  private mutating func perform(_ sequence: String) {
    let body = sequence.dropLast()
    guard !body.hasPrefix("?") else { return setModes(body.dropFirst(), sequence.hasSuffix("h")) }
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first.flatMap(\.self)
    let count = max(first ?? 1, 1)
    switch sequence.last {
    case "H", "f": moveTo(column: ((numbers.count > 1 ? numbers[1] : nil) ?? 1) - 1, row: count - 1)
    case "A": moveTo(column: column, row: row - count)
    case "B": moveTo(column: column, row: row + count)
    case "C": moveTo(column: column + count, row: row)
    case "D": moveTo(column: column - count, row: row)
    case "G": moveTo(column: count - 1, row: row)
    case "d": moveTo(column: column, row: count - 1)
    case "X": erase(positions.cursor..<min(positions.cursor + count, positions.end))
    case "K": eraseLine(first ?? 0)
    case "J": eraseScreen(first ?? 0)
    case "@": insertBlanks(count)
    case "P": deleteCells(count)
    case "b": repeatLast(count)
    case "m": setStyle(numbers.map { $0 ?? 0 })
    case "n" where first == 6:
      if answers != nil { replies.append("\u{1b}[\(row + 1);\(column + 1)R") }
    case "r", "h", "l", "t": break
    default: unknown.append(sequence)
    }
  }

  private mutating func take(string: [UInt8]) {
    guard string.elementsEqual("11;?".utf8), let color = answers?.background else { return }
    replies.append("\u{1b}]11;\(color)\u{1b}\\")
  }

  private mutating func eraseLine(_ part: Int) {
    let (cursor, start, end) = positions
    erase(part == 0 ? cursor..<end : part == 1 ? start..<(cursor + 1) : start..<end)
  }

  private mutating func eraseScreen(_ part: Int) {
    let cursor = positions.cursor
    let all = columns * rows
    if part == 2 || part == 0 && cursor == 0 { clearCount += 1 }
    erase(part == 0 ? cursor..<all : part == 1 ? 0..<(cursor + 1) : 0..<all)
  }

  private mutating func setModes(_ list: Substring, _ isOn: Bool) {
    for mode in list.dropLast(0).split(separator: ";") {
      switch mode {
      case "1049":
        isAlternate = isOn
        if isOn { erase(0..<columns * rows) }
      case "25": isCursorVisible = isOn
      case "2026":
        if isSynchronized, !isOn { endFrame() }
        isSynchronized = isOn
      case "1000", "1002", "1003", "1006", "2004":
        if isOn { inputModes.insert(String(mode)) } else { inputModes.remove(String(mode)) }
      default: break
      }
    }
  }

  private mutating func endFrame() {
    let frame = description
    frameCount += 1
    if frame == lastFrame { idleFrameCount += 1 }
    lastFrame = frame
  }

  private mutating func setStyle(_ numbers: [Int]) {
    for number in numbers {
      hasStyle = number != 0 && number != 39 && number != 49
      if (30...49).contains(number) || (90...107).contains(number) { colorCount += 1 }
    }
  }
}
