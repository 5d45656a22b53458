import TestSupport
import Testing

@testable import ResidualTUI

/// The part of TOML that preferences need.
@Suite struct TOMLTests {
  private static func items(_ text: String) throws -> [TOMLItem] {
    try TOMLText.document(of: Array(text.utf8)).items
  }

  private static func value(_ text: String) throws -> TOMLValue? {
    try items("a = \(text)").first?.value
  }

  @Test func tablesKeysAndLines() throws {
    let text =
      "# first\r\na = 1 # one\r\n\r\n[ model ]\n  b-2\t=\t'x'\n\n[keys]\nc = [\"d\", # d\n 'e' ,]"
    let items = try Self.items(text)
    #expect(items.map(\.table) == ["", "model", "keys"])
    #expect(items.map(\.key) == ["a", "b-2", "c"])
    #expect(items.map(\.value) == [.number("1"), .string("x"), .list(["d", "e"])])
    #expect(items.map(\.line) == [2, 5, 8])
    #expect(try TOMLText.document(of: Array(text.utf8)).tables.map(\.line) == [4, 7])
    #expect(try Self.items("").isEmpty)
  }

  @Test(arguments: [
    ("+1_000", "1000"), ("-0", "-0"), ("3.25", "3.25"), ("1e-3", "1e-3"), ("6.0E+2", "6.0e2"),
  ])
  func numbers(text: String, number: String) throws {
    #expect(try Self.value(text) == .number(number))
  }

  @Test func stringsAndBooleans() throws {
    #expect(try Self.value(#""a\tb\\\"\u00e9\U0001F600""#) == .string("a\tb\\\"é😀"))
    #expect(try Self.value(#"'C:\new'"#) == .string(#"C:\new"#))
    #expect(try Self.value("\"\"") == .string(""))
    #expect(try Self.value("true") == .boolean(true))
    #expect(try Self.value("[]") == .list([]))
  }

  @Test(arguments: [
    "007", "1.", ".5", "0x1f", "1__0", "_1", "inf", "nan", "1979-05-27", "pre", "", "{ b = 1 }",
    "\"a", "'a\nb'", "\"\"\"a\"\"\"", "'''a'''", "\"\\x\"", "\"\\ud800\"", "\"\\u12\"", "[1]",
    "[\"a\" \"b\"]", "[\"a\"", "1 2", "\"\u{1}\"", "1 # \u{7}",
  ])
  func whatIsLeftOutIsRefused(text: String) {
    let error = #expect(throws: TOMLError.self) { try Self.value(text) }
    #expect(error.map { (1...2).contains($0.line) } == true)
  }

  @Test(arguments: [
    ("a", 1), ("a =\n", 1), ("= 1", 1), ("a.b = 1", 1), ("\"a\" = 1", 1), ("a = 1\na = 2", 2),
    ("[a", 1), ("[a.b]", 1), ("[[a]]", 1), ("\n[a]\n[a]", 3), ("[a] b = 1", 1), ("a\u{0} = 1", 1),
    ("é = 1", 1),
  ])
  func faultsHaveTheirLine(text: String, line: Int) {
    let error = #expect(throws: TOMLError.self) { try Self.items(text) }
    #expect(error?.line == line, "\(error?.problem ?? "")")
  }

  @Test func otherBytesAreRefusedAtTheirLine() {
    let error = #expect(throws: TOMLError.self) {
      try TOMLText.document(of: Array("a = 1\nb = '".utf8) + [0xff, 0x27])
    }
    #expect(error == TOMLError(line: 2, problem: "expected UTF-8, found other bytes"))
  }

  @Test func aByteOrderMarkSaysNothing() throws {
    let text = "[model]\nlayers = 2\n"
    #expect(
      try TOMLText.document(of: [0xef, 0xbb, 0xbf] + Array(text.utf8))
        == TOMLText.document(of: Array(text.utf8)))
  }

  /// Whatever the bytes, there is an answer, and its lines are lines of the text.
  @Test(arguments: 0..<(Closeness.isSoaking ? 2000 : 40) as Range<UInt64>)
  func anyBytesGiveAnAnswer(seed: UInt64) {
    var random = SmallRandom(seed: seed)
    func below(_ end: Int) -> Int { Int.random(in: 0..<end, using: &random) }
    let pieces = [
      "[model]", "layers", " = ", "\"pre\"", "'x", "\\u00e9", "[", "]", ",", "1e-3", "#", "\n",
      "\r\n", "\t", "true", "\u{0}", "層", "=", "-", ".", "\"",
    ]
    for _ in 0..<500 {
      var bytes = (0..<below(30)).flatMap { _ in
        Array(pieces[below(pieces.count)].utf8)
      }
      for _ in 0..<below(3) where !bytes.isEmpty {
        bytes[below(bytes.count)] = UInt8(below(256))
      }
      let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).count
      do throws(TOMLError) {
        let document = try TOMLText.document(of: bytes)
        #expect(document.items.allSatisfy { (1...lines).contains($0.line) })
      } catch {
        #expect((1...lines).contains(error.line) && error.problem.utf8.count < 400)
      }
    }
  }
}
