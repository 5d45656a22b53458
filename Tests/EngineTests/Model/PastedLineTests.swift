import Testing

@testable import Engine

/// Configuration lines as they come out of chats, word processors and input methods.
@Suite struct PastedLineTests {
  @Test(arguments: [
    "“layers=3,norm=pre”", "‘layers=3,norm=pre’", "「layers=3,norm=pre」", "『layers=3,norm=pre』",
    "„layers=3,norm=pre“", "«layers=3,norm=pre»", "layers=3，norm=pre", "layers＝3，norm＝pre",
    "layers=３、norm=ｐｒｅ", "--config layers=3,norm=pre", "--config “layers=3,norm=pre”",
    "—config ‘layers=3,norm=pre’", "“--config layers=3,norm=pre”", "--config=layers=3,norm=pre",
    "--config 'layers=3,norm=pre'", " layers=3, norm=pre ",
  ])
  func isRead(line: String) throws {
    let configuration = try Configuration(line: line)
    #expect(configuration.layers == 3)
    #expect(configuration.norm == .pre)
  }

  @Test func pathsAreTakenAsTheyAre() throws {
    let line = "text=书，“一”＝ａ.txt,layers=3"
    #expect(try Configuration(line: line).task == .text(path: "书，“一”＝ａ.txt"))
    #expect(try Configuration(line: "text=书，layers=3").layers == 3)
  }

  @Test func placesAreThoseOfTheWholeLine() {
    #expect(throws: ConfigurationError.line(character: 11, .key("nrom"))) {
      try Configuration(line: "“layers=3，nrom=pre”")
    }
  }
}
