import Figures
import Testing

@Suite struct TextTests {
  @Test func numbersKeepThreeDigits() {
    #expect(Number.text(1234.5) == "1234")
    #expect(Number.text(12.345) == "12.3")
    #expect(Number.text(0.012345) == "0.0123")
    #expect(Number.text(0) == "0.00")
    #expect(Number.text(nil) == "–")
    #expect(Number.text(.nan) == "–")
    #expect(Number.percent(0.0314) == "3.1 %")
  }

  @Test func tablesAlignTheirColumns() {
    var table = Table(["size", "rate", "×"])
    table.add(["tiny", "1234", "2"])
    table.add(["medium"])
    #expect(
      table.text == """
        | size   | rate |   × |
        | ------ | ---: | --: |
        | tiny   | 1234 |   2 |
        | medium |      |     |
        """)
  }

  /// GFLOP per step by hand, term by term.
  @Test func operationsFollowTheFormula() {
    #expect(Size.tiny.operations == 3 * 256 * (6 * (8192 + 16384 + 2048) + 4096))
    #expect(Size.wide.operations == 3 * 1024 * (12 * (524_288 + 1_048_576 + 65_536) + 32_768))
  }

  @Test func aRoundIsReadFromItsLine() throws {
    let line = """
      {"steps": 20, "seconds": 2.5, "processorSeconds": 5, "residentBytes": 1024, "loss": 0.5}
      """
    let round: Round = try Line.read(line)
    #expect(round.rate == 8)
    #expect(try Line.read(Line.text(round)) == round)
    #expect(throws: (any Error).self) { () throws -> Round in try Line.read("Traceback") }
  }

  @Test func optionsSayWhatIsMeasured() throws {
    #expect(try Options([]).isWhole)
    let options = try Options(["--only", "rates", "--size", "wide", "--rounds", "7", "--no-peers"])
    #expect(options.parts == [.rates])
    #expect(options.sizes == [.wide])
    #expect(options.rounds == 7)
    #expect(!options.peers && !options.isWhole)
    for words in [["--only"], ["--size", "huge"], ["--rounds", "0"], ["fast"]] {
      #expect(throws: Options.Fault.self) { try Options(words) }
    }
  }
}
