import Engine

/// All words of the lessons screen that belong to no single lesson.
enum LessonWords {
  static let title = LocalizedText("lessons: predict, run, compare", "课程：预测、运行、对照")
  static let introduction = LocalizedText(
    """
    Eight questions, a few minutes each. Predict, watch it happen on the normal plots, read your \
    own numbers; then play on from there.
    """,
    "八个问题，每个几分钟。先预测，再在普通图上看它发生，读自己的数字；然后从那里继续玩。")
  static let predict = LocalizedText(
    "a, b or c predicts and starts the run; the present run is gone.",
    "按 a、b 或 c 预测并开始；当前训练不再保留。")
  static let noChoice = LocalizedText(
    "there is nothing to predict here: enter goes on", "此处无须预测：enter 继续")
  static let notYet = LocalizedText("not yet: the run goes on to its end", "还没完：训练仍在进行")
  static let freePlay = LocalizedText(
    "free play: every key works from this state", "自由操作：所有按键从此状态起作用")
  static let yours = LocalizedText("you predicted: ", "你的预测：")
  static let cameTrue = LocalizedText("That came true.", "预测成真。")
  static let truth = LocalizedText("What came true: ", "实际发生：")
  static let notShown = LocalizedText(
    "The numbers of this run do not show what the lesson is about; another start may.",
    "这次训练的数字没有显示本课所讲；换一个起点可能会。")
  static let goesOn = LocalizedText(
    "enter plays on from this state, esc shows all lessons.", "enter 从此状态继续，esc 显示全部课程。")
  static let beyond = LocalizedText("Beyond your run: ", "你的训练之外：")

  /// `3 of 8 done, 2 predicted right`.
  static func progress(_ results: [String: Bool]) -> LocalizedText {
    let known = Lesson.all.compactMap { results[$0.name] }
    let right = known.count(where: \.self)
    return LocalizedText(
      "\(known.count) of \(Lesson.all.count) done, \(right) predicted right",
      "完成 \(known.count)/\(Lesson.all.count)，预测对 \(right)")
  }

  static func done(_ isRight: Bool) -> LocalizedText {
    isRight ? LocalizedText("predicted right", "预测对了") : LocalizedText("done", "已完成")
  }

  static func number(_ index: Int) -> LocalizedText {
    LocalizedText(
      "lesson \(index + 1) of \(Lesson.all.count)", "第 \(index + 1) 课，共 \(Lesson.all.count) 课")
  }

  /// The lines below the plots while a lesson is trained, and afterwards.
  static func staged(_ staged: Staged, _ lessons: LessonState) -> LocalizedText {
    let number = LocalizedText("lesson \(lessons.index + 1): ", "第 \(lessons.index + 1) 课：")
    guard staged.phase == .shown, let run = staged.lessonRun else {
      return number + yours + letter(lessons.choice)
    }
    return number
      + (run + 1 < lessons.lesson.runs.count
        ? LocalizedText("look at the plots; enter trains the next stacks", "看看图；enter 训练下一组")
        : LocalizedText(
          "look at the plots; enter compares with your prediction", "看看图；enter 对照你的预测"))
  }

  static func letter(_ choice: Int) -> LocalizedText {
    LocalizedText(same: String(UnicodeScalar(UInt8(97 + choice % 26))))
  }
}
