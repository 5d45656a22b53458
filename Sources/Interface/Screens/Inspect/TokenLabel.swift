import Engine

/// How a token is written beside a map.
struct TokenLabel: Hashable, Sendable {
  var text: String
  var style = Style(.muted)

  /// Numbers of small vocabularies are one character: 0…9, then a…z for 10…35.
  init(_ token: TokenName, vocabulary: Int) {
    switch token {
    case .number(let number) where vocabulary <= 36: text = String(number, radix: 36)
    case .number(let number): text = "\(number)"
    case .character(" "): text = "_"
    case .character(let scalar): text = String(Character(CharacterWidth.printable(scalar)))
    case .mask: (text, style) = ("?", Style(.accent, .reverse))
    case .unknown: (text, style) = ("?", Style(.faint))
    }
  }

  var width: Int { CharacterWidth.columns(of: text) }
}
