extension KeyTable {
  /// The keys of the lessons screen.
  static let lessons = [
    KeyBinding(
      "6", .screens, .open(.lessons), Words("lessons: predict, run, compare", "课程：预测、运行、对照"),
      layer: .everywhere, footer: { $0.screen == .lessons ? nil : Words("lessons", "课程") }),
    lesson(
      "↓ j", [.down, .character("j")], .next, Words("the next one", "下一个"), Words("next", "下一个")),
    lesson("↑ k", [.up, .character("k")], .previous, Words("the one before", "上一个")),
    lesson(
      "enter", [.enter], .goOn,
      Words("open the lesson, predict, go on; the present run is gone", "打开课程、预测、继续；当前训练不再保留"),
      Words("go on", "继续")),
    lesson("a", [.character("a")], .predictA, Words("predict a", "预测 a")),
    lesson("b", [.character("b")], .predictB, Words("predict b", "预测 b")),
    lesson("c", [.character("c")], .predictC, Words("predict c", "预测 c")),
    lesson(
      "esc", [.escape], .back, Words("back to all lessons, or to the live screen", "回到课程列表，或实时屏幕"),
      Words("back", "返回")),
  ]

  private static func lesson(
    _ name: String, _ keys: [Key], _ move: Action.LessonMove, _ help: Words, _ footer: Words? = nil
  ) -> KeyBinding {
    KeyBinding(name, keys, .lessons, .lesson(move), help, layer: .lessons, footer: { _ in footer })
  }

  /// The bindings of the lessons screen in the order of importance for the footer.
  static let lessonFooterOrder: [Action] = [
    .lesson(.goOn), .lesson(.next), .lesson(.back), .open(.live), .nextLanguage, .nextTheme,
  ]
}
