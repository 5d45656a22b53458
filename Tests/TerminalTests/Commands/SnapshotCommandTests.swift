import Foundation
import TestSupport
import Testing

/// `snapshot`: the frame that keys produce.
@Suite struct SnapshotCommandTests {
  private static let small = ["snapshot"] + TrainCommandTests.small.dropFirst()

  private func frame(_ arguments: [String]) throws -> String {
    let result = try RunProgram.run(Self.small + arguments, environment: ["NO_COLOR": ""])
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
    return result.output
  }

  @Test func withoutKeysItIsTheOpeningFrame() throws {
    let frame = try frame([])
    #expect(frame.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
    #expect(frame.contains("residual-tui") && frame.contains("pause"))
    #expect(!frame.contains("\u{1b}") && !frame.contains(" \n"))
  }

  @Test func theSameKeysGiveTheSameFrame() throws {
    let arguments = ["--size", "120x36", "--keys", "n i @30 r down tab", "--at", "45"]
    let frames = try [["--threads", "1"], ["--threads", "2"], ["--svg"], ["--svg"]].map {
      try frame(arguments + $0)
    }
    #expect(frames[0] == frames[1] && frames[2] == frames[3])
    #expect(frames[0].contains("step 45 "))
  }

  @Test func keysMeetTheStepTheyWaitedFor() throws {
    let paused = try frame(["--keys", "@12 space . . ."])
    #expect(paused.contains("step 15 ") && paused.contains("paused"))
    let again = try frame(["--keys", "@30 i @7"])
    #expect(again.contains("step 7 "))
    #expect(try frame(["--keys", "@9", "--pace", "unlimited"]).contains("step 9 "))
  }

  @Test func timePassesWithTheSteps() throws {
    // At 20 steps a second a chain of n ends after 8 steps, and a note after 60.
    #expect(try !frame(["--keys", "@10 n", "--at", "17"]).contains("rewired at"))
    #expect(try frame(["--keys", "@10 n", "--at", "20"]).contains("rewired at 18"))
    #expect(try frame(["--keys", "@10 w", "--at", "69"]).contains("w: warm-up"))
    #expect(try !frame(["--keys", "@10 w", "--at", "71"]).contains("w: warm-up"))
    // One step a second: the chain has ended before the next.
    #expect(try frame(["--pace", "1", "--keys", "@1 n @2"]).contains("rewired at 2"))
  }

  @Test func theLayoutIsAskedForByFlagFileOrKey() throws {
    let flag = try frame(["--layout", "projector", "--at", "3"])
    #expect(flag.contains("P full") && !flag.contains("accuracy"))
    #expect(try frame(["--keys", "P", "--at", "3"]).contains("P full"))
    let file = try TemporaryDirectory()
    try TextFile.write("[screen]\nlayout = \"projector\"\n", to: file.path + "/config.toml")
    #expect(try frame(["--config-file", file.path + "/config.toml", "--at", "3"]) == flag)
    let wrong = try RunProgram.run(Self.small + ["--layout", "projektor"])
    #expect(wrong.code == 2 && wrong.errors.contains("projector"))
  }

  @Test func colourIsAskedFor() throws {
    #expect(try frame(["--ansi", "--at", "2"]).contains("\u{1b}[1;38;5;"))
    #expect(try frame(["--ansi", "--color-depth", "256"]).contains("38;5;"))
    let plain = try RunProgram.run(Self.small + ["--ansi"], environment: ["NO_COLOR": "1"])
    #expect(plain.output.contains("\u{1b}[1m") && !plain.output.contains("38;"))
    let picture = try frame(["--svg"])
    #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>\n"))
  }

  #if arch(x86_64)
    @Test func thePicturesOfTheDocumentsAreWhatTheProgramDraws() throws {
      let folder = try RunProgram.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let drawn = try RunProgram.script("Scripts/pictures", [folder.path])
      #expect(drawn.code == 0, "\(drawn.errors)")
      let names = try Repository.files(in: "Documentation/pictures")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
      for name in names {
        let found = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        let stored = try Repository.bytes("Documentation/pictures/\(name)")
        #expect(found == stored, "\(name) changed; make pictures draws it, then look at it")
      }
    }
  #endif
}
