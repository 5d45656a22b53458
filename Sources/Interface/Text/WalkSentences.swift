package import Engine

/// What is said of one operation of a step, line by line, where there is no screen.
package struct WalkSentences {
  private let page: WalkPage
  private let configuration: Configuration
  private let language: Language

  package init(_ page: WalkPage, _ configuration: Configuration, _ language: Language) {
    (self.page, self.configuration, self.language) = (page, configuration, language)
  }

  /// Tensors and sizes, the arithmetic, what the operation does, what meets at a fork or is removed
  /// by a norm, and the laws that its numbers keep.
  package var lines: [String] {
    var lines = [tensors, sizes, arithmetic]
    lines.append(OperationWords.sentence(page.operation, configuration)[language])
    if let fork = page.forkShares { lines.append(text(of: fork)) }
    if let removal = page.normRemoval { lines.append(text(of: removal)) }
    lines += page.identityChecks.map { check in
      StepWords.check(
        check.law, deviation: number(check.deviation), bound: number(check.bound),
        holds: check.holds)[language]
    }
    return lines.filter { !$0.isEmpty }
  }

  /// `0.412 + (−1.037) = −0.625`.
  package var arithmetic: String { ArithmeticText.line(page.arithmetic) }

  private var tensors: String {
    func list(_ tensors: [WalkTensor]) -> String {
      tensors.map { "\($0.name) \($0.shape)" }.joined(separator: ", ")
    }
    guard !page.operation.outputs.isEmpty else { return "" }
    return "\(list(page.operation.inputs)) → \(list(page.operation.outputs))"
  }

  private var sizes: String {
    let origin = page.operation.phase == .forward ? StepWords.sinceEmbedding : StepWords.sinceLoss
    let parts: [(LocalizedText, String, Double?)] = [
      (StepWords.rmsIn, " ", page.sizes.inputRMS), (StepWords.rmsOut, " ", page.sizes.outputRMS),
      (StepWords.amplification, " ×", page.sizes.amplification), (origin, " ×", page.sizes.product),
    ]
    return parts.compactMap { name, sign, value in
      value.map { name[language] + sign + number($0) }
    }.joined(separator: ", ")
  }

  private func text(of fork: ForkShares) -> String {
    let skip = "\(number(fork.skipNorm)) (\(number(fork.skipShare)))"
    let branch = "\(number(fork.branchNorm)) (\(number(fork.branchShare)))"
    let cosine = number(fork.cosine)
    return LocalizedText(
      "norm (share): skip \(skip), branch \(branch), cosine \(cosine)",
      "范数（份额）：残差连接 \(skip)，支路 \(branch)，余弦 \(cosine)")[language]
  }

  private func text(of removal: NormRemoval) -> String {
    let (mean, direction) = (number(removal.meanShare), number(removal.directionShare))
    let (kept, rstd) = (number(removal.keptShare), number(removal.meanRstd))
    return LocalizedText(
      "shares of ‖h‖²: mean \(mean), along x̂ \(direction), kept \(kept); mean rstd \(rstd)",
      "‖h‖² 的份额：均值 \(mean)，沿 x̂ \(direction)，保留 \(kept)；平均 rstd \(rstd)")[language]
  }

  private func number(_ value: Double?) -> String { NumberFormat.text(value) }
}
