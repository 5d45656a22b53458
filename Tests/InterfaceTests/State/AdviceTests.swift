import Engine
import Testing

@testable import Interface

/// What is advised, against what was measured and against what the program accepts.
@Suite struct AdviceTests {
  private static let states: [Verdict.State] = [
    .diverged, .exploding, .stalled, .collapsed, .vanishing,
  ]

  private func advice(_ line: String, _ state: Verdict.State = .stalled) throws -> Advice {
    let verdict = Verdict(state: state, number: 3, threshold: 2)
    return VerdictText.advice(verdict, try Configuration(line: line).validated())
  }

  private func keys(_ line: String, _ state: Verdict.State = .stalled) throws -> [String] {
    try advice(line, state).keys.map(\.key)
  }

  /// Several hundred configurations that differ in all that advice depends on.
  private static var lines: [String] {
    var lines: [String] = []
    let wirings =
      Placement.allCases.map { "norm=\($0.rawValue)" }
      + ["task=copy", "preset=deepnorm", "preset=rezero", "preset=deepnorm,wiring=*=none"]
      + ["norm=none,wiring=2=pre:0", "wiring=2.attention=sandwich", "residual=0.5,norm=post"]
    for wiring in wirings {
      for residual in ["", ",residual=off"] where residual.isEmpty || !wiring.contains("residual") {
        for layers in [6, 12, 24] {
          for rest in ["", ",optimizer=sgd", ",learning-rate=1e-6", ",learning-rate=1e6"] {
            for task in ["", ",task=reverse,warmup=50"] where !wiring.contains("task") {
              lines.append("layers=\(layers),\(wiring)\(residual)\(rest)\(task)")
            }
          }
        }
      }
    }
    return lines
  }

  @Test func everyAdvisedCombinationOfFlagsIsAccepted() throws {
    for line in Self.lines {
      for state in Self.states {
        let flags = try advice(line, state).flags
        #expect(flags.isEmpty || flags.hasPrefix("try "))
        for choice in flags.dropFirst(4).split(separator: " or ") {
          try expectAccepted(String(choice), beside: line)
        }
      }
    }
  }

  private func expectAccepted(_ choice: String, beside line: String) throws {
    guard choice.hasPrefix("--") else { return }
    let before = try Configuration(line: line)
    var configuration = before
    let words = choice.split(separator: " ")
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      let key = try #require(ConfigurationKey(rawValue: String(words[index].dropFirst(2))))
      let text = words[index + 1].filter { $0 != "\"" }
      try configuration.set(key, to: text)
    }
    #expect(throws: Never.self, "\(choice) beside \(line)") { try configuration.validated() }
    #expect(configuration != before, "\(choice) changes nothing beside \(line)")
    if words.contains(where: { $0 == "--norm" || $0 == "--residual" || $0 == "--wiring" }) {
      #expect(configuration.wiring != before.wiring, "\(choice) changes nothing beside \(line)")
    }
  }

  @Test func withoutNormAndResidualBothComeTogether() throws {
    let advice = try advice("norm=none,residual=off")
    #expect(advice.keys.map(\.key) == ["n n r", "i"])
    #expect(advice.flags == "try --norm pre --residual on")
    for state in Self.states where state != .diverged && state != .exploding {
      #expect(try keys("norm=none,residual=off,layers=6", state).first == "n n r")
    }
  }

  @Test func theKeysForBothLeadToPreNormWithResidual() throws {
    var film = Film(try Configuration(line: "norm=none,residual=off"))
    film.press("space n n r")
    #expect(film.state.lane.wiring.allSatisfy { $0 == Wiring(.pre) })
  }

  @Test(arguments: ["norm=pre", "norm=sandwich,layers=6", "norm=branch", "preset=deepnorm"])
  func whatLearnsNeedsMoreSteps(_ line: String) throws {
    let advice = try advice(line + ",task=reverse")
    #expect(advice.keys.map { $0.effect?.english } == ["give it more steps"])
    #expect(advice.flags == "try more --steps")
    #expect(advice.keys.allSatisfy { $0.key.isEmpty })
  }

  @Test(arguments: [Verdict.State.exploding, .diverged], ["pre", "none", "post"])
  func aLargeStartIsTheFirstThingToUndo(state: Verdict.State, norm: String) throws {
    let configuration = try Configuration(line: "norm=\(norm),init-gain=4")
    let verdict = Verdict(state: state, number: 3, threshold: 2)
    #expect(VerdictText.advice(verdict, configuration).flags == "try --init-gain 1")
  }

  @Test func moreStepsAreAdvisedOnTheScreen() throws {
    let configuration = try Configuration(line: "norm=pre")
    var film = Film(configuration)
    film.run(CannedRun(configuration: configuration, course: .stalled), 0..<61)
    film.press("down")
    #expect(film.text.contains("give it more steps") && !film.text.contains("esc give"))
    #expect(!film.text.contains("higher learning rate") && !film.text.contains("then i"))
  }

  @Test func warmupIsAdvisedForCopyOnly() throws {
    #expect(try keys("layers=12") == ["n", "w", "i"])
    for task in ["reverse", "sort", "brackets"] {
      #expect(try keys("layers=12,task=\(task)") == ["n", "i"])
      #expect(try advice("layers=12,task=\(task)").flags == "try --norm pre")
    }
  }

  @Test func aRateFarOffComesFirst() throws {
    #expect(try keys("learning-rate=1e-6") == ["]", "n", "w", "i"])
    #expect(try keys("norm=pre,learning-rate=1e-5") == ["]", "i"])
    #expect(try keys("norm=pre,learning-rate=0.01") == ["[", "i"])
    #expect(try keys("norm=none,learning-rate=10", .exploding).first == "[")
    #expect(try keys("norm=none,learning-rate=10", .diverged).first == "[")
    #expect(
      try advice("norm=pre,learning-rate=1e6", .diverged).flags == "try --learning-rate 0.001")
    #expect(try advice("norm=pre", .diverged).flags == "try --learning-rate 0.0001")
    #expect(try keys("norm=pre,optimizer=sgd,learning-rate=1") == ["[", "i"])
  }

  @Test func aPresetIsNeverGivenANorm() throws {
    for line in Self.lines where line.contains("preset") {
      for state in Self.states { #expect(try !advice(line, state).flags.contains("--norm")) }
    }
  }

  @Test func whatWasJustDoneIsNotAdvised() throws {
    let configuration = try Configuration(line: "norm=pre,learning-rate=1e-5")
    var film = Film(configuration)
    var reports = CannedRun(configuration: configuration, course: .stalled).reports(0..<61)
    for index in reports.indices {
      reports[index].learningRate = 1e-5
      film.play(.report(reports[index]))
    }
    #expect(film.text.contains("] higher learning rate"))
    film.press("]")
    #expect(film.text.contains("i starts afresh with the new rate"))
    #expect(!film.text.contains("] higher learning rate"))
  }

  @Test func aGradientThatUnderflowedFallsToZero() {
    let vanishing = Verdict(state: .vanishing, number: 37.4, threshold: 2)
    let stalled = Verdict(
      state: .stalled, number: 2.8, threshold: 2, causes: [Cause(.gradientFalls, number: 37.4)])
    for verdict in [vanishing, stalled] {
      let line = VerdictText.line(verdict, Configuration())
      #expect(line.contains("gradient falls to 0 towards the input"))
    }
    let deep = Verdict(state: .vanishing, number: 29, threshold: 2)
    #expect(VerdictText.line(deep, Configuration()).contains("10^29.0"))
  }
}
