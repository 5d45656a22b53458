import Engine

extension LocalizedText {
  /// Words as a sentence of their own.
  static func sentence(_ words: LocalizedText) -> LocalizedText {
    let english = words.english.prefix(1).uppercased() + words.english.dropFirst()
    return LocalizedText(ended(english, "."), ended(words.chinese, "。"))
  }

  private static func ended(_ text: String, _ stop: Character) -> String {
    guard let last = text.last, !".!?。！？".contains(last) else { return text }
    return text + String(stop)
  }
}
