import Engine

/// A value as a file of preferences may hold it.
enum TOMLValue: Hashable, Sendable {
  case string(String)
  /// An integer or a float as it is written, without `+` and `_`.
  case number(String)
  case boolean(Bool)
  case list([String])
}

/// One `key = value` with its table and its line.
struct TOMLItem: Hashable, Sendable {
  /// Empty before the first table.
  var table: String
  var key: String
  var value: TOMLValue
  var line: Int
}

/// A text's tables and items, in their order.
struct TOMLDocument: Hashable, Sendable {
  /// A table's name and its line.
  struct Table: Hashable, Sendable {
    var name: String
    var line: Int
  }

  var tables: [Table] = []
  var items: [TOMLItem] = []
}

/// What is wrong with a text, and in which line, from 1.
struct TOMLError: Error, Hashable, Sendable {
  var line: Int
  var problem: String
}

/// The part of TOML 1.0 that preferences need.
///
/// Tables of strings, decimal numbers, booleans and lists of strings, under bare keys. What is left
/// out is refused, not guessed at.
enum TOMLText {
  /// Reads all of it.
  ///
  /// - Complexity: O(bytes).
  static func document(of bytes: [UInt8]) throws(TOMLError) -> TOMLDocument {
    // A byte order mark, as some editors write it, says nothing.
    let bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
    for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated()
    where String(validating: line, as: UTF8.self) == nil {
      throw TOMLError(line: index + 1, problem: "expected UTF-8, found other bytes")
    }
    var parser = TOMLParser(String(decoding: bytes, as: UTF8.self))
    return try parser.document()
  }
}
