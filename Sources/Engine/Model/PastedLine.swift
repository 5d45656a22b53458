/// What word processors, chats and input methods make of a configuration line.
enum PastedLine {
  /// The line without the flag in front of it and the quotes around it.
  static func content(of line: [Unicode.Scalar]) -> Range<Int> {
    var range = trimmed(line, line.indices)
    range = unquoted(line, range)
    for dashes in ["--", "\u{2014}", "\u{2013}"] {
      let flag = Array("\(dashes)config".unicodeScalars)
      guard line[range].starts(with: flag) else { continue }
      let rest = range.lowerBound + flag.count..<range.upperBound
      guard let next = line[rest].first, next.properties.isWhitespace || next == "=" else { break }
      let behind = trimmed(line, rest.lowerBound + 1..<rest.upperBound)
      return trimmed(line, unquoted(line, behind))
    }
    return range
  }

  /// Whether a full-width comma separates: behind it stands what looks like a key.
  static func isWideComma(at index: Int, in line: [Unicode.Scalar]) -> Bool {
    guard line[index] == "\u{ff0c}" || line[index] == "\u{3001}" else { return false }
    let rest = line[(index + 1)...].prefix(40)
    guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == "\u{ff1d}" }) else {
      return false
    }
    let key = rest[..<equals].filter { !$0.properties.isWhitespace }
    return !key.isEmpty && key.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }
  }

  /// Full-width forms of ASCII as ASCII.
  static func narrowed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    ArraySlice(
      text.map { scalar in
        guard (0xff01...0xff5e).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
      })
  }

  private static let quotes: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("\u{201c}", "\u{201d}"), ("\u{201d}", "\u{201d}"), ("\u{201e}", "\u{201c}"),
    ("\u{2018}", "\u{2019}"), ("\u{2019}", "\u{2019}"), ("\u{300c}", "\u{300d}"),
    ("\u{300e}", "\u{300f}"), ("\u{ab}", "\u{bb}"), ("\u{ff02}", "\u{ff02}"),
    ("\u{ff07}", "\u{ff07}"), ("\"", "\""), ("'", "'"), ("`", "`"),
  ]

  private static func unquoted(_ line: [Unicode.Scalar], _ range: Range<Int>) -> Range<Int> {
    guard range.count > 1 else { return range }
    let (first, last) = (line[range.lowerBound], line[range.upperBound - 1])
    let isQuoted = quotes.contains { $0.0 == first && $0.1 == last }
    return isQuoted ? range.lowerBound + 1..<range.upperBound - 1 : range
  }

  private static func trimmed(_ line: [Unicode.Scalar], _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = line[range].first, first.properties.isWhitespace {
      range = range.lowerBound + 1..<range.upperBound
    }
    while let last = line[range].last, last.properties.isWhitespace {
      range = range.lowerBound..<range.upperBound - 1
    }
    return range
  }
}
