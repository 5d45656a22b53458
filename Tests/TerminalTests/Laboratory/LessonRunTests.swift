import Foundation
import Interface
import TestSupport
import Testing

@testable import ResidualTUI

extension RealTerminal {
  /// Lessons as a person takes them, with the real engine.
  @Suite struct LessonRunTests {
    /// The prediction that comes true, and `enter` behind each run.
    private static let plays = [
      ("residual", "b enter"), ("formula", "b enter"), ("vanishing", "c enter"),
      ("explosion", "c enter"), ("norm-before-add", "b enter enter"), ("warm-up", "c enter"),
      ("collapse", "c enter"), ("depth", "c enter"),
    ]

    @Test(
      .enabled(if: !Program.isSanitized, "a sanitizer trains too slowly"),
      arguments: Self.plays.indices)
    func theRunsShowWhatTheLessonSays(_ index: Int) throws {
      let (name, keys) = Self.plays[index]
      #expect(Lesson.all[index].name == name)
      let lines = keys.split(separator: " ").joined(separator: "\\n")
      let told = try RunProgram.run(
        ["lesson", name, "--accessible", "--pace", "unlimited"],
        shell: #"printf '"# + lines + #"\nquit\n' | "$0" "$@""#)
      #expect(told.code == 0 && told.output.contains("That came true."), "\(told.output)")
    }

    @Test func lessonsAreListedAndKept() throws {
      let folder = try RunProgram.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let state = ["XDG_STATE_HOME": folder.path + "/a/b"]
      let list = try RunProgram.run(["lesson"], environment: state)
      #expect(list.code == 0 && list.output.split(separator: "\n").count == 8)
      let told = try RunProgram.run(
        ["lesson", "vanishing", "--accessible"], environment: state,
        shell: #"printf 'c\nenter\nquit\n' | "$0" "$@""#)
      #expect(told.code == 0 && told.output.contains("That came true."), "\(told.output)")
      let done = try RunProgram.run(["lesson"], environment: state)
      #expect(done.output.contains("vanishing without it  (predicted right)"), "\(done.output)")
      let file = folder.path + "/a/b/residual-tui/lessons"
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "vanishing right\n")
    }

    @Test func anUnknownLessonIsRefused() throws {
      let result = try RunProgram.run(["lesson", "vanishin"])
      #expect(result.code == 2 && result.errors.contains("did you mean 'vanishing'?"))
    }

    /// Another laboratory may have kept its own meanwhile.
    @Test func resultsAreAddedToThoseThatAreKept() throws {
      let folder = try TemporaryDirectory()
      let path = folder.path + "/a/lessons"
      LessonProgress.keep(["vanishing": true], at: path)
      LessonProgress.keep(["residual": false], at: path)
      #expect(LessonProgress.kept(at: path) == ["vanishing": true, "residual": false])
    }

    @Test func whatIsKeptIsReadAndTheRestPassedOver() {
      let text = "vanishing right\nno\u{1b}[2J such right\ncollapse wrong\nresidual perhaps\n"
      #expect(LessonProgress.results(text) == ["vanishing": true, "collapse": false])
    }
  }
}
