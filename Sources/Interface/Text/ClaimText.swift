package import Engine

/// A claim in words.
package struct ClaimText: Hashable, Sendable {
  /// What is claimed.
  package var claim: LocalizedText
  /// What the numbers say of it, under the recorded verdict.
  package var reading: LocalizedText
  /// What the flags of `Experiment.flip` do to it.
  package var flip: LocalizedText
  /// Who says so.
  package var source: LocalizedText

  /// The words of a claim.
  package static func of(_ id: ClaimID) -> ClaimText {
    switch id {
    case .r1, .r2, .r3, .r4, .r5: ofResidual(id)
    case .w1, .w2, .w3: ofNorm(id)
    case .s1, .s2, .s3, .s4, .s5: ofTraining(id)
    case .s6, .s7, .s8, .s9, .s10, .i1, .t1: ofDepth(id)
    }
  }

  /// A verdict: `holds`, `fails`, `only if`.
  package static func name(_ verdict: ClaimVerdict) -> LocalizedText {
    switch verdict {
    case .holds: LocalizedText("holds", "成立")
    case .fails: LocalizedText("fails", "不成立")
    case .onlyIf: LocalizedText("only if", "有条件成立")
    }
  }

  static let tutorial = LocalizedText("the tutorial", "教程")
}
