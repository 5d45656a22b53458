import Testing

@testable import Engine

@Suite struct ConfigurationLineTests {
  @Test func standardConfigurationIsWrittenOut() {
    #expect(
      Configuration().line
        == "layers=12,width=64,heads=4,ffn=256,sequence=16,batch=16,vocabulary=16,norm=post,"
        + "norm-kind=layer,residual=on,activation=gelu,task=copy,optimizer=adamw,"
        + "learning-rate=0.001,warmup=0,clip=0,weight-decay=0.01,init=xavier,init-gain=1,"
        + "shards=4,seed=1")
  }

  @Test func lineReadsBackToTheResolvedValue() throws {
    for index in 0..<2000 {
      var random = RandomStream(seed: 7, name: "configurations", index: index)
      let configuration = Configuration.random(&random)
      #expect(try Configuration(line: configuration.line) == configuration.resolved)
      #expect(configuration.resolved.wiring == configuration.wiring)
    }
  }

  @Test func rewiredConfigurationYieldsTheWiring() {
    for index in 0..<2000 {
      var random = RandomStream(seed: 8, name: "wirings", index: index)
      var configuration = Configuration.random(&random)
      configuration.layers = 1 + random.below(4)
      let uniform = random.below(3) == 0
      var wiring: [Wiring] = []
      for _ in 0..<configuration.sublayerCount {
        let placement = Placement.allCases[random.below(Placement.allCases.count)]
        let scale = [0, 1, 0.5, configuration.onScale][random.below(4)]
        wiring.append(
          uniform
            ? wiring.first ?? Wiring(placement, skipScale: scale)
            : Wiring(placement, skipScale: scale))
      }
      #expect(configuration.rewired(to: wiring).wiring == wiring)
    }
  }

  @Test func aUniformStackNeedsNoRules() {
    var stack = Array(repeating: Wiring(.pre, skipScale: 0), count: 24)
    let off = Configuration().rewired(to: stack)
    #expect(off.norm == .pre && off.residual == 0 && off.rules.isEmpty)
    stack = Array(repeating: Wiring(.sandwich), count: 24)
    let on = off.rewired(to: stack)
    #expect(on.norm == .sandwich && on.residual == nil && on.rules.isEmpty)
  }

  @Test func partialLineKeepsDefaults() throws {
    let configuration = try Configuration(
      line: "layers=12, norm=post, wiring=2.attention=post:0;3-5=pre")
    #expect(configuration.norm == .post)
    #expect(configuration.rules.count == 2)
    #expect(configuration.width == 64)
  }

  @Test func lineOfAnyPathIsPrintable() throws {
    let path = " a,b\\c\n\u{1b}[31m\u{202e} 汉 "
    var configuration = Configuration()
    configuration.task = .text(path: path)
    #expect(!configuration.line.unicodeScalars.contains(where: Printable.isUnprintable))
    #expect(try Configuration(line: configuration.line).task == .text(path: path))
  }

  @Test(arguments: [
    ("", "--config, character 1: expected key=value, found nothing"),
    ("layers", "--config, character 1: expected key=value, found 'layers'"),
    ("layers=2,", "--config, character 10: expected key=value, found nothing"),
    (
      "layers=2, layrs=3",
      "--config, character 11: expected a key such as layers or norm, found 'layrs'; "
        + "did you mean 'layers'?"
    ),
    ("layers=2,layers=3", "--config, character 10: 'layers' was already set at character 1"),
    ("task=copy,text=a", "--config, character 11: 'text' was already set at character 1"),
    (
      "width=8,norm=psot",
      "--config, character 9: --norm: expected post, pre, sandwich, branch, none or auto, "
        + "found 'psot'; did you mean 'post'?"
    ),
    (
      "steps=5", "--config, character 1: 'steps' is not part of a configuration: give it as --steps"
    ),
    (#"text=a\b"#, #"--config, character 1: text: expected \\, \, or \u{…} after a backslash"#),
    (
      #"text=\u{110000}"#,
      #"--config, character 1: text: expected \\, \, or \u{…} after a backslash"#
    ),
    (
      "layers=99999999999999999999",
      "--config, character 1: --layers: expected a whole number, 1 to 128, "
        + "found '99999999999999999999'"
    ),
  ])
  func faultsAreOneLineWithTheirPosition(line: String, message: String) {
    #expect { _ = try Configuration(line: line) } throws: { "\($0)" == message }
  }

  @Test func foreignTextNeverReachesTheTerminalRaw() {
    #expect { _ = try Configuration(line: "\u{1b}[2J=1") } throws: {
      "\($0)".contains(#"\u{1b}"#) && !"\($0)".contains("\u{1b}")
    }
  }

  @Test func mutatedLinesNeverCrash() {
    let lines = [Configuration().line, #"text=a\,b\\c\u{20},wiring=2.attention=post:0;3-5=pre"#]
    let inserts = Array("=,;\\{}u:.*-9e".unicodeScalars)
    for index in 0..<5000 {
      var random = RandomStream(seed: 3, name: "lines", index: index)
      var text = Array(lines[index % 2].unicodeScalars)
      for _ in 0...random.below(4) {
        text.insert(inserts[random.below(inserts.count)], at: random.below(text.count))
        text.remove(at: random.below(text.count))
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text)
      _ = try? Configuration(line: String(view)).validated()
    }
  }
}

extension Configuration {
  /// Any value of every property, valid or not.
  static func random(_ random: inout RandomStream) -> Configuration {
    var result = Configuration()
    result.layers = random.below(200)
    result.width = random.below(1000)
    result.heads = random.below(20)
    result.ffn = random.maybe { $0.below(9000) }
    result.sequence = random.below(600)
    result.batch = random.below(1100)
    result.vocabulary = random.maybe { $0.below(9000) }
    result.norm = random.maybe { $0.choice() }
    result.normKind = random.choice()
    result.residual = random.maybe { $0.finite() }
    result.rules = (0..<random.below(4)).map { _ in WiringRule.random(&random) }
    result.activation = random.choice()
    result.task = random.below(2) == 0 ? .synthetic(random.choice()) : .text(path: random.path())
    result.optimizer = random.choice()
    result.learningRate = random.maybe { $0.finite() }
    result.warmup = random.below(1000)
    result.clip = random.finite()
    result.weightDecay = random.maybe { $0.finite() }
    result.initialization = random.choice()
    result.initGain = random.finite()
    result.preset = random.maybe { $0.choice() }
    result.shards = random.below(80)
    result.seed = random.bits()
    return result
  }
}

extension WiringRule {
  static func random(_ random: inout RandomStream) -> WiringRule {
    let first = 1 + random.below(10)
    let last = first + random.below(5)
    return WiringRule(
      layers: random.maybe { _ in first...last }, kind: random.maybe { $0.choice() },
      placement: random.choice(), skipScale: random.maybe { $0.finite() })
  }
}

extension RandomStream {
  mutating func maybe<Value>(_ make: (inout RandomStream) -> Value) -> Value? {
    below(2) == 0 ? nil : make(&self)
  }

  mutating func choice<Choice: CaseIterable>() -> Choice where Choice.AllCases == [Choice] {
    Choice.allCases[below(Choice.allCases.count)]
  }

  mutating func finite() -> Float {
    while true {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits()))
      if value.isFinite { return value }
    }
  }

  mutating func path() -> String {
    let scalars = Array("ab,\\ \t\n=;{}\u{0}\u{85}\u{200d}汉é\u{301}\u{1f600}".unicodeScalars)
    var view = String.UnicodeScalarView()
    for _ in 0..<below(12) { view.append(scalars[below(scalars.count)]) }
    return String(view)
  }
}
