import Testing

@testable import Engine
@testable import Interface

/// What the step-through screen asks, shows and refuses.
@Suite struct StepTests {
  private static func small(_ placement: Placement) -> Configuration {
    var configuration = Configuration()
    (configuration.norm, configuration.layers, configuration.width) = (placement, 2, 16)
    (configuration.heads, configuration.batch) = (2, 4)
    return configuration
  }

  @Test func enteringPausesAndLeavingAsks() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("s")
    #expect(stage.film.effects.contains([.training(.pause), .training(.walk(.open(lane: 1)))]))
    #expect(stage.film.state.screen == .stepThrough && !stage.film.state.isRunning)
    stage.press("esc")
    #expect(stage.film.text.contains("enter finishes the step"))
    stage.press("esc")
    #expect(stage.film.state.walk?.leavesFor == nil && stage.film.state.walk != nil)
    stage.press("s a")
    #expect(
      stage.film.lastEffects == [.training(.walk(.close(finishing: false))), .training(.run)])
    stage.press("3 s enter")
    #expect(stage.film.lastEffects == [.training(.walk(.close(finishing: true))), .training(.run)])
    #expect(stage.film.state.screen == .live && stage.film.state.isRunning)
  }

  @Test func aPausedRunStaysPausedAndNumbersLeadElsewhere() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("space s 2 enter")
    #expect(stage.film.lastEffects == [.training(.walk(.close(finishing: true)))])
    #expect(stage.film.state.screen == .compare && !stage.film.state.isRunning)
  }

  /// A click on a line of the listing leads to its operation.
  @Test func linesOfTheListingAreClicked() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("s")
    let lines = stage.film.text.split(separator: "\n")
    let row = try #require(lines.firstIndex { $0.contains(" s = q·kᵀ") })
    // A line with the frame's size comes first.
    var film = stage.film
    film.play(.mouse(Mouse(.press, column: 3, row: row - 1)))
    let operation = try #require(film.state.walk?.operation)
    #expect(operation.kind == .attentionScores && operation.sublayer?.index == 0)
  }

  /// The number under the mouse, or the extreme of those that share its cell.
  @Test(arguments: [(80, 24), (160, 50)]) func mapsAreReadOut(columns: Int, rows: Int) throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.film.play(.resize(columns: columns, rows: rows))
    stage.press("s J")
    let spots = stage.film.frame.hitAreas.filter {
      if case .tensor = $0.reading { true } else { false }
    }
    let spot = try #require(spots.first)
    guard case .tensor(let index) = spot.reading else { return }
    let numbers = try #require(stage.film.state.walk?.tensors[index])
    stage.film.play(.mouse(Mouse(.motion, column: spot.area.column, row: spot.area.row)))
    let note = try #require(stage.film.state.note?.effect.english)
    #expect(note.contains("[1"))
    let few = numbers.tensor.shape.last ?? 0 <= spot.area.columns && note.contains("[1,1] ")
    if few { #expect(note.hasSuffix(NumberFormat.text(numbers.values.first.map(Double.init)))) }
    #expect(few || note.contains("extreme of "))
    stage.film.play(.mouse(Mouse(.motion, column: columns - 1, row: 0)))
    #expect(stage.film.state.mouse.hovered == nil)
  }

  @Test func helpOpensOverTheWalkAndClosesToIt() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("s ?")
    #expect(stage.film.text.contains("help: the step-through screen"))
    stage.press("?")
    #expect(stage.film.state.help.scroll == nil && stage.film.state.walk?.present != nil)
  }

  @Test func whatConcernsTheLabIsRefusedInWords() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("s space")
    #expect(stage.film.state.note?.effect == StepWords.unknownKey)
    for line in [":norm post", ":layers 3", ":until 9", ":goto 0"] {
      stage.type(line)
      stage.press("enter")
      #expect(stage.film.lastEffects == [] && stage.film.text.contains("training waits"), "\(line)")
      stage.press("esc")
    }
    #expect(stage.film.state.walk != nil)
  }

  /// Forward to the end and back: every number on the screen is that of the walk's page.
  @Test(arguments: Placement.allCases) func shownNumbersAreThoseOfThePage(
    _ placement: Placement
  ) throws {
    var stage = try WalkStage(Self.small(placement), size: (200, 60))
    stage.press("s")
    let count = try #require(stage.film.state.walk?.operations.count)
    var isBack = false
    // At the end the next operation is the last one again.
    for index in Array(0..<count) + (0..<count).reversed() {
      #expect(stage.film.state.walk?.index == index)
      let shown = try #require(stage.film.state.walk?.present)
      #expect(shown == stage.walk?.page(at: WalkFocus()))
      if let factor = shown.sizes.amplification {
        #expect(stage.film.text.contains("×" + NumberFormat.text(factor)))
      }
      if let fork = shown.forkShares {
        #expect(stage.film.text.contains(NumberFormat.text(fork.skipShare)))
        #expect(stage.film.text.contains(NumberFormat.text(fork.branchNorm)))
      }
      let line = StepListing.plain(ArithmeticText.line(shown.arithmetic)).replacing("  ", with: " ")
      let start = String(line.prefix(60))
      #expect(stage.film.text.contains(start), "\(line)")
      stage.press(isBack ? "k" : "j")
      if index == count - 1 { isBack = true }
    }
  }

  @Test func foldedLinesAreSublayersAndLayers() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("s f j")
    #expect(stage.film.state.walk?.operation?.sublayer == Sublayer(index: 0))
    stage.press("j")
    #expect(stage.film.state.walk?.operation?.sublayer == Sublayer(index: 1))
    stage.press("f k")
    #expect(stage.film.state.walk?.operation?.sublayer == Sublayer(index: 0))
  }

  @Test func bLeadsToTheGradientAndBack() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("s")
    stage.go(to: .softmax)
    let index = stage.film.state.walk?.index
    stage.press("b")
    #expect(stage.film.state.walk?.operation?.kind == .softmaxGradient)
    stage.press("b")
    #expect(stage.film.state.walk?.index == index)
  }

  @Test func searchGoesToTheNextMatch() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.press("s /")
    stage.type("softmax")
    stage.press("enter")
    #expect(stage.film.state.walk?.operation?.kind == .softmax)
    stage.press("n")
    #expect(stage.film.state.walk?.operation?.sublayer?.layer == 2)
  }

  @Test func theCursorStaysInsideEveryTensor() throws {
    var stage = try WalkStage(Self.small(.post))
    stage.press("s")
    for kind in [OperationKind.linear, .attentionScores, .normalize, .update] {
      stage.go(to: kind)
      for _ in 0..<40 { stage.press("v l L") }
      for _ in 0..<40 { stage.press("h H") }
      let focus = try #require(stage.film.state.walk?.focus)
      #expect(focus.token >= 0 && focus.feature >= 0 && focus.column >= 0)
    }
  }

  /// Commands reach the trainer; a stop leads back to the step, and to its tap.
  @Test func aBreakpointStopsInStepThrough() throws {
    var stage = try WalkStage(Self.small(.pre))
    stage.type(":break loss >")
    stage.press("enter")
    #expect(stage.film.text.contains("character 7"), "\(stage.film.text)")
    stage.press("esc")
    stage.type(":break gradient_rms(1.attention) < 1e9")
    stage.press("enter")
    let breakpoint = try Breakpoint("gradient_rms(1.attention) < 1e9", layers: 2)
    #expect(stage.film.lastEffects == [.training(.breakpoints([breakpoint]))])
    var film = stage.film
    film.play(.broke(breakpoint, lane: 1, step: 3, isDiverged: false))
    #expect(
      film.lastEffects
        == [
          .training(.pause), .training(.command(.rewind(toStep: 2))), .training(.pause),
          .training(.walk(.open(lane: 1))),
        ])
    #expect(film.state.screen == .stepThrough)
    let walk = Walk(try Trainer(Self.small(.pre), threads: 1, instructionSet: .baseline))
    film.play(.walk(.opened(WalkOpening(walk, lane: 1))))
    #expect(film.state.walk?.operation?.phase == .backward)
    #expect(film.state.walk?.operation?.tap == .sublayer(Sublayer(index: 0)))
  }

  /// Both languages give the position and the nearest name.
  @Test func badConditionsAreRefusedWithTheirPlace() throws {
    var stage = try WalkStage(Self.small(.pre), look: Look(language: .chinese))
    for (line, told) in [
      (":break gradient_rms(9.attention) < 1", "第 14 个字符：应为 测点，如 1.attention、embedding 或 final"),
      (":break los > 3", "应为 nan、verdict 或事实，如 loss，得到 'los'"),
      (":watch loss > 3", "第 6 个字符：应为 末尾"),
      (":watch", "应为 一个值，得到 空"),
    ] {
      stage.type(line)
      stage.press("enter")
      #expect(stage.film.text.contains(told), "\(line): \(stage.film.text)")
      stage.press("esc")
    }
  }

  /// Watched facts stand below the plots, with the number of the newest step.
  @Test func factsAreWatched() throws {
    let run = CannedRun(configuration: Configuration(), course: .stalled)
    var film = Film()
    film.run(run, 0..<3)
    for line in ["watch loss", "watch gradient_rms(1.attention)"] { film.play(.line(line)) }
    film.wait(3000)
    let report = run.report(2)
    let loss = NumberFormat.text(report.loss)
    let gradient = NumberFormat.text(report.taps[1].gradientRMS)
    #expect(film.text.contains("gradient_rms(1.attention) \(gradient)  loss \(loss)"))
    film.play(.line("watch off"))
    film.wait(3000)
    #expect(!film.text.contains("gradient_rms("))
  }

  @Test(arguments: ["", "m", "m m p", "x", "e", "f", "?"])
  func everySizeIsDrawn(_ keys: String) throws {
    var stage = try WalkStage(Self.small(.post))
    stage.press("s")
    stage.go(to: .residualAdd)
    stage.press(keys)
    for columns in stride(from: 0, through: 200, by: 3) {
      for rows in [0, 1, 7, 12, 13, 18, 24, 36, 60] {
        var canvas = Canvas(columns: columns, rows: rows)
        view(stage.film.state, on: &canvas)
        #expect(canvas.cells.count == columns * rows)
      }
    }
  }
}
