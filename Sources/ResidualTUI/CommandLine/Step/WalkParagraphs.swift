import Engine
import Interface

/// What `step` prints of an operation for a person.
struct WalkParagraphs {
  let walk: Walk
  let focus: WalkFocus
  let language: Language

  /// Formula and sizes, the arithmetic, what the operation does, and what is special about it.
  func text(of operation: WalkOperation) -> String {
    let configuration = walk.configuration
    var lines = ["\(operation.index + 1)  \(OperationFormula.text(operation, configuration))"]
    lines += [tensors(operation), sizes, ArithmeticText.line(walk.arithmetic(at: focus))]
    lines.append(OperationWords.sentence(operation, configuration)[language])
    if let fork = walk.forkShares { lines.append(text(of: fork)) }
    if let removal = walk.normRemoval { lines.append(text(of: removal)) }
    for check in walk.identityChecks { lines.append(text(of: check)) }
    let shown = lines.filter { !$0.isEmpty }
    return shown[0] + "\n" + shown.dropFirst().map { "    \($0)\n" }.joined()
  }

  private func tensors(_ operation: WalkOperation) -> String {
    func list(_ tensors: [WalkTensor]) -> String {
      tensors.map { "\($0.name) \($0.shape)" }.joined(separator: ", ")
    }
    guard !operation.outputs.isEmpty else { return "" }
    return "\(list(operation.inputs)) → \(list(operation.outputs))"
  }

  private var sizes: String {
    let sizes = walk.sizes(sequence: focus.sequence)
    var parts: [String] = []
    if let input = sizes.inputRMS {
      parts.append(Words("RMS in \(number(input))", "输入 RMS \(number(input))")[language])
    }
    if let output = sizes.outputRMS {
      parts.append(Words("RMS out \(number(output))", "输出 RMS \(number(output))")[language])
    }
    if let factor = sizes.amplification {
      parts.append(Words("amplification \(number(factor))", "放大 \(number(factor))")[language])
    }
    if let product = sizes.product {
      parts.append(Words("all so far \(number(product))", "累计 \(number(product))")[language])
    }
    return parts.joined(separator: "  ")
  }

  private func text(of fork: ForkShares) -> String {
    let skip = "\(number(fork.skipNorm)) (\(number(fork.skipShare)))"
    let branch = "\(number(fork.branchNorm)) (\(number(fork.branchShare)))"
    let cosine = number(fork.cosine)
    return Words(
      "norm (share): skip \(skip)  branch \(branch)  cosine \(cosine)",
      "范数（份额）：残差连接 \(skip)  支路 \(branch)  余弦 \(cosine)")[language]
  }

  private func text(of removal: NormRemoval) -> String {
    let (mean, direction) = (number(removal.meanShare), number(removal.directionShare))
    let (kept, rstd) = (number(removal.keptShare), number(removal.meanRstd))
    return Words(
      "shares of ‖h‖²: mean \(mean)  along x̂ \(direction)  kept \(kept); mean rstd \(rstd)",
      "‖h‖² 的份额：均值 \(mean)  沿 x̂ \(direction)  保留 \(kept)；平均 rstd \(rstd)")[language]
  }

  private func text(of check: IdentityCheck) -> String {
    let law =
      switch check.law {
      case .sum: Words("sum − parts", "和 − 各部分")
      case .mean: Words("mean of x̂", "x̂ 的均值")
      case .variance: Words("variance of x̂ − v/(v + ε)", "x̂ 的方差 − v/(v + ε)")
      }
    let (deviation, bound) = (number(check.deviation), number(check.bound))
    return check.holds
      ? Words(
        "\(law.english): \(deviation), rounding allows \(bound)",
        "\(law.chinese)：\(deviation)，舍入允许 \(bound)")[language]
      : Words(
        "\(law.english): \(deviation), more than the \(bound) that rounding allows",
        "\(law.chinese)：\(deviation)，超过舍入允许的 \(bound)")[language]
  }

  /// A table of all splits.
  func text(of splits: [PathSplit]) -> String {
    let title = Words(
      "gradient by number of branches passed: share of k = 0, 1, …; mean k; cancellation Σ‖G_k‖²/‖g‖²",
      "按经过的支路数分解梯度：k = 0, 1, … 的份额；平均 k；抵消 Σ‖G_k‖²/‖g‖²")
    let rows = splits.map { split in
      let shares = split.shares.map { Digits.fixed($0, 2) }.joined(separator: " ")
      return "\(split.tap)  \(shares)  \(number(split.meanLength))  \(number(split.cancellation))"
    }
    return ([title[language]] + rows).joined(separator: "\n") + "\n"
  }

  private func number(_ value: Double?) -> String { NumberFormat.text(value) }
}
