import Engine

/// Reads scalar after scalar, and never one twice.
struct TOMLParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var table = ""
  private var tables: Set<String> = []
  private var seen: [String: Int] = [:]
  private var found = TOMLDocument()

  /// Starts at the beginning.
  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Reads to the end.
  mutating func document() throws(TOMLError) -> TOMLDocument {
    while true {
      skipBlanks()
      switch peek {
      case nil: return found
      case "\n", "\r", "#": break
      case "[": try header()
      default: try item()
      }
      try endLine()
    }
  }

  // MARK: Lines

  private mutating func header() throws(TOMLError) {
    next()
    skipBlanks()
    if peek == "[" { throw error("expected a table such as [model], found a list of tables") }
    table = try bareWord("a table such as [model]")
    skipBlanks()
    try expect("]", "behind the table's name")
    guard tables.insert(table).inserted else { throw error("table [\(table)] is already there") }
    found.tables.append(TOMLDocument.Table(name: table, line: line))
  }

  private mutating func item() throws(TOMLError) {
    let start = line
    let key = try bareWord("a key such as layers")
    skipBlanks()
    try expect("=", "behind the key \(key)")
    skipBlanks()
    let path = "\(table).\(key)"
    if let earlier = seen[path] { throw error("\(key) was already set in line \(earlier)") }
    seen[path] = start
    found.items.append(TOMLItem(table: table, key: key, value: try value(), line: start))
  }

  private mutating func bareWord(_ expected: String) throws(TOMLError) -> String {
    let word = take { Self.isBare($0) }
    if word.isEmpty { throw error("expected \(expected), found \(place)") }
    if peek == "." { throw error("expected \(expected) without dots, found \(place)") }
    return word
  }

  /// Blanks, a comment, and the end of the line or of the text.
  private mutating func endLine() throws(TOMLError) {
    skipBlanks()
    try skipComment()
    if peek == "\r" { next() }
    guard peek == "\n" || peek == nil else {
      throw error("expected the end of the line, found \(place)")
    }
    if peek == "\n" { newLine() }
  }

  private mutating func skipComment() throws(TOMLError) {
    guard peek == "#" else { return }
    _ = take { $0 != "\n" && ($0 == "\t" || !Self.isControl($0)) }
    if peek == "\r" { return }
    guard peek == "\n" || peek == nil else { throw error("control character in a comment") }
  }

  // MARK: Values

  private mutating func value() throws(TOMLError) -> TOMLValue {
    switch peek {
    case "\"", "'": return .string(try string())
    case "[": return .list(try list())
    case "{": throw error("expected a value, found a table within the line")
    default: return try plainValue()
    }
  }

  private mutating func plainValue() throws(TOMLError) -> TOMLValue {
    let word = take { Self.isBare($0) || $0 == "." || $0 == "+" || $0 == ":" }
    if word == "true" || word == "false" { return .boolean(word == "true") }
    if let number = TOMLNumber.plain(word) { return .number(number) }
    let shown = word.isEmpty ? place : Printable.quoted(word)
    throw error(
      "expected a value such as 12, 0.001, \"pre\" or true, found \(shown); texts stand in quotes")
  }

  private mutating func list() throws(TOMLError) -> [String] {
    next()
    var list: [String] = []
    while true {
      try skipLines()
      if peek == "]" { break }
      guard peek == "\"" || peek == "'" else {
        throw error("expected a text in quotes or ], found \(place)")
      }
      list.append(try string())
      try skipLines()
      guard peek == "," else { break }
      next()
    }
    try expect("]", "at the end of the list")
    return list
  }

  private mutating func skipLines() throws(TOMLError) {
    while let scalar = peek, scalar == "\n" || scalar == "\r" || scalar == "#" || isBlank(scalar) {
      skipBlanks()
      try skipComment()
      if peek == "\r" { next() }
      if peek == "\n" { newLine() }
    }
  }

  private mutating func string() throws(TOMLError) -> String {
    let quote = peek
    next()
    if peek == quote, index + 1 < scalars.count, scalars[index + 1] == quote {
      throw error("expected a text in one pair of quotes, found three")
    }
    var text = String.UnicodeScalarView()
    while let scalar = peek, scalar != quote {
      if scalar != "\t", Self.isControl(scalar) { break }
      next()
      text.append(scalar == "\\" && quote == "\"" ? try escape() : scalar)
    }
    guard peek == quote else { throw error("expected a closing quote, found \(place)") }
    next()
    return String(text)
  }

  private mutating func escape() throws(TOMLError) -> Unicode.Scalar {
    let letter = peek
    next()
    switch letter {
    case "b": return "\u{8}"
    case "t": return "\t"
    case "n": return "\n"
    case "f": return "\u{c}"
    case "r": return "\r"
    case "\"", "\\": return letter ?? " "
    case "u", "U":
      let count = letter == "u" ? 4 : 8
      let digits = String(String.UnicodeScalarView(scalars[index...].prefix(count)))
      index = min(index + count, scalars.count)
      guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit),
        let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
      else { throw error("expected \(count) hexadecimal digits of a character") }
      return scalar
    default: throw error("expected \\n, \\t, \\\", \\\\ or \\u0041 behind a backslash")
    }
  }

  // MARK: Scalars

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  private mutating func next() { index = min(index + 1, scalars.count) }
  private mutating func newLine() {
    next()
    line += 1
  }

  private mutating func skipBlanks() { _ = take { $0 == " " || $0 == "\t" } }
  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  private mutating func take(_ isPart: (Unicode.Scalar) -> Bool) -> String {
    let start = index
    while let scalar = peek, isPart(scalar) { index += 1 }
    return String(String.UnicodeScalarView(scalars[start..<index]))
  }

  private mutating func expect(_ mark: Unicode.Scalar, _ where: String) throws(TOMLError) {
    guard peek == mark else { throw error("expected \(mark) \(`where`), found \(place)") }
    next()
  }

  private var place: String {
    guard let scalar = peek, scalar != "\n", scalar != "\r" else {
      return peek == nil ? "the end of the file" : "the end of the line"
    }
    return Printable.quoted(String(scalar))
  }

  private func error(_ problem: String) -> TOMLError { TOMLError(line: line, problem: problem) }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7f
  }

  private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
}
