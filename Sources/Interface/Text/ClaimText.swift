package import Engine

extension ClaimText {
  /// A verdict: `holds`, `fails`, `only if`.
  package static func name(_ verdict: ClaimVerdict) -> LocalizedText {
    switch verdict {
    case .holds: LocalizedText("holds", "成立")
    case .fails: LocalizedText("fails", "不成立")
    case .onlyIf: LocalizedText("only if", "有条件成立")
    }
  }
}
