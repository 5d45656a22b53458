import Testing

@testable import Engine

/// Conditions on a step's report: what they hold on, and how wrong ones are refused.
@Suite struct BreakpointTests {
  private static func report() throws -> StepReport {
    try Trainer(LawModels.small(.pre)).step()
  }

  @Test func factsAreThoseOfTheReport() throws {
    let report = try Self.report()
    let facts: [(String, Double?)] = [
      ("step", 0), ("loss", report.loss), ("accuracy", report.accuracy),
      ("learning_rate", report.learningRate), ("gradient_spread", report.gradientSpread),
      ("gradient_norm", report.gradientNorm), ("evaluation_loss", nil),
      ("gradient_rms(1.attention)", report.taps[1].gradientRMS),
      ("activation_max(final)", report.taps[5].activationMax),
      ("branch_ratio(2.feedforward)", report.taps[4].branchRatio),
      ("branch_ratio(embedding)", nil), ("token_diversity(final)", report.taps[5].tokenDiversity),
      ("update_ratio(2)", report.layers[1].updateRatio),
      ("gradient_norm(1)", report.layers[0].gradientNorm),
      ("query_value_ratio(1)", report.layers[0].queryValueRatio),
      (
        "update_ratio(layers.1.feedforward.expand.weight)",
        report.layers[1].matrices[4].updateRatio
      ),
    ]
    for (name, value) in facts {
      let isMore = try Breakpoint("\(name) > -1e30", layers: 2)
      #expect(isMore.value(in: report) == value, "\(name)")
      #expect(isMore.holds(in: report) == (value != nil))
      #expect(try Breakpoint("\(name)<-1e30", layers: 2).holds(in: report) == false)
      #expect(isMore.description == "\(name) > -1e+30")
      #expect(try Breakpoint(isMore.description, layers: 2) == isMore)
    }
  }

  @Test func watchesReadTheSameFacts() throws {
    let report = try Self.report()
    let watch = try FactWatch(" gradient_rms( 1.attention )", layers: 2)
    #expect(watch.value(in: report) == report.taps[1].gradientRMS)
    #expect(watch.description == "gradient_rms(1.attention)")
    #expect(throws: BreakpointError.self) { try FactWatch("loss > 3", layers: 2) }
    #expect(throws: BreakpointError.self) { try FactWatch("nan", layers: 2) }
  }

  @Test func relationsAreRelations() throws {
    var report = try Self.report()
    report.loss = 3
    for (text, holds) in [
      ("loss>3", false), ("loss >= 3", true), ("loss<3", false), ("loss <= 3.0", true),
      ("loss = 3", true), ("loss == 3", true), ("loss != 3", false), (" loss  > 2.5 ", true),
    ] {
      #expect(try Breakpoint(text, layers: 2).holds(in: report) == holds, "\(text)")
    }
    report.loss = .nan
    #expect(try Breakpoint("loss > 2", layers: 2).holds(in: report) == false)
  }

  @Test func headlinesAndNonFiniteNumbers() throws {
    var report = try Self.report()
    let nan = try Breakpoint("nan", layers: 2)
    #expect(!nan.holds(in: report))
    report.firstNonFinite = "logits"
    #expect(nan.holds(in: report))
    report.firstNonFinite = nil
    report.loss = .infinity
    #expect(nan.holds(in: report))
    for state in Verdict.State.allCases {
      report.verdict.state = state
      #expect(try Breakpoint("verdict \(state.rawValue)", layers: 2).holds(in: report))
    }
    #expect(try !Breakpoint("verdict diverged", layers: 2).holds(in: report))
    #expect(
      try Breakpoint("gradient_rms(1.attention)<1", layers: 1).tap?.description == "1.attention")
    #expect(nan.tap == nil)
  }

  @Test(arguments: [
    ("", 1, "the end"), ("los > 3", 1, "'los'; did you mean 'loss'?"), ("loss", 5, "the end"),
    ("loss 3", 6, "'3'"), ("loss > x", 8, "'x'"), ("loss > inf", 8, "'inf'"),
    ("loss > 3 4", 10, "'4'"), ("verdict stald", 9, "'stald'; did you mean 'stalled'?"),
    ("gradient_rms < 1", 14, "'< 1'"), ("gradient_rms(3.attention) < 1", 14, "'3.attention'"),
    ("gradient_rms(1.attention < 1", 26, "'< 1'"), ("update_ratio(4) < 1", 14, "'4'"),
    ("loss(1) > 1", 6, "'1'"), ("nan 3", 5, "'3'"), ("> 3", 1, "'> 3'"),
    ("query_value_ratio(layers.0.attention.query.weight) > 1", 19, "'layers.0"),
    ("\u{1b}[2J > 1", 1, "'\\u{1b}"),
  ])
  func wrongOnesAreRefusedWithTheirPlace(text: String, position: Int, found: String) {
    let error = #expect(throws: BreakpointError.self) { try Breakpoint(text, layers: 2) }
    #expect(error?.position == position)
    #expect(error?.description.contains("found \(found)") == true, "\(error?.description ?? "")")
  }
}
