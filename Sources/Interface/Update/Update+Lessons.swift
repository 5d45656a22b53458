import Engine

extension AppState {
  mutating func perform(_ move: Action.LessonMove) -> ActionResult {
    switch move {
    case .next: moveInLesson(by: 1)
    case .previous: moveInLesson(by: -1)
    case .predictA: return predict(0)
    case .predictB: return predict(1)
    case .predictC: return predict(2)
    case .open(let index): return openLesson(Lesson.all[index])
    case .goOn: return goOnWithLesson()
    case .back:
      if lessons.page == .menu { return ActionResult(open(.live)) }
      lessons.page = .menu
      return ActionResult(nil, leaveLesson())
    }
    return ActionResult(nil)
  }

  /// Takes the open lesson off the plots.
  private mutating func leaveLesson() -> [Effect] {
    staged?.lessonRun == nil ? [] : leaveStage()
  }

  private mutating func moveInLesson(by offset: Int) {
    func moved(_ index: Int, _ count: Int) -> Int { (index + offset + count) % count }
    switch lessons.page {
    case .menu: lessons.index = moved(lessons.index, Lesson.all.count)
    case .question where staged?.lessonRun == nil:
      lessons.choice = moved(lessons.choice, lessons.lesson.choices.count)
    case .question, .reveal: break
    }
  }

  /// Takes in what lessons were done before, and opens one where that is asked for.
  package mutating func beginLessons(_ results: [String: Bool], at lesson: Lesson?) {
    lessons.results = results
    guard let lesson else { return }
    _ = openLesson(lesson)
    mode = .paused
  }

  /// Opens the lesson of that name at its question.
  mutating func openLesson(_ lesson: Lesson) -> ActionResult {
    let left = leaveLesson()
    lessons.index = Lesson.all.firstIndex { $0.name == lesson.name } ?? 0
    (lessons.page, lessons.choice, screen) = (.question, 0, .lessons)
    return ActionResult(nil, left)
  }

  mutating func goOnWithLesson() -> ActionResult {
    if let staged, let run = staged.lessonRun {
      guard staged.phase == .shown else { return ActionResult(LessonWords.notYet) }
      return run + 1 < lessons.lesson.runs.count ? build(run + 1) : reveal()
    }
    switch lessons.page {
    case .menu: return openLesson(lessons.lesson)
    case .question: return predict(lessons.choice)
    case .reveal:
      lessons.page = .menu
      screen = lanes.count > 1 ? .compare : .live
      keepFocus()
      fitAxes()
      return ActionResult(LessonWords.freePlay)
    }
  }

  private mutating func predict(_ choice: Int) -> ActionResult {
    guard lessons.page == .question, lessons.lesson.choices.indices.contains(choice) else {
      return ActionResult(LessonWords.noChoice)
    }
    (lessons.choice, lessons.records) = (choice, [])
    lessons.predictions[lessons.lesson.name] = choice
    return build(0)
  }

  /// Asks for the model of a run; what is trained now is gone.
  private mutating func build(_ run: Int) -> ActionResult {
    let next = lessons.lesson.runs[run]
    return stage(.lesson(run: run), showing: next.shows, next.laneSet)
  }

  private mutating func reveal() -> ActionResult {
    (lessons.page, screen, staged) = (.reveal, .lessons, nil)
    let lesson = lessons.lesson
    lessons.results[lesson.name] = lessons.choice == lesson.answer
    return ActionResult(nil, [.shell(.keepLessons(lessons.results))])
  }

  /// Forgets what a run that begins, and those behind it, have shown before.
  mutating func beginLessonRun(_ run: Int) {
    lessons.records = lessons.records.prefix(run) + [[:]]
  }

  /// Remembers a step of the run that a lesson trains.
  mutating func takeForLesson(_ report: StepReport, lane id: Int) {
    guard let staged, staged.phase == .training, let run = staged.lessonRun,
      lessons.records.indices.contains(run)
    else { return }
    if lessons.records[run][id] == nil { lessons.records[run][id] = LessonRecord(report) }
    lessons.records[run][id]?.take(report)
  }
}
