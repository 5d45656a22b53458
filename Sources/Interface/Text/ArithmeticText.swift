package import Engine

/// The arithmetic of one number, written out: `0.412 + (-1.04) = -0.625`.
package enum ArithmeticText {
  /// The line; of a sum, `shown` terms are written and the rest is counted.
  package static func line(_ arithmetic: Arithmetic, shown: Int = 3) -> String {
    let result = number(Double(arithmetic.result))
    return switch arithmetic.form {
    case .lookup, .scaledSum: "\(addition(arithmetic)) = \(result)"
    case .normalization: "\(normalization(arithmetic)) = \(result)"
    case .softmax:
      "e^(\(value(arithmetic, .scale))·(\(value(arithmetic, .input)) - \(operand(arithmetic, .largest))))"
        + "/\(value(arithmetic, .sum)) = \(result)"
    case .activation:
      "\(OperationWords.name(arithmetic.activation))(\(value(arithmetic, .input))) = \(result)"
    case .product:
      "\(value(arithmetic, .input))·\(operand(arithmetic, .other)) = \(result)"
    case .crossEntropy: crossEntropy(arithmetic) + " = \(result)"
    case .normalizationGradient: normalizeGradient(arithmetic) + " = \(result)"
    case .softmaxGradient:
      "\(value(arithmetic, .scale))·\(value(arithmetic, .probability))·"
        + "(\(value(arithmetic, .input)) - \(operand(arithmetic, .weightedMean))) = \(result)"
    case .clipping: "‖g‖ = \(value(arithmetic, .gradientNorm)),  c = \(result)"
    case .update: update(arithmetic) + " = \(result)"
    case .sum: "\(sum(arithmetic, shown: shown)) = \(result)"
    }
  }

  private static func number(_ value: Double) -> String { NumberFormat.text(value) }

  private static func value(_ arithmetic: Arithmetic, _ symbol: Arithmetic.Symbol) -> String {
    NumberFormat.text(arithmetic[symbol])
  }

  /// In parentheses where a minus would stand behind another sign.
  private static func operand(_ arithmetic: Arithmetic, _ symbol: Arithmetic.Symbol) -> String {
    operand(arithmetic[symbol] ?? 0)
  }

  private static func operand(_ value: Double) -> String {
    let text = number(value)
    return text.hasPrefix("-") ? "(\(text))" : text
  }

  private static func addition(_ arithmetic: Arithmetic) -> String {
    let scale = arithmetic[.scale] == 1 ? "" : "\(value(arithmetic, .scale))·"
    let first =
      scale.isEmpty
      ? value(arithmetic, .input) : scale + operand(arithmetic, .input)
    return "\(first) + \(operand(arithmetic, .other))"
  }

  private static func normalization(_ arithmetic: Arithmetic) -> String {
    var text =
      "(\(value(arithmetic, .input)) - \(operand(arithmetic, .mean)))·\(value(arithmetic, .rstd))"
      + "·\(operand(arithmetic, .gain))"
    if arithmetic[.bias] != nil { text += " + \(operand(arithmetic, .bias))" }
    return text
  }

  private static func crossEntropy(_ arithmetic: Arithmetic) -> String {
    "(\(value(arithmetic, .probability)) - \(value(arithmetic, .target)))"
      + "·\(value(arithmetic, .weight))"
  }

  private static func normalizeGradient(_ arithmetic: Arithmetic) -> String {
    "\(value(arithmetic, .rstd))·(\(value(arithmetic, .weighted))"
      + " - \(operand(arithmetic, .weightedMean))"
      + " - \(operand(arithmetic, .normalized))·\(operand(arithmetic, .projection)))"
  }

  private static func update(_ arithmetic: Arithmetic) -> String {
    guard arithmetic[.rate] != nil else { return value(arithmetic, .start) }
    let kept = "\(value(arithmetic, .decayFactor))·\(operand(arithmetic, .start))"
    guard arithmetic[.stepSize] != nil else {
      return "\(kept) - \(value(arithmetic, .rate))·\(value(arithmetic, .gradientScale))"
        + "·\(operand(arithmetic, .input))"
    }
    return "\(kept) - \(value(arithmetic, .stepSize))·\(operand(arithmetic, .newFirstMoment))"
      + "/(√\(value(arithmetic, .newSecondMoment))·\(value(arithmetic, .rootScale)) + 1e-8)"
  }

  private static func sum(_ arithmetic: Arithmetic, shown: Int) -> String {
    var parts: [String] = []
    if let start = arithmetic[.start], start != 0 || arithmetic.terms.isEmpty {
      parts.append(parts.isEmpty ? number(start) : operand(start))
    }
    for term in arithmetic.terms.prefix(shown) {
      let first = parts.isEmpty ? number(Double(term.first)) : operand(Double(term.first))
      let second = operand(Double(term.second))
      // A sum of plain numbers has 1 as the first factor.
      parts.append(term.first == 1 ? second : "\(first)·\(second)")
    }
    let rest = arithmetic.terms.count - shown
    if rest > 0 { parts.append("… (\(rest))") }
    return parts.joined(separator: " + ")
  }
}
