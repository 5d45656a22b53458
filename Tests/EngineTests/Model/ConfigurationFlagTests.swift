import Testing

@testable import Engine

/// Flags on top of a line that is written out in full.
@Suite struct ConfigurationFlagTests {
  private func applied(
    _ line: String, _ flags: [(ConfigurationKey, String)]
  ) throws -> Configuration {
    var configuration = try Configuration(line: Configuration(line: line).line)
    try configuration.apply(flags.map { (key: $0.0, text: $0.1) })
    return try configuration.validated()
  }

  @Test func optimizerBringsItsRateAndDecay() throws {
    let plain = try applied("layers=2", [(.optimizer, "sgd")])
    #expect(plain.peakLearningRate == 0.1 && plain.decay == 0)
    let named = try applied("layers=2", [(.learningRate, "0.5"), (.optimizer, "sgd")])
    #expect(named.peakLearningRate == 0.5 && named.decay == 0)
    let same = try applied("optimizer=sgd,learning-rate=0.3", [(.optimizer, "sgd")])
    #expect(same.peakLearningRate == 0.3)
  }

  @Test func widthBringsItsFeedForward() throws {
    #expect(try applied("width=32", [(.width, "8")]).hiddenWidth == 32)
    #expect(try applied("width=32", [(.width, "8"), (.ffn, "128")]).hiddenWidth == 128)
    #expect(try applied("width=32,ffn=5", [(.layers, "3")]).hiddenWidth == 5)
  }

  @Test func taskBringsItsVocabulary() throws {
    #expect(try applied("layers=2", [(.task, "brackets")]).vocabularySize == 5)
    #expect(try applied("task=brackets", [(.task, "copy")]).vocabularySize == 16)
    #expect(try applied("layers=2", [(.text, "a")]).vocabularySize == 256)
    #expect(try applied("layers=2", [(.text, "a"), (.vocabulary, "9")]).vocabularySize == 9)
    #expect(try applied("vocabulary=32", [(.task, "sort")]).vocabularySize == 32)
    #expect(try applied("text=a,vocabulary=24", [(.text, "b")]).vocabularySize == 24)
  }

  @Test func presetBringsItsPlacement() throws {
    let preset = try applied("norm=pre", [(.preset, "deepnorm")])
    #expect(preset.norm == nil && preset.basePlacement == .post)
    #expect(try applied("norm=pre", [(.preset, "none")]).basePlacement == .pre)
    #expect(throws: ConfigurationError.self) {
      try applied("layers=2", [(.preset, "rezero"), (.norm, "pre")])
    }
  }

  @Test func notANumberHasNoSign() {
    #expect(Decimal.text(-Float.nan) == "nan" && Decimal.text(-Double.nan) == "nan")
    #expect(Decimal.text(-Float.infinity) == "-inf")
  }
}
