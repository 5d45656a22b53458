import Engine

extension CommandError {
  /// A fault of a flag as one of the command of that name, in every language of the screen.
  ///
  /// The engine's sentences have one form, `--flag: expected …, found …; way out`, and a handful of
  /// phrases in it; what is typed or named stays as it is.
  init(_ error: ConfigurationError) {
    let english = Self.withColons(error.description)
    words = LocalizedText(english, Self.chinese(english))
  }

  /// A fault of a condition, with its place in what is typed behind the command.
  init(_ command: String, _ error: BreakpointError) {
    let found =
      error.found.isEmpty
      ? LocalizedText("the end", "末尾") : LocalizedText(same: Printable.quoted(error.found))
    let start = LocalizedText(
      ":\(command), character \(error.position): expected ",
      ":\(command)，第 \(error.position) 个字符：应为 ")
    words =
      start + LocalizedText(error.expected, Self.chinese(error.expected))
      + LocalizedText(", found ", "，得到 ")
      + found + LocalizedText(error.hint, Self.chinese(error.hint))
  }

  /// `--heads` as it is typed here, `:heads`.
  private static func withColons(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      let isFlag = rest.hasPrefix("--") && rest.dropFirst(2).first?.isLetter == true
      result += isFlag ? ":" : String(character)
      rest = rest.dropFirst(isFlag ? 2 : 1)
    }
    return result
  }

  /// Only what stands outside quotes is translated.
  private static func chinese(_ text: String) -> String {
    var parts = text.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    for index in parts.indices where index.isMultiple(of: 2) {
      parts[index] = phrases.reduce(parts[index]) { $0.replacing($1.english, with: $1.chinese) }
    }
    return parts.joined(separator: "'")
  }

  /// Longer phrases before those that they hold.
  private static let phrases: [(english: String, chinese: String)] = [
    (": expected ", "：应为 "), (", found nothing", "，得到空"), (", found ", "，得到 "),
    ("; did you mean ", "；是否想用 "), ("; try ", "；可试 "), ("; leave it out", "；请省去"),
    ("; leave one of them out, or rewire with ", "；请去掉其一，或改接："),
    ("; more layers with ", "；增加层数："), (", character ", "，第 "), (", rule ", "，第 "),
    ("a whole number, ", "整数 "), ("a finite number above 0", "大于 0 的有限数"),
    ("a finite number, 0 or more", "不小于 0 的有限数"),
    ("on, off or a finite skip scale", "on、off 或有限系数"), ("a finite skip scale", "有限系数"),
    ("a finite number", "有限数"), ("a divisor of the width ", "宽度的约数，宽度 "),
    ("a file or - for standard input", "文件，或 - 表示标准输入"),
    ("layers such as 3, 2-5 or *, counted from 1", "层，如 3、2-5 或 *，从 1 数起"),
    (
      "LAYERS[.attention|.feedforward]=PLACEMENT[:SCALE], such as ",
      "形如 3.attention=post:0 的规则，例如 "
    ),
    ("none beside ", "不与下者并用："), (", which sets it to ", "，它已设为 "),
    ("a key such as layers or norm", "键，如 layers 或 norm"), ("key=value", "键=值"),
    ("3 or more with ", "至少 3，因有 "), (" (mask, unknown, one character)", "（掩码、未知、一个字符）"),
    ("5 with ", "5，因有 "), ("layers ", "层 "), (" was already set at character ", " 已设于第 "),
    (" is not part of a configuration: give it as ", " 不属于配置：请用 "),
    ("the end", "末尾"), ("nan, verdict or a fact such as ", "nan、verdict 或事实，如 "),
    ("a tap such as ", "测点，如 "), (", or a matrix such as ", "，或矩阵，如 "), ("a layer, ", "层，"),
    ("no place, as the fact is the whole step's", "不带位置，因为它属于整一步"), ("( and ", "( 与"),
    ("a number such as ", "数，如 "), (" after a backslash", "（反斜杠之后）"), (" to ", " 到 "),
    (" or ", " 或 "), (", ", "、"), ("?", "？"),
  ]
}
