import Engine
import Interface

/// What is said of all claims together.
enum VerifySummary {
  /// `20 claims with 8 seeds in 1 min 12 s: 13 hold, 7 only if, 0 fail; all as recorded`.
  static func text(_ results: [ExperimentResult], seeds: Int, time: String) -> LocalizedText {
    func count(_ verdict: ClaimVerdict) -> Int { results.count { $0.verdict == verdict } }
    let (holds, conditional, fails) = (count(.holds), count(.onlyIf), count(.fails))
    let others = results.count { !$0.isAsRecorded }
    let record =
      others == 0
      ? LocalizedText("all as recorded", "均与记录一致")
      : LocalizedText("\(others) not as recorded", "\(others) 条与记录不符")
    return LocalizedText(
      "Claims: \(results.count), seeds: \(seeds), \(time). "
        + "Holds: \(holds), only if: \(conditional), fails: \(fails); ",
      "\(results.count) 条论断，\(seeds) 个种子，用时 \(time)。"
        + "成立 \(holds)，有条件成立 \(conditional)，不成立 \(fails)；") + record
  }

  /// What `verify` ends with where results are not as recorded.
  static func failure(_ results: [ExperimentResult]) -> Failure? {
    let others = results.filter { !$0.isAsRecorded }
    guard !others.isEmpty else { return nil }
    let parts = others.map { difference($0) }
    return Failure(message: "not as recorded: \(parts.joined(separator: "; "))", code: .expectation)
  }

  /// How a result differs from its record, in one clause.
  private static func difference(_ result: ExperimentResult) -> String {
    let id = result.experiment.id.rawValue
    guard result.verdict == result.experiment.recorded else {
      return "\(id): expected \(ClaimText.name(result.experiment.recorded).english), found "
        + ClaimText.name(result.verdict).english
    }
    let outside = result.evidence.filter { !$0.isInBand }.map { evidence in
      let finding = evidence.finding
      return "\(FindingText.name(finding.statistic).english) of "
        + "\(FindingText.name(finding.arms).english), expected "
        + "\(FindingText.range(finding.band).english), found "
        + FindingText.value(evidence).english
    }
    return "\(id): \(outside.joined(separator: ", "))"
  }
}
