import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import Interface

/// The scripts of demos: what the program holds, how they are read, whether they fit.
@Suite struct DemoScriptTests {
  private static let head = "title-en a\ntitle-zh b\nconfig layers=2\n"

  @Test func theProgramHoldsWhatLiesInTheFolders() throws {
    let folders = try Repository.files(in: "demos")
    #expect(DemoFiles.all.map(\.name).sorted() == folders)
    for (name, script) in DemoFiles.all {
      let file = String(decoding: try Repository.bytes("demos/\(name)/script"), as: UTF8.self)
      #expect(file == script + "\n", "\(name) changed: Scripts/content puts it into the program")
      #expect(try !Repository.bytes("demos/\(name)/README.md").isEmpty)
    }
  }

  @Test func everyScriptIsRead() throws {
    for (name, script) in DemoFiles.all { _ = try Demo(name: name, script) }
    #expect(Demo.all.count == DemoFiles.all.count)
    #expect(Demo.named("vanishing")?.configuration.residual == 0)
    #expect(Demo.named("vanish") == nil)
  }

  @Test(arguments: [
    ("", "line 1: expected title-en and a text, found the end"),
    ("title-en a\nconfig x=1\n", "line 2: expected title-zh and a text, found 'config'"),
    (
      "title-en a\ntitle-zh b\nconfig layers=x\n",
      "line 3: config: --config, character 1: --layers: expected"
    ),
    (head, "line 3: expected en: the last word is said, found the end"),
    (head + "# note\n\nkey n\n", "line 6: expected keys or en, found 'key'"),
    (head + "keys @1 spce\n", "line 4: key 2: expected a key such as n, space"),
    (head + "en a\nkeys n\n", "line 5: expected zh and a text, found 'keys'"),
    (head + "en the {los}\nzh b\n", "line 4: expected numbers in braces among step, solved"),
    (head + "en a {loss\nzh b\n", "line 4: expected numbers in braces"),
  ]) func faultsNameTheirLine(script: String, complaint: String) {
    #expect {
      try Demo(name: "x", script)
    } throws: {
      "\($0)".hasPrefix(complaint)
    }
  }

  @Test func numbersComeFromTheRun() throws {
    var state = AppState(configuration: Configuration(), guessing: 2.77)
    var reader = ContentReader("en {loss} of {guessing} in {layers} layers\nzh {loss}\n")
    let text = try reader.caption()
    #expect(text.filled(from: state).english == "– of 2.77 in 12 layers")
    state.lanes[0].report = CannedRun(configuration: Configuration(), course: .solved).report(3)
    #expect(!text.filled(from: state).english.hasPrefix("–"))
  }

  @Test func digitsInCaptionsAreThoseOfKeysAndSettings() {
    // A measured number is never written by hand: what is left are settings that the script sets.
    let settings: Set<Substring> = ["100", "0", "1"]
    for (name, script) in DemoFiles.all {
      for line in script.split(separator: "\n") where line.hasPrefix("en ") {
        let digits = line.split { !$0.isNumber && $0 != "." }.map { $0.prefix { $0 != "." } }
        let foreign = digits.filter { !$0.isEmpty && !settings.contains($0) && $0 != "2" }
        #expect(foreign.isEmpty, "\(name): \(foreign) in \(line)")
      }
    }
  }
}
