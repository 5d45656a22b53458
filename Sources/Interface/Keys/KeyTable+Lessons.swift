import Engine

extension KeyTable {
  /// The keys of the lessons screen.
  static let lessons = [
    KeyBinding(
      "6", .screens, .open(.lessons),
      LocalizedText("lessons: predict, run, compare", "课程：预测、运行、对照"),
      layer: .everywhere, footer: { $0.screen == .lessons ? nil : LocalizedText("lessons", "课程") }),
    lesson(
      "↓ j", [.down, .character("j")], .next, LocalizedText("the next one", "下一个"),
      LocalizedText("next", "下一个")),
    lesson("↑ k", [.up, .character("k")], .previous, LocalizedText("the one before", "上一个")),
    lesson(
      "enter", [.enter], .goOn,
      LocalizedText(
        "open the lesson, predict, go on; the present run is gone", "打开课程、预测、继续；当前训练不再保留"),
      LocalizedText("go on", "继续")),
    lesson("a", [.character("a")], .predictA, LocalizedText("predict a", "预测 a")),
    lesson("b", [.character("b")], .predictB, LocalizedText("predict b", "预测 b")),
    lesson("c", [.character("c")], .predictC, LocalizedText("predict c", "预测 c")),
    lesson(
      "esc", [.escape], .back,
      LocalizedText("back to all lessons, or to the live screen", "回到课程列表，或实时屏幕"),
      LocalizedText("back", "返回")),
  ]

  private static func lesson(
    _ name: String, _ keys: [Key], _ move: Action.LessonMove, _ help: LocalizedText,
    _ footer: LocalizedText? = nil
  ) -> KeyBinding {
    KeyBinding(name, keys, .lessons, .lesson(move), help, layer: .lessons, footer: { _ in footer })
  }

  /// The bindings of the lessons screen in the order of importance for the footer.
  static let lessonFooterOrder: [Action] = [
    .lesson(.goOn), .lesson(.next), .lesson(.back), .open(.live), .nextLanguage, .nextTheme,
  ]
}
