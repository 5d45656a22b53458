/// Numbers as TOML writes them, decimal and finite.
enum TOMLNumber {
  /// The number without `+` and `_`; `nil` for anything else, `0x1f`, `007` and `1.` included.
  static func plain(_ word: String) -> String? {
    var rest = Substring(word)
    let sign = rest.first == "-" ? "-" : ""
    if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
    guard let whole = digits(&rest), whole == "0" || whole.first != "0" else { return nil }
    var text = sign + whole
    if rest.first == "." {
      rest.removeFirst()
      guard let fraction = digits(&rest) else { return nil }
      text += "." + fraction
    }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      text += "e"
      if let mark = rest.first, mark == "+" || mark == "-" {
        rest.removeFirst()
        if mark == "-" { text += "-" }
      }
      guard let exponent = digits(&rest) else { return nil }
      text += exponent
    }
    return rest.isEmpty ? text : nil
  }

  /// Digits with single underscores between them; `nil` when there are none.
  private static func digits(_ rest: inout Substring) -> String? {
    let run = rest.prefix { ("0"..."9").contains($0) || $0 == "_" }
    rest = rest[run.endIndex...]
    let groups = run.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty }) else { return nil }
    return groups.joined()
  }
}
