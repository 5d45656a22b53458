import Engine
import Testing

@testable import Interface

/// What the `:` line reads and does.
@Suite struct CommandTests {
  private static func film(_ configuration: Configuration = Configuration()) -> Film {
    var film = Film(configuration)
    film.run(CannedRun(configuration: configuration, course: .stalled), 0..<61)
    return film
  }

  /// Types a line behind `:` and presses enter.
  private func entered(_ line: String, _ film: Film = film()) -> Film {
    var film = film
    film.enter(line)
    return film
  }

  private func rebuild(in film: Film) -> Configuration? {
    guard case .training(.rebuild(let configuration, _))? = film.lastEffects.first else {
      return nil
    }
    return configuration
  }

  private static let building = [
    ("layers 24", "layers=24"), ("width 32", "width=32,ffn=128"), ("heads 8", "heads=8"),
    ("ffn 100", "ffn=100"), ("task sort", "task=sort"), ("init gpt2", "init=gpt2"),
    ("init-gain 0.5", "init-gain=0.5"), ("optimizer sgd", "optimizer=sgd,learning-rate=0.1"),
    ("batch 8", "batch=8"),
    ("sequence 8", "sequence=8"), ("vocabulary 32", "vocabulary=32"),
    ("activation relu", "activation=relu"), ("norm-kind rms", "norm-kind=rms"),
    ("preset deepnorm", "preset=deepnorm"), ("seed 7", "seed=7"), ("shards 2", "shards=2"),
    ("config layers=3,norm=pre", "layers=3,norm=pre"), ("  layers = 24 ", "layers=24"),
    ("text /tmp/a b.txt", "text=/tmp/a b.txt,vocabulary=256"),
  ]

  @Test(arguments: building) func flagsOfTheModelBuildAnother(_ line: String, _ expected: String)
    throws
  {
    let film = entered(line)
    let wanted = try Configuration(line: expected).resolved
    #expect(rebuild(in: film)?.resolved.line == wanted.line)
    #expect(film.text.contains("building another model"))
    #expect(film.state.command.prompt == nil && film.state.lane.launch == Configuration())
  }

  /// No flag of model or training is without one of the tests above and below.
  @Test func everyFlagIsACommand() {
    let built = Self.building.map { Command.Parts($0.0).name }
    let inPlace = ["norm", "residual", "wiring", "warmup", "learning-rate", "weight-decay", "clip"]
    #expect(Set(built + inPlace) == Set(ConfigurationKey.allCases.map(\.rawValue) + ["config"]))
  }

  @Test func decayAndClippingChangeInPlace() {
    #expect(entered("weight-decay 0.1").lastEffects == [.trainer(.weightDecay(0.1))])
    #expect(entered("weight-decay auto").text.contains("weight-decay is so already"))
    var film = entered("clip 0.5")
    #expect(film.lastEffects == [.trainer(.clip(0.5))])
    #expect(film.text.contains("gradients clipped at norm 0.5"))
    #expect(film.text.contains("clip 0.5") && film.state.configuration.clip == 0.5)
    film.enter("clip 0")
    #expect(film.lastEffects == [.trainer(.clip(0))])
    #expect(film.text.contains("gradients are not clipped"))
  }

  @Test func wiringAndRatesChangeInPlace() {
    let pre = Configuration().wiring.map { Wiring(.pre, skipScale: $0.skipScale) }
    #expect(entered("norm pre").lastEffects == [.trainer(.rewire(pre))])
    let off = Configuration().wiring.map { Wiring($0.placement, skipScale: 0) }
    #expect(entered("residual off").lastEffects == [.trainer(.rewire(off))])
    var some = Configuration().wiring
    for index in 4..<10 { some[index] = Wiring(.pre, skipScale: 0.5) }
    #expect(entered("wiring 3-5=pre:0.5").lastEffects == [.trainer(.rewire(some))])
    #expect(entered("learning-rate 3e-4").lastEffects == [.trainer(.learningRate(3e-4))])
    #expect(entered("warmup 50").lastEffects == [.trainer(.warmup(50))])
    #expect(entered("norm pre").text.contains("the weights stay"))
  }

  @Test func aRewiringCanBeUndone() {
    var film = entered("wiring 2.attention=pre:0")
    film.press("u")
    #expect(film.lastEffects == [.trainer(.rewire(Configuration().wiring))])
  }

  @Test func theFlagOfAMixedStackIsThatOfAll() {
    var film = Self.film()
    film.press("space down n")
    film.enter("norm branch")
    #expect(film.state.lane.wiring.allSatisfy { $0.placement == .branch })
    film.enter("residual 0.5")
    film.enter("residual off")
    // On is what the flag means.
    film.enter("residual on")
    #expect(film.state.lane.wiring.allSatisfy { $0.skipScale == 1 })
    film.enter("residual 2")
    #expect(film.text.contains("branch, α = 2.00; the weights stay"))
  }

  @Test func theScreenIsTold() {
    #expect(entered("theme light").state.look.theme == .light)
    #expect(entered("glyphs ascii").state.look.glyphs == .ascii)
    #expect(entered("language zh").state.language == .chinese)
    #expect(entered("pace unlimited").lastEffects == [.training(.pace(Pace(stepsPerSecond: nil)))])
    #expect(entered("pace 50").lastEffects == [.training(.pace(Pace(stepsPerSecond: 50)))])
    #expect(entered("mouse off").lastEffects == [.shell(.mouse(isOn: false))])
    #expect(entered("help").state.help.scroll == 0)
    #expect(entered("quit").lastEffects == [.shell(.quit)])
    #expect(entered("reset").lastEffects == [.trainer(.reset), .training(.run)])
  }

  @Test func metricsGoToThePanelThatShowsThem() {
    #expect(entered("metric branch-ratio").state.activationMetric == .branchRatio)
    let gradient = entered("metric update-ratio").state
    #expect(gradient.gradientMetric == .updateRatio && gradient.focus == .gradient)
    let curve = entered("metric gradient-spread").state
    #expect(curve.upperCurve == .gradientSpread && curve.focus == .upperCurve)
    var film = Self.film()
    film.press("tab tab tab")
    film.enter("metric token-diversity")
    #expect(film.state.lowerCurve == .tokenDiversity)
  }

  /// What a key does has a name, and is refused where the key would be.
  @Test func everyKeyHasACommand() {
    let names = CommandTable.entries.map(\.name)
    #expect(names.count == Set(names).count)
    let bindings = KeyTable.bindings.filter { !$0.layer.isOverlay && $0.action != .openCommand }
    for binding in bindings {
      #expect(CommandTable.entries.contains { $0.kind == .action(binding.action) })
    }
  }

  @Test func commandsOfKeysDoWhatTheKeysDo() {
    #expect(entered("twin").lastEffects == [.training(.command(.twin(of: 1)))])
    #expect(entered("toggle-running").lastEffects == [.training(.pause)])
    let request = InspectionRequest(Sublayer(index: 0))
    #expect(entered("open-inspect").lastEffects == [.training(.inspect(request))])
    var film = entered("next-layer")
    #expect(film.state.selection == .layer(1))
    film.enter("next-head")
    #expect(film.text.contains("that belongs to another screen"))
    film.enter("redo")
    #expect(film.text.contains("nothing to redo") && film.state.command.prompt != nil)
  }

  @Test func placesCanBeGoneTo() {
    var film = entered("select 3.attention")
    #expect(film.state.selection == .sublayer(Sublayer(layer: 3, kind: .attention)))
    film.enter("select 12")
    #expect(film.state.selection == .layer(12))
    film.enter("select all")
    #expect(film.state.selection == .everything)
    film.enter("goto 5")
    #expect(film.state.cursor == 5 && film.lastEffects.isEmpty)
    #expect(film.text.contains("looking at step 5; space takes the lanes there"))
    film.press("space")
    film.enter("goto 7")
    #expect(film.lastEffects == [.training(.command(.rewind(toStep: 7)))])
    film.enter("goto newest")
    #expect(film.state.cursor == nil)
    film.play(.opened(OpenedLane(id: 2, .fork(of: 1))))
    film.enter("lane 1")
    #expect(film.state.lane.id == 1)
  }

  @Test func filesAreAskedForAsTheyAreTyped() {
    let save = FileRequest(path: "a b$(x).safetensors", replaces: false, content: .weights)
    #expect(entered("save a b$(x).safetensors").lastEffects == [.training(.write(save))])
    let forced = FileRequest(path: "x", replaces: true, content: .weights)
    #expect(entered("save! x").lastEffects == [.training(.write(forced))])
    guard case .training(.write(let request))? = entered("export x.csv").lastEffects.first,
      case .text(let text) = request.content
    else {
      Issue.record("no file")
      return
    }
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("step,steps,loss,loss_min,loss_max,accuracy,"))
    #expect(lines.count == 62 && lines[61].hasPrefix("60,1,2.7"))
    // step, steps, and three columns of each number.
    let commas = 1 + 3 * Fact.curves.count
    #expect(lines.allSatisfy { $0.filter { $0 == "," }.count == commas })
  }

  @Test func untilRunsAndPauses() {
    var film = Self.film()
    film.press("space")
    film.enter("until 70")
    #expect(
      film.lastEffects == [.training(.pauseAfter(step: 70)), .training(.run)]
        && film.state.isRunning)
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 61..<70)
    #expect(film.state.isRunning)
    film.run(CannedRun(configuration: Configuration(), course: .stalled), 70..<71)
    #expect(film.lastEffects == [.training(.pause)] && !film.state.isRunning)
    #expect(film.text.contains("paused at step 70"))
    film.enter("until 90")
    film.enter("until off")
    #expect(
      film.lastEffects == [.training(.pauseAfter(step: nil))] && film.state.command.until == nil)
  }

  @Test func anotherModelStartsAtStepZero() {
    var film = entered("layers 24")
    var configuration = Configuration()
    configuration.layers = 24
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: configuration, parameterCount: 1, guessing: CannedRun.guessing,
          chance: 0.1)))
    #expect(film.lastEffects == [.training(.pace(.standard)), .training(.run)])
    #expect(film.state.lane.history.isEmpty && film.state.lane.ghost?.stepCount == 61)
    #expect(film.text.contains("24 layers") && film.text.contains("from step 0"))
  }

  /// What was chosen before must exist in the model that comes.
  @Test func whatTheNewModelLacksIsNotShown() {
    var film = Self.film()
    film.enter("metric token-diversity")
    film.press("4 a a a a s")
    var configuration = Configuration()
    (configuration.heads, configuration.batch, configuration.sequence) = (1, 1, 1)
    film.play(
      .rebuilt(
        BuiltModel(
          configuration: configuration, parameterCount: 1, guessing: CannedRun.guessing,
          chance: 0.1)))
    #expect(film.state.inspect.head == nil && film.state.inspect.sequence == 0)
    #expect(film.state.activationMetric == .activationRMS)
    #expect(film.lastEffects.contains(.training(.inspect(InspectionRequest(Sublayer(index: 0))))))
    film.answer(CannedInspection(configuration: configuration))
  }

  /// A choice that waits is sent even if the line behind it says nothing.
  @Test func aFaultLosesNoRewiring() {
    var film = Self.film()
    film.press("n")
    film.enter("until 3")
    let pre = Configuration().wiring.map { Wiring(.pre, skipScale: $0.skipScale) }
    #expect(film.lastEffects == [.trainer(.rewire(pre))] && film.state.command.prompt != nil)
  }

  @Test func aRefusalLeavesTheRunAsItIs() {
    var film = entered("layers 128")
    let before = film.state.lane.history
    film.play(.answer(.refused(LocalizedText(same: "this model needs 3 TB\u{1b}[2J"))))
    #expect(film.state.lane.history == before && film.state.lane.launch.layers == 12)
    #expect(film.text.contains("the run goes on as it is") && !film.text.contains("\u{1b}"))
  }

  @Test func whatIsSoAlreadyIsNotBuiltAgain() {
    #expect(entered("layers 12").lastEffects == [])
    #expect(entered("norm post").lastEffects == [])
  }

  @Test func aChoiceThatWaitsGoesFirst() {
    var film = Self.film()
    film.press("n")
    film.enter("warmup 9")
    let pre = Configuration().wiring.map { Wiring(.pre, skipScale: $0.skipScale) }
    #expect(film.lastEffects == [.trainer(.rewire(pre)), .trainer(.warmup(9))])
  }

  /// Every fault is one sentence in both languages, and the text stays to be mended.
  @Test(arguments: [
    ("nrom pre", "expected a command, found 'nrom'; did you mean 'norm'?"),
    ("xyzzy", "expected a command, found 'xyzzy'; tab or help lists all"),
    ("norm psot", ":norm: expected post, pre, sandwich, branch, none or auto, found 'psot'; did"),
    ("norm", ":norm: expected a value, found nothing"),
    ("layers many", ":layers: expected a whole number, 1 to 128, found 'many'"),
    ("layers 129", ":layers: expected 1 to 128, found 129"),
    ("heads 5", ":heads: expected a divisor of the width 64, found 5; try :heads 4"),
    ("learning-rate 0", ":learning-rate: expected a finite number above 0, found 0"),
    ("residual maybe", ":residual: expected on, off or a finite skip scale, found 'maybe'"),
    ("wiring 99=pre", ":wiring, rule 1 '99=pre': expected layers 1 to 12; more layers with"),
    ("wiring 3", ":wiring, rule 1 '3': expected LAYERS"),
    ("config layers=", ":config, character 1: :layers: expected a whole number"),
    ("theme dork", ":theme: expected dark, light, terminal, mono or high-contrast, found 'dork'"),
    ("glyphs x", ":glyphs: expected braille"), ("language fr", ":language: expected en or zh"),
    ("pace fast", ":pace: expected 1 to 100000 steps per second or unlimited, found 'fast'"),
    ("metric los", ":metric: expected"), ("mouse", ":mouse: expected on or off, found nothing"),
    ("until 5", ":until: expected a step after 60, the present one, found '5'"),
    ("until x", ":until: expected a step from 0 on, or off, found 'x'"),
    ("goto 61", ":goto: expected 0 to 60, found '61'"),
    ("goto back", ":goto: expected a step that was trained, or newest, found 'back'"),
    ("lane 2", ":lane: expected an open lane, 1, found '2'"),
    ("lane 5", ":lane: expected 1, 2, 3 or 4, found '5'"),
    (
      "select 13", ":select: expected all, or a layer from 1 to 12, such as 3 or 3.attention, found"
    ),
    ("select 3.atention", ":select: expected all, or a layer"),
    ("weight-decay -1", ":weight-decay: expected a finite number, 0 or more, found -1"),
    ("clip no", ":clip: expected a finite number"), ("redo", "nothing to redo"),
    ("next-head", "that belongs to another screen"),
    ("save", ":save: expected a file, found nothing"), ("quit now", ":quit: expected nothing"),
    ("norm! pre", ":norm: expected no !, found '!'"),
  ])
  func faultsStandOnTheLine(_ line: String, _ expected: String) throws {
    let film = entered(line)
    #expect(film.lastEffects == [])
    let prompt = try #require(film.state.command.prompt)
    #expect(prompt.editor.text == line)
    let words = try #require(prompt.error)
    #expect(words.english.hasPrefix(expected), "\(words.english)")
    #expect(words.chinese != words.english)
    #expect(words.chinese.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) })
    #expect(!words.chinese.contains("expected") && !words.chinese.contains("found"))
    #expect(film.text.contains(String(expected.prefix(20))))
  }
}
