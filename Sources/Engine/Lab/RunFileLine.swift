/// Cuts a file into lines.
struct RunFileLines {
  private var index = 0
  private var number = 0

  /// The next line, opened as an object.
  mutating func next(
    _ bytes: borrowing Span<UInt8>, expecting expected: String
  ) throws(RunFileError) -> RunFileLine {
    number += 1
    guard index < bytes.count else {
      throw RunFileError(line: number, problem: "expected \(expected), found the end of the file")
    }
    let hasMark =
      index == 0 && bytes.count > 2 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf
    if hasMark { index = 3 }
    var line: [UInt8] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      guard line.count < RunFile.lineLimit else {
        throw RunFileError(
          line: number, problem: "expected at most \(RunFile.lineLimit) bytes, found more")
      }
      line.append(bytes[index])
      index += 1
    }
    index += 1
    return try RunFileLine(line, number: number)
  }

  /// Refuses anything after the last lane.
  func end(_ bytes: borrowing Span<UInt8>) throws(RunFileError) {
    guard index < bytes.count else { return }
    throw RunFileError(
      line: number + 1, problem: "expected the end of the file, found \(bytes.count - index) bytes")
  }
}

/// One line: an object whose members are asked for in order.
struct RunFileLine {
  private let number: Int
  private var reader: JSONReader
  private var memberCount = 0

  init(_ bytes: [UInt8], number: Int) throws(RunFileError) {
    self.number = number
    reader = JSONReader(bytes, base: 0)
    try read { (reader) throws(FileError) in try reader.expect("{") }
  }

  func error(_ problem: String) -> RunFileError { RunFileError(line: number, problem: problem) }

  /// Does what may fail at a byte, and names the line.
  private mutating func read<Value>(
    _ body: (inout JSONReader) throws(FileError) -> Value
  ) throws(RunFileError) -> Value {
    do throws(FileError) { return try body(&reader) } catch { throw self.error(error.description) }
  }

  private mutating func member(_ name: String) throws(RunFileError) {
    let isFirst = memberCount == 0
    memberCount += 1
    let found = try read { (reader) throws(FileError) in
      if !isFirst { try reader.expect(",") }
      let found = try reader.string()
      try reader.expect(":")
      return found
    }
    if found != name { throw error("expected \"\(name)\", found \(Printable.quoted(found))") }
  }

  mutating func string(_ name: String) throws(RunFileError) -> String {
    try member(name)
    return try read { (reader) throws(FileError) in try reader.string() }
  }

  mutating func kind(_ kind: String, expecting expected: String) throws(RunFileError) {
    let found = try string("kind")
    if found != kind { throw error("expected \(expected), found \(Printable.quoted(found))") }
  }

  mutating func count(_ name: String, _ range: ClosedRange<Int>) throws(RunFileError) -> Int {
    try member(name)
    let value = try read { (reader) throws(FileError) in try reader.integer() }
    if range.contains(value) { return value }
    let bounds =
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    throw error("\(name): expected \(bounds), found \(value)")
  }

  mutating func checksum(_ name: String) throws(RunFileError) -> Checksum {
    let text = try string(name)
    if let checksum = Checksum(text) { return checksum }
    throw error("\(name): expected 16 hexadecimal digits, found \(Printable.quoted(text))")
  }

  mutating func configuration(_ name: String) throws(RunFileError) -> Configuration {
    let text = try string(name)
    do throws(ConfigurationError) { return try Configuration(line: text).validated() } catch {
      throw self.error("\(name): \(error)")
    }
  }

  mutating func end() throws(RunFileError) {
    try read { (reader) throws(FileError) in
      try reader.expect("}")
      if reader.peek() != nil { throw reader.error("expected the end of the line, found more") }
    }
  }
}
