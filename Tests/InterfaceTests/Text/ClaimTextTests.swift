import Testing

@testable import Engine
@testable import Interface

/// Claims, findings and their figures in words and characters.
@Suite struct ClaimTextTests {
  @Test func numbersCarryTheirDeviation() {
    let finding = Finding.demanding(
      .firstSolvedStep, 0...60, in: 10...20, .training("layers=12,norm=pre"))
    func value(_ values: [Double]) -> LocalizedText {
      FindingText.value(Evidence(finding: finding, values: values))
    }
    #expect(value([17, 18, 17]).english == "17.3 ± 0.6")
    #expect(value([17]).english == "17.0")
    #expect(value([.infinity, .infinity]).english == "never")
    #expect(value([17, .infinity, 17]).english == "never in 1 of 3")
    #expect(value([17, .infinity, 17]).chinese == "3 次中 1 次从未")
  }

  @Test func rangesAreWords() {
    #expect(FindingText.range(0...2).english == "0 to 2")
    #expect(FindingText.range(0.95...1).english == "0.95 to 1")
    #expect(FindingText.range(24...24).english == "24")
    #expect(FindingText.range(1e4...2e5).english == "1e4 to 2e5")
    #expect(FindingText.range(100...Double.infinity).english == "100 or more")
    #expect(FindingText.range(-Double.infinity...(-6)).english == "at most -6")
  }

  @Test func runsAreNamedByWhatTheyAre() {
    func name(_ arms: Arm...) -> String { FindingText.name(arms).english }
    #expect(name(.training("layers=12,norm=pre,residual=off")) == "pre without residual, 12 layers")
    #expect(name(.training("layers=12,warmup=100")) == "post, warm-up 100, 12 layers")
    #expect(name(.start("layers=24,preset=deepnorm")) == "deepnorm, 24 layers")
    #expect(name(.start("layers=1,norm=none,init=torch")) == "none, init torch, 1 layer")
    #expect(
      name(.start("layers=6"), .start("layers=12"), .start("layers=24")) == "post, 6 to 24 layers")
    #expect(
      name(Arm(line: "layers=1", measurement: .outlier(spike: 20)))
        == "a token of width 64 with a spike of 20")
  }

  @Test func aParagraphFitsItsColumns() throws {
    for experiment in Experiment.all {
      let result = experiment.result(experiment.findings.map { _ in [1, 2, 3] })
      for language in Language.allCases {
        let text = ClaimParagraph(result, language: language).text
        for line in text.split(separator: "\n") {
          #expect(CharacterWidth.columns(of: String(line)) <= 80, "\(line)")
        }
      }
    }
  }

  @Test func whatIsNotOnRecordSaysSo() throws {
    let experiment = try #require(Experiment.of("R1"))
    let cut = experiment.result([[0, 0, 0], [0, 0, 0], [0, 0, 0]])
    let text = ClaimParagraph(cut, language: .english).text
    #expect(text.hasPrefix("R1  only if; recorded: holds\n"))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("outside the record, 24"))
    #expect(!text.contains(experiment.words.reading.english.prefix(20)))
  }

  @Test func aChartHasAxisCurvesAndLegend() {
    let figure = Figure(
      quantity: .activationRMS, arms: [.start("layers=4,norm=none"), .start("layers=4,norm=post")])
    let chart = ClaimChart(
      figure, [[1, 10, 100, nil, 1e4], [1, 1, 1, 1, 1]], language: .english, glyphs: .ascii)
    let lines = Transcript.plain(chart.canvas()).split(separator: "\n").map(String.init)
    #expect(lines.first == "RMS of the stream by layer")
    #expect(lines.suffix(2) == ["  * none, 4 layers", "  # post, 4 layers"])
    let top = lines.first { $0.hasPrefix("1e4") }
    #expect(top?.hasSuffix("*") == true)
    let bottom = lines.first { $0.hasPrefix("  1 ") }
    #expect(bottom?.contains("#") == true)
  }
}
