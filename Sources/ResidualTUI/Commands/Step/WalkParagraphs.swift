import Engine
import Interface

/// What `step` prints for a person.
struct WalkParagraphs {
  let walk: Walk
  let focus: WalkFocus
  let language: Language

  /// Number and formula, then what is said of the operation.
  func text(of operation: WalkOperation) -> String {
    let configuration = walk.configuration
    let lines = WalkSentences(walk.page(at: focus), configuration, language).lines
    return "\(operation.index + 1)  \(OperationWords.formula(operation, configuration))\n"
      + lines.map { "    \($0)\n" }.joined()
  }

  /// A table of all splits.
  func text(of splits: [PathSplit]) -> String {
    let title = LocalizedText(
      "gradient by number of branches passed: share of k = 0, 1, …; mean k; cancellation Σ‖G_k‖²/‖g‖²",
      "按经过的支路数分解梯度：k = 0, 1, … 的份额；平均 k；抵消 Σ‖G_k‖²/‖g‖²")
    let rows = splits.map { split in
      let shares = split.shares.map { Digits.fixed($0, 2) }.joined(separator: " ")
      let numbers = [split.meanLength, split.cancellation].map(NumberFormat.text)
      return "\(split.tap)  \(shares)  " + numbers.joined(separator: "  ")
    }
    return ([title[language]] + rows).joined(separator: "\n") + "\n"
  }
}
