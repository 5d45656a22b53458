import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import Interface
@testable import ResidualTUI

/// `verify`: the claims' experiments from the command line.
@Suite struct VerifyCommandTests {
  @Test func jsonFollowsTheSchema() throws {
    let result = try RunProgram.run(["verify", "w1", "R1", "--quick", "--json"])
    #expect(result.code == 0, "\(result.errors)")
    let objects = try result.lines.map(TrainCommandTests.object)
    #expect(
      objects.compactMap { $0["kind"] as? String } == ["verification", "claim", "claim", "end"])
    #expect(
      TrainCommandTests.keys(result.lines[0])
        == ["kind", "schema", "seeds", "instructions", "claims"])
    #expect(
      TrainCommandTests.keys(result.lines[1]) == [
        "kind", "id", "claim", "verdict", "recorded", "as_recorded", "evidence", "flip", "source",
      ])
    #expect(objects[1]["id"] as? String == "R1" && objects[2]["verdict"] as? String == "only-if")
    let evidence = try #require(objects[2]["evidence"] as? [[String: Any]])
    let kurtosis = try #require(evidence.first { $0["met"] as? Bool == false })
    let values = try #require(kurtosis["values"] as? [Double])
    let mean = try #require(kurtosis["mean"] as? Double)
    #expect(values.count == 3 && abs(values.reduce(0, +) / 3 - mean) < 1e-12)
    #expect(kurtosis["demand"] as? [Double] == [0, 0.9])
    #expect(objects[3]["as_recorded"] as? Int == 2)
  }

  @Test func textSpeaksTwoLanguages() throws {
    let english = try RunProgram.run(["verify", "R1", "R2", "--seeds", "1", "--language", "en"])
    let chinese = try RunProgram.run(["verify", "R1", "R2", "--seeds", "1", "--language", "zh"])
    #expect(english.code == 0 && chinese.code == 0)
    #expect(english.output.contains("R1  holds\n") && chinese.output.contains("R1  成立\n"))
    #expect(english.output.contains("R2  only if\n") && chinese.output.contains("R2  有条件成立\n"))
    #expect(english.output.contains("Flips it: --norm pre."))
    #expect(english.lines.allSatisfy { $0.count <= 80 })
    // Progress where nobody can be shown a bar.
    #expect(english.errors == "verify: R1, 1 of 2\nverify: R2, 2 of 2\n")
  }

  @Test(arguments: [
    (["R9"], "found 'R9'; did you mean R1?"),
    (["quick"], "verify: expected claims among R1 R2"),
    (["--quick", "--seeds", "3"], "expected one of them, found both"),
    (["--seeds", "0"], "--seeds: expected a whole number, 1 to 100"),
    (["--report", "."], "--report: expected a folder to make, found the current one"),
    (["--language", "de"], "--language: expected"),
    (["--report", ""], "--report: expected a folder"),
  ])
  func wrongArgumentsAreRefused(arguments: [String], text: String) throws {
    let result = try RunProgram.run(["verify"] + arguments)
    #expect(result.code == 2 && result.output.isEmpty)
    #expect(result.errors.contains(text), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  // MARK: Report

  @Test func aReportIsThereWholeOrNotAtAll() throws {
    let parent = try RunProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: parent) }
    let folder = parent.appending(path: "report")
    let arguments = ["verify", "R1", "S3", "--seeds", "1", "--report", folder.path]
    let first = try RunProgram.run(arguments)
    #expect(first.code == 0, "\(first.errors)")
    func names(_ url: URL) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }
    #expect(try names(folder) == ["Claims.md", "claims"])
    #expect(try names(folder.appending(path: "claims")) == ["R1.svg", "S3.svg"])
    let text = try String(contentsOf: folder.appending(path: "Claims.md"), encoding: .utf8)
    #expect(text.contains("## S3 · holds") && text.contains("![S3](claims/S3.svg)"))
    let picture = try Data(contentsOf: folder.appending(path: "claims/S3.svg"))
    #expect(String(decoding: picture, as: UTF8.self).hasPrefix("<svg "))
    // What is there is not touched, and said before anything is run.
    let second = try RunProgram.run(arguments)
    #expect(second.code == 1 && second.output.isEmpty)
    #expect(second.errors.contains("expected a folder that is not there yet or empty"))
    #expect(try names(parent) == ["report"])
  }

  @Test func aFolderThatCannotBeMadeIsToldAtOnce() throws {
    let result = try RunProgram.run(["verify", "R1", "--report", "/dev/null/report"])
    #expect(result.code == 1 && result.output.isEmpty)
    #expect(result.errors.contains("cannot make"), "\(result.errors)")
  }

  @Test func anInterruptLeavesNothing() throws {
    let parent = try RunProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: parent) }
    var program = try RunProgram([
      "verify", "S9", "--seeds", "100", "--json", "--report", parent.appending(path: "report").path,
    ])
    try program.wait(for: "verification")
    program.send(SIGINT)
    let result = try program.finish()
    #expect(result.code == 130)
    #expect(
      result.lines.last == #"{"kind":"end","reason":"interrupted","claims":0,"as_recorded":0}"#)
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path).isEmpty)
  }

  // MARK: Record

  @Test func whatIsNotOnRecordIsExitCodeThree() throws {
    let experiment = try #require(Experiment.of("R1"))
    let good = experiment.result([[24, 24, 24], [0.9, 0.9, 0.9], [0, 0, 0]])
    #expect(VerifySummary.failure([good]) == nil)
    let cut = experiment.result([[0, 0, 0], [0, 0, 0], [0, 0, 0]])
    let failure = try #require(VerifySummary.failure([good, cut]))
    #expect(failure.code == .expectation)
    #expect(failure.message == "not as recorded: R1: expected holds, found only if")
    let odd = experiment.result([[24, 24, 24], [0.9, 0.9, 0.9], [2, 2, 2]])
    #expect(
      VerifySummary.failure([odd])?.message
        == "not as recorded: R1: number of additions ⊕ of post without residual, 12 layers, "
        + "expected 0, found 2.00 ± 0")
    #expect(
      VerifySummary.text([good, cut], seeds: 3, time: "1 s").english
        == "Claims: 2, seeds: 3, 1 s. Holds: 1, only if: 1, fails: 0; 1 not as recorded")
  }

  @Test func theDocumentIsThatOfTheData() throws {
    let text = String(
      decoding: try Repository.bytes("Documentation/Claims.md"), as: UTF8.self)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map(String.init)
    #expect(
      headings
        == Experiment.all.map {
          "## \($0.id.rawValue) · \(ClaimText.name($0.recorded).english)"
        })
    for experiment in Experiment.all {
      let words = experiment.words
      let id = experiment.id.rawValue
      #expect(text.contains("\n> \(words.claim.english)\n"), "\(id)")
      #expect(text.contains("\n\(words.reading.english)\n"), "\(id)")
      #expect(text.contains("What flips it: `\(experiment.flip)`. \(words.flip.english)"), "\(id)")
      #expect(text.contains("(claims/\(id).svg)"), "\(id)")
      #expect(try !Repository.bytes("Documentation/claims/\(id).svg").isEmpty)
      for finding in experiment.findings {
        #expect(text.contains("| \(FindingText.range(finding.band).english) |"), "\(id)")
      }
    }
    #expect(text.contains("--seeds 8 --report") && text.contains("seeds 1 to 8"))
  }
}
