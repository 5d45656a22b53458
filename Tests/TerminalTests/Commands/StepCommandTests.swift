import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import ResidualTUI

/// `step`: the walk of one step, printed.
@Suite struct StepCommandTests {
  private static let small = ["step"] + TrainCommandTests.small.dropFirst()

  @Test func jsonIsTheWalk() throws {
    let result = try RunProgram.run(Self.small + ["--from", "3", "--json", "--norm", "pre"])
    #expect(result.code == 0 && result.errors.isEmpty)
    let objects = try result.lines.map(TrainCommandTests.object)
    #expect(objects.first?["kind"] as? String == "walk")
    #expect(objects.first?["step"] as? Int == 3)
    #expect(objects.last?["kind"] as? String == "end")
    let operations = objects.dropFirst().dropLast()
    #expect(operations.count == objects.first?["operations"] as? Int)
    for (index, operation) in operations.enumerated() {
      #expect(operation["index"] as? Int == index + 1)
      let kind = try #require(operation["operation"] as? String)
      #expect(OperationKind(rawValue: kind) != nil)
      // What a reader gets is enough to compute the result again.
      let arithmetic = try #require(operation["arithmetic"] as? [String: Any])
      let evaluated = try #require(arithmetic["evaluated"] as? Double)
      let stored = try #require(arithmetic["result"] as? Double)
      let tolerance = try #require(arithmetic["tolerance"] as? Double)
      #expect(abs(evaluated - stored) <= tolerance, "\(kind)")
      for check in operation["identities"] as? [[String: Any]] ?? [] {
        #expect(check["holds"] as? Bool == true)
      }
    }
    let kinds = operations.compactMap { $0["operation"] as? String }
    #expect(kinds.filter { $0 == "fork_add" }.count == 2)
    #expect(kinds.last == "update")
  }

  @Test func plainSpeaksTwoLanguages() throws {
    let english = try RunProgram.run(Self.small + ["--language", "en", "--paths"])
    let chinese = try RunProgram.run(Self.small + ["--language", "zh", "--paths"])
    #expect(english.code == 0 && chinese.code == 0)
    #expect(english.lines.count == chinese.lines.count)
    #expect(english.output.contains("s = x + F(x)") && chinese.output.contains("s = x + F(x)"))
    #expect(english.output.contains("y = LN(s)"))
    #expect(english.output.contains("⊕ adds the branch to the stream"))
    #expect(chinese.output.contains("⊕ 把支路加到绕行而来的残差流上"))
    #expect(english.lines.first?.hasPrefix("--config ") == true)
    // Three taps of the stream: the classes of one layer are 0, 1 and 2.
    #expect(
      english.lines.suffix(3).map { $0.prefix { $0 != " " } } == [
        "embedding", "1.attention", "1.feedforward",
      ])
  }

  @Test func formulasFollowTheWiring() throws {
    for (flags, formula) in [
      (["--norm", "branch"], "s = x + LN(F(x))"), (["--norm", "pre"], "s = x + F(LN(x))"),
      (["--norm", "sandwich", "--norm-kind", "rms"], "s = x + RMSNorm(F(RMSNorm(x)))"),
      (["--residual", "0.5"], "s = 0.5·x + F(x)"), (["--preset", "rezero"], "s = x + g·F(x)"),
      (["--residual", "off"], "y = LN(F)"),
    ] {
      let result = try RunProgram.run(Self.small + flags)
      #expect(result.output.contains(formula), "\(formula)")
      #expect(result.output.contains("⊕") == (flags != ["--residual", "off"]))
    }
  }

  @Test func onlyWhatIsAskedFor() throws {
    let flags = ["--layers", "3", "--json", "--operations"]
    func sublayers(_ texts: [String]) throws -> Set<String?> {
      let result = try RunProgram.run(Self.small + flags + texts)
      return Set(
        try result.lines.dropFirst().dropLast().map {
          try TrainCommandTests.object($0)["sublayer"] as? String
        })
    }
    #expect(try sublayers(["1.attention"]) == ["1.attention"])
    #expect(try sublayers(["1-2"]).count == 4)
    #expect(try sublayers(["1.attention,3.feedforward", "2"]).count == 4)
    #expect(try sublayers(["all"]).count == 7)
  }

  @Test(arguments: [
    (["--operations", "2"], "--operations: expected all, or layers 1 to 1"),
    (["--operations", "1.att"], "found '1.att'"),
    (["--operations", "2-1"], "found '2-1'"),
    (["--from", "-1"], "--from: expected a whole number"),
    (["--token", "5"], "--token: expected a whole number, 1 to 4"),
    (["--feature", "0"], "--feature: expected a whole number, 1 to 8"),
    (["--language", "de"], "--language: expected"),
  ])
  func wrongFlagsAreRefused(flags: [String], text: String) throws {
    let result = try RunProgram.run(Self.small + flags)
    #expect(result.code == 2)
    #expect(result.errors.contains(text), "\(result.errors)")
  }
}
