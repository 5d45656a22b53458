/// The languages of the screen, by their ISO 639 codes.
package enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en", chinese = "zh"

  /// That of a POSIX locale's name: Chinese for `zh_CN.UTF-8`, English for whatever else.
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
