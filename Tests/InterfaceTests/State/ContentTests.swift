import TestSupport
import Testing

@testable import Engine
@testable import Interface

/// Content files: what the program holds, how they are read, how their faults are told.
@Suite struct ContentTests {
  /// A folder and what the program holds of it.
  struct Catalogue: Sendable, CustomTestStringConvertible {
    var folder: String
    var files: [(name: String, file: String)]
    /// Reads all of it as the program does.
    var read: @Sendable (_ name: String, _ file: String) throws -> Void
    /// How many the program has read.
    var count: Int

    var testDescription: String { folder }
  }

  private static let catalogues = [
    Catalogue(
      folder: "content/starting-points", files: StartingPointFiles.all,
      read: { _ = try StartingPoint(name: $0, $1) }, count: StartingPoint.all.count),
    Catalogue(
      folder: "content/lessons", files: LessonFiles.all, read: { _ = try Lesson(name: $0, $1) },
      count: Lesson.all.count),
    Catalogue(
      folder: "content/claims", files: ClaimFiles.all,
      read: { _ = try Experiment(id: #require(ClaimID(rawValue: $0)), $1) },
      count: Experiment.all.count),
  ]

  @Test(arguments: catalogues) func theProgramHoldsWhatLiesInTheFolder(_ catalogue: Catalogue)
    throws
  {
    let paths = try Repository.files(in: catalogue.folder)
    #expect(paths.map { $0.dropFirst(3).dropLast(4) } == catalogue.files.map { $0.name[...] })
    for (path, (name, file)) in zip(paths, catalogue.files) {
      let bytes = try Repository.bytes("\(catalogue.folder)/\(path)")
      #expect(
        String(decoding: bytes, as: UTF8.self) == file + "\n",
        "\(path) changed: Scripts/content puts it into the program")
      do { try catalogue.read(name, file) } catch {
        Issue.record("\(catalogue.folder)/\(path), \(error)")
      }
    }
    #expect(catalogue.count == paths.count)
  }

  private func expectFault(
    _ expected: String, in file: String, read: (_ file: String) throws -> Void
  ) {
    #expect {
      try read(file)
    } throws: {
      "\($0)".hasPrefix(expected)
    }
  }

  @Test(arguments: [
    ("group other", "line 1: expected one of variant, thread, found 'other'"),
    ("\n# note\ngroup variant\ntitle-en a", "line 4: expected title-zh and a text, found the end"),
    (
      "group thread\ntitle-en a\ntitle-zh b\nen a\nzh b\nconfig norm=pst",
      "line 6: config: --config, character 1: --norm"
    ),
    (
      "group thread\ntitle-en a\ntitle-zh b\nen a\nzh b\nconfig norm=pre\nen a",
      "line 7: expected the end, found 'en'"
    ),
  ]) func faultsOfStartingPointsNameTheirLine(file: String, fault: String) {
    expectFault(fault, in: file) { _ = try StartingPoint(name: "x", $0) }
  }

  /// A lesson with one line replaced.
  @Test(arguments: [
    ("run 60 loss", "run loss", "expected STEPS QUANTITY behind run"),
    ("run 60 loss", "run 0 loss", "expected a whole number from 1, found '0'"),
    ("run 60 loss", "run 60 los", "expected one of loss, activation_rms, "),
    ("lane without layers=6", "lane with layers=6", "lane with is already there"),
    ("lane without layers=6", "lane without layer=6", "config: "),
    ("{guessing}", "{guess}", "expected numbers in braces among guessing, outcome of LANE, "),
    ("{outcome of with}", "{outcome of wth}", "expected numbers in braces among guessing, "),
    ("of without: never", "of without: sometimes", "expected a range such as 0 to 2, 24, "),
    ("of without: never", "of wthout: never", "expected a lane of this lesson, found 'wthout'"),
    (
      "shown solved_step of without: never", "shown soon", "expected ': ' in the line, found 'soon'"
    ),
    ("answer-zh", "answer-cn", "expected answer-zh and a text, found 'answer-cn'"),
  ]) func faultsOfLessonsNameTheirLine(line: String, other: String, fault: String) throws {
    let file = try #require(LessonFiles.all.first).file
    let place = try #require(file.split(separator: line, maxSplits: 1).first)
    let number = place.count { $0.isNewline } + 1
    expectFault(
      "line \(number): \(fault)", in: file.replacing(line, with: other, maxReplacements: 1)
    ) { _ = try Lesson(name: "x", $0) }
  }

  @Test(arguments: [
    ("arm post start", "arm post begin", "expected NAME, one of training STEPS, start, "),
    ("arm pre start", "arm post start", "arm post is already there"),
    ("demands rms_deviation of post", "demands rms of post", "expected a statistic, found 'rms'"),
    (
      "demands rms_deviation of post", "demands rms_deviation of pst",
      "expected an arm of this claim, "
    ),
    (
      "demands rms_deviation of post", "demand rms_deviation of post",
      "expected demands, compares or plot"
    ),
    ("recorded only-if", "recorded maybe", "expected one of holds, fails, only-if, found 'maybe'"),
    ("; recorded 0 to 0.01", "", "expected '; recorded ' in the line, found "),
  ]) func faultsOfClaimsNameTheirLine(line: String, other: String, fault: String) throws {
    let file = try #require(ClaimFiles.all.first { $0.name == "R2" }).file
    let place = try #require(file.split(separator: line, maxSplits: 1).first)
    let number = place.count { $0.isNewline } + 1
    let id = try #require(ClaimID(rawValue: "R2"))
    expectFault(
      "line \(number): \(fault)", in: file.replacing(line, with: other, maxReplacements: 1)
    ) { _ = try Experiment(id: id, $0) }
  }

  @Test func rangesAreReadAsTheyAreShown() throws {
    let reader = ContentReader("")
    let ranges: [ClosedRange<Double>] = [
      0...2, 0.95...1, 24...24, 1e4...2e5, 100...(.infinity), -(.infinity)...(-6),
    ]
    for range in ranges {
      #expect(try reader.range(FindingText.range(range).english) == range)
    }
    #expect(try reader.range("never") == Double.infinity...Double.infinity)
    for text in ["", "2 to 1", "nan", "1 to", "x or more", "at least 2"] {
      #expect(throws: ContentFault.self, "\(text)") { try reader.range(text) }
    }
  }
}
