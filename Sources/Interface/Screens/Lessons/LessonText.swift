import Engine

/// What a lesson says at its present stage, paragraph by paragraph; for the screen and for sentences.
struct LessonText {
  /// How a paragraph is shown.
  enum Kind: Hashable, Sendable {
    case title, text, question, choice(Int), good, bad, muted
  }

  let lessons: LessonState
  let guessing: Double

  init(_ state: AppState) {
    (lessons, guessing) = (state.lessons, state.lane.guessing ?? .nan)
  }

  var paragraphs: [(kind: Kind, words: LocalizedText)] {
    switch lessons.page {
    case .menu: menu
    case .reveal: reveal
    case .question: question
    }
  }

  /// Lessons without a screen: the list, and the present one.
  var sentences: [LocalizedText] {
    let list = lessons.page == .menu ? Lesson.all.indices.map(line) + [chosen] : []
    return paragraphs.map { LocalizedText.sentence($0.words) } + list
  }

  private func line(_ index: Int) -> LocalizedText {
    LocalizedText.sentence(LocalizedText(same: "\(index + 1) ") + Lesson.all[index].title)
  }

  private var chosen: LocalizedText {
    LocalizedText.sentence(LocalizedText("enter opens ", "enter 打开：") + lesson.title)
  }

  private var lesson: Lesson { lessons.lesson }

  private var heading: LocalizedText {
    LessonWords.number(lessons.index) + LocalizedText(": ", "：") + lesson.title
  }

  private var menu: [(kind: Kind, words: LocalizedText)] {
    [
      (.title, LessonWords.title), (.text, LessonWords.introduction),
      (.muted, LessonWords.progress(lessons.results)),
    ]
  }

  private var question: [(kind: Kind, words: LocalizedText)] {
    let choices = lesson.choices.indices.map { index in (Kind.choice(index), choice(index)) }
    return [(.title, heading), (.text, lesson.sentence), (.question, lesson.question)] + choices
      + [(.muted, LessonWords.predict)]
  }

  private func choice(_ index: Int) -> LocalizedText {
    LessonWords.letter(index) + LocalizedText(same: "  ") + lesson.choices[index]
  }

  private var reveal: [(kind: Kind, words: LocalizedText)] {
    let facts = lessons.facts(guessing: guessing)
    let isRight = lessons.choice == lesson.answer
    let judgement: (Kind, LocalizedText) =
      !lesson.isShown(facts)
      ? (.bad, LessonWords.notShown)
      : isRight
        ? (.good, LessonWords.cameTrue)
        : (.bad, LessonWords.truth + lesson.choices[lesson.answer])
    return [
      (.title, heading), (.muted, LessonWords.yours + lesson.choices[lessons.choice]), judgement,
      (.text, lesson.reveal(facts)), (.text, LessonWords.beyond + lesson.caveat),
      (.muted, LessonWords.goesOn),
    ]
  }
}
