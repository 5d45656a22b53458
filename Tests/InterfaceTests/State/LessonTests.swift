import Engine
import Testing

@testable import Interface

/// What the lessons ask, run and keep.
@Suite struct LessonTests {
  /// A film at the question of a lesson.
  private func opened(_ name: String, look: Look = Look()) -> Film {
    var film = Film(look: look)
    film.play(.line("lesson \(name)"))
    return film
  }

  /// The model that was asked for, and the reports of its lanes up to a step.
  private func train(_ film: inout Film, _ run: LessonRun) throws {
    let configurations = try run.laneSet().configurations
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: configurations[0], parameterCount: 1000, guessing: 2.77, chance: 0.0625)))
    let canned = CannedRun(configuration: configurations[0], course: .stalled)
    for step in 0..<run.steps {
      for lane in 1...configurations.count {
        film.play(.report(canned.report(step), lane: lane))
      }
    }
  }

  @Test func lessonsAreWhole() throws {
    #expect(Lesson.all.count == 8 && Set(Lesson.all.map(\.name)).count == 8)
    for lesson in Lesson.all {
      #expect(lesson.choices.count == 3 && lesson.choices.indices.contains(lesson.answer))
      for run in lesson.runs {
        let configurations = try run.laneSet().configurations
        #expect((1...Lab.laneLimit).contains(configurations.count) && run.steps > 0)
        // Such lanes a lab takes.
        for configuration in configurations.dropFirst() {
          #expect(configuration.layers == configurations[0].layers)
          #expect(configuration.task == configurations[0].task)
        }
      }
    }
  }

  @Test func aLessonAsksTrainsAndCompares() throws {
    var film = opened("collapse")
    let lesson = try #require(Lesson.named("collapse"))
    #expect(film.state.screen == .lessons && film.text.contains("Does it learn to copy?"))
    film.press("b")
    #expect(film.state.screen == .compare && film.state.lessons.choice == 1)
    guard case .training(.rebuild) = film.lastEffects.last else {
      Issue.record("no model was asked for: \(film.lastEffects)")
      return
    }
    try train(&film, lesson.runs[0])
    #expect(film.state.lanes.count == 2 && film.state.mode == .paused)
    film.wait(3000)
    #expect(film.text.contains("enter compares with your prediction"))
    film.press("enter")
    #expect(film.state.lessons.page == .reveal)
    #expect(film.lastEffects == [.shell(.keepLessons(["collapse": false]))])
    #expect(film.text.contains("you predicted: No: its gradient vanishes after all."))
    film.press("enter")
    #expect(film.state.screen == .compare && film.state.lessons.page == .menu)
    film.press("6")
    #expect(film.text.contains("1 of 8 done, 0 predicted right"))
  }

  /// The other lanes are launched with configurations of their own.
  @Test func lanesAreLaunchedWithTheirWiring() throws {
    var film = opened("warm-up")
    film.press("c")
    let run = try #require(Lesson.named("warm-up")).runs[0]
    let configurations = try run.laneSet().configurations
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: configurations[0], parameterCount: 1000, guessing: 2.77, chance: 0.0625)))
    let orders = film.lastEffects
    #expect(orders.contains(.training(.command(.open(configurations[1])))))
    #expect(orders.contains(.training(.command(.open(configurations[2])))))
    #expect(orders.suffix(2) == [.training(.pauseAfter(step: 119)), .training(.run)])
    #expect(film.state.lanes.map(\.configuration.warmup) == [0, 100, 0])
  }

  @Test func aChangeByHandEndsTheLesson() throws {
    var film = opened("vanishing")
    film.press("c")
    film.press("n")
    #expect(film.state.staged == nil && film.allEffects.contains(.training(.pauseAfter(step: nil))))
  }

  /// What was predicted stays so while it is trained.
  @Test func aPredictionIsNotMovedAway() throws {
    var film = opened("collapse")
    film.press("b")
    try train(&film, try #require(Lesson.named("collapse")).runs[0])
    film.press("6 down down enter")
    #expect(film.state.lessons.page == .reveal && film.state.lessons.choice == 1)
    #expect(film.state.staged == nil)
  }

  @Test func anotherLessonTakesTheStage() throws {
    var film = opened("collapse")
    film.press("b")
    film.play(.line("lesson depth"))
    #expect(film.lastEffects == [.training(.pauseAfter(step: nil))] && film.state.staged == nil)
    film.press("a")
    #expect(film.state.staged?.lanes.configurations.first?.layers == 48)
  }

  @Test func menuAndQuestionAreMovedIn() {
    var film = Film()
    film.press("6 up")
    #expect(film.state.lessons.index == Lesson.all.count - 1)
    film.press("down down enter down")
    #expect(film.state.lessons.index == 1 && film.state.lessons.choice == 1)
    film.press("esc esc")
    #expect(film.state.screen == .live)
  }

  @Test(arguments: Language.allCases) func frames(_ language: Language) throws {
    var film = Film(look: Look(language: language))
    film.press("6")
    expectSnapshot(film.frame, "lessons-\(language.rawValue)-80x24")
    film.press("down down down down enter")
    expectSnapshot(film.frame, "lesson-question-\(language.rawValue)-80x24")
  }

  @Test func everySizeIsDrawn() {
    for keys in ["6", "6 enter"] {
      var film = Film()
      film.press(keys)
      for columns in stride(from: 0, through: 200, by: 7) {
        for rows in [0, 1, 7, 12, 13, 18, 24, 36, 60] {
          var canvas = Canvas(columns: columns, rows: rows)
          view(film.state, on: &canvas)
          #expect(canvas.cells.count == columns * rows)
        }
      }
    }
  }
}
