/// The languages of the screen, by their ISO 639 codes.
package enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en", chinese = "zh"

  /// The language of a POSIX locale's name: Chinese for `zh_CN.UTF-8`, English for anything else.
  package init(locale: String) {
    self = locale.hasPrefix("zh") ? .chinese : .english
  }

  /// The other one.
  package var next: Language { self == .english ? .chinese : .english }
}

/// A text in every language of the screen, side by side: a missing one does not compile.
package struct LocalizedText: Hashable, Sendable {
  package let english: String
  package let chinese: String

  package init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// What is written the same in all of them: names of files, flags, formulas.
  package init(same text: String) {
    self.init(text, text)
  }

  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  package static func + (first: LocalizedText, second: LocalizedText) -> LocalizedText {
    LocalizedText(first.english + second.english, first.chinese + second.chinese)
  }
}

/// The parts of a line about a fault: `--norm: expected post or pre, found 'psot'; did you mean …`.
extension LocalizedText {
  /// `--norm: `.
  package static func start(_ name: String) -> LocalizedText {
    LocalizedText("\(name): ", "\(name)：")
  }

  /// `expected post or pre, found 'psot'; did you mean 'post'?`, of what was typed, if anything was.
  package static func expected(
    _ expected: LocalizedText, found text: String?, among names: [String] = []
  ) -> LocalizedText {
    let near = text.flatMap { NearestName.suggestion(for: $0, among: names) }
    return .expected(
      expected, value: text.map { LocalizedText(same: Printable.quoted($0)) } ?? nothing)
      + (near.map { LocalizedText("; did you mean '\($0)'?", "；是否想用 '\($0)'？") }
        ?? LocalizedText(same: ""))
  }

  /// One of several names, and which of them is nearest.
  package static func expected(oneOf names: [String], found text: String) -> LocalizedText {
    .expected(.oneOf(names), found: text, among: names)
  }

  /// `expected 1 to 128, found 129`, for a value.
  package static func expected(
    _ expected: LocalizedText, value: LocalizedText
  ) -> LocalizedText {
    LocalizedText("expected ", "应为 ") + expected + LocalizedText(", found ", "，得到 ")
      + value
  }

  /// What is found where nothing is.
  package static var nothing: LocalizedText { LocalizedText("nothing", "空") }

  /// `post, pre or none`.
  package static func oneOf(_ names: [String]) -> LocalizedText {
    guard let last = names.last, names.count > 1 else { return LocalizedText(same: names.joined()) }
    let head = names.dropLast()
    return LocalizedText(
      head.joined(separator: ", ") + " or " + last, head.joined(separator: "、") + " 或 " + last)
  }

  /// `1 to 128`.
  package static func range(_ first: some BinaryInteger, _ last: some BinaryInteger)
    -> LocalizedText
  {
    LocalizedText("\(first) to \(last)", "\(first) 到 \(last)")
  }
}
