import Testing

@testable import Engine

@Suite struct ConfigurationValidationTests {
  @Test(arguments: [
    ("layers=0", "--layers: expected 1 to 128, found 0"),
    ("layers=129", "--layers: expected 1 to 128, found 129"),
    ("width=1025", "--width: expected 1 to 1024, found 1025"),
    ("heads=0", "--heads: expected 1 to 1024, found 0"),
    ("heads=5", "--heads: expected a divisor of the width 64, found 5; try --heads 4"),
    ("ffn=8193", "--ffn: expected 1 to 8192, found 8193"),
    ("sequence=513", "--sequence: expected 1 to 512, found 513"),
    ("batch=-1", "--batch: expected 1 to 1024, found -1"),
    ("vocabulary=1", "--vocabulary: expected 2 to 8192, found 1"),
    ("shards=65", "--shards: expected 1 to 64, found 65"),
    ("warmup=-1", "--warmup: expected 0 to 1000000000, found -1"),
    ("learning-rate=0", "--learning-rate: expected a finite number above 0, found 0"),
    ("weight-decay=-1", "--weight-decay: expected a finite number, 0 or more, found -1"),
    ("clip=-0.5", "--clip: expected a finite number, 0 or more, found -0.5"),
    ("init-gain=-2", "--init-gain: expected a finite number, 0 or more, found -2"),
    (
      "task=brackets,vocabulary=6",
      "--vocabulary: expected 5 with --task brackets, found 6; leave it out"
    ),
    (
      "text=a,vocabulary=2",
      "--vocabulary: expected 3 or more with --text (mask, unknown, one character), found 2"
    ),
    ("text=", "--text: expected a file or - for standard input, found nothing"),
    (
      "preset=rezero,norm=pre",
      "--norm: expected none beside --preset rezero, which sets it to none, found pre; leave "
        + "one of them out, or rewire with --wiring \"*=pre\""
    ),
    (
      "layers=3,wiring=*=pre;2-5.attention=post:2",
      "--wiring, rule 2 '2-5.attention=post:2': expected layers 1 to 3; "
        + "more layers with --layers 5"
    ),
  ])
  func faultsAreOneLine(line: String, message: String) throws {
    let configuration = try Configuration(line: line)
    #expect { _ = try configuration.validated() } throws: { "\($0)" == message }
  }

  @Test(arguments: [
    "", "layers=128,width=1024,heads=1024,ffn=8192,sequence=512,batch=1024,vocabulary=8192",
    "layers=1,width=1,heads=1,ffn=1,sequence=1,batch=1,vocabulary=2", "preset=deepnorm",
    "preset=rezero,residual=off,wiring=*=pre", "task=brackets", "text=-,vocabulary=3",
    "optimizer=sgd,warmup=100,clip=1", "residual=-0.5",
  ])
  func soundConfigurationsPass(line: String) throws {
    let configuration = line.isEmpty ? Configuration() : try Configuration(line: line)
    #expect(try configuration.validated() == configuration)
    #expect(configuration.memoryBytes > 0)
  }

  @Test func validationSurvivesAnyConfiguration() {
    for index in 0..<2000 {
      var random = RandomStream(seed: 8, name: "configurations", index: index)
      let configuration = Configuration.random(&random)
      if let valid = try? configuration.validated() { #expect(valid.memoryBytes > 0) }
    }
  }

  @Test func memoryOfTheOpeningModelIsAFewMegabytes() {
    let megabytes = Double(Configuration().memoryBytes) / 1e6
    #expect(megabytes > 20 && megabytes < 100, "\(megabytes)")
  }

  @Test func rulesRoundTripAnyStack() throws {
    for index in 0..<3000 {
      var random = RandomStream(seed: 9, name: "stacks", index: index)
      var configuration = Configuration()
      configuration.layers = 1 + random.below(12)
      configuration.norm = random.choice()
      configuration.residual = random.maybe { $0.finite() }
      // Few distinct values, so that neighbours often agree.
      let scales: [Float] = [0, 1, random.finite()]
      let stack = (0..<configuration.sublayerCount).map { _ in
        Wiring(random.choice(), skipScale: scales[random.below(3)])
      }
      let rewired = configuration.rewired(to: stack)
      #expect(rewired.wiring == stack)
      let text = rewired.rules.map(\.description).joined(separator: "; ")
      #expect(try WiringRule.parse(rules: text) == rewired.rules)
      #expect(try Configuration(line: rewired.line).wiring == stack)
    }
  }

  @Test(arguments: [
    ("pre", "expected LAYERS[.attention|.feedforward]=PLACEMENT[:SCALE], such as 3-5=pre"),
    ("0=pre", "expected layers such as 3, 2-5 or *, counted from 1, found '0'"),
    ("5-2=pre", "expected layers such as 3, 2-5 or *, counted from 1, found '5-2'"),
    ("+1=pre", "expected layers such as 3, 2-5 or *, counted from 1, found '+1'"),
    ("=pre", "expected layers such as 3, 2-5 or *, counted from 1, found ''"),
    ("99999999999999999999=pre", "found '99999999999999999999'"),
    ("1.atention=pre", "found 'atention'; did you mean 'attention'?"),
    ("1=prr", "expected post, pre, sandwich, branch or none, found 'prr'; did you mean 'pre'?"),
    ("1=pre:", "expected a finite skip scale, found ''"),
    ("1=pre:inf", "expected a finite skip scale, found 'inf'"),
    ("1=pre;", "rule 2 '': expected LAYERS"),
  ])
  func ruleFaultsNameTheRule(rules: String, part: String) {
    #expect { _ = try WiringRule.parse(rules: rules) } throws: { "\($0)".contains(part) }
  }

  @Test func suggestionsAreNearOrAbsent() {
    #expect(NearestName.suggestion(for: "psot", among: ["post", "pre"]) == "post")
    #expect(NearestName.suggestion(for: "zebra", among: ["post", "pre"]) == nil)
    #expect(NearestName.suggestion(for: "", among: []) == nil)
  }
}
