package import Engine

/// The formula of an operation as it is wired, in the letters of the papers.
package enum OperationFormula {
  /// `s = x + F(x)`, `y = LN(s)`, `q = n·Wqᵀ + b`, in the step's configuration.
  package static func text(_ operation: WalkOperation, _ configuration: Configuration) -> String {
    switch operation.kind {
    case .embed: "x = token[t] + position[i]"
    case .normalize: normalize(operation, configuration)
    case .linear: linear(operation)
    case .attentionScores: "s = q·kᵀ"
    case .softmax: "p = softmax(s/√\(configuration.headWidth))"
    case .attentionMix: "c = p·v"
    case .activate: "a = \(name(configuration.activation))(h)"
    case .gate: "z = g·\(reaching(operation, configuration, isGated: false))"
    case .residualAdd:
      "s = \(scaled("x", operation.scale)) + \(reaching(operation, configuration, isGated: true))"
    case .crossEntropy: "L = −mean ln softmax(logits)[target],  dlogits = (softmax − onehot)/n"
    default: gradient(operation, configuration)
    }
  }

  private static func gradient(
    _ operation: WalkOperation, _ configuration: Configuration
  ) -> String {
    switch operation.kind {
    case .linearInputGradient: inputGradient(operation)
    case .linearWeightGradient: weightGradient(operation)
    case .normalizeGradient:
      configuration.normKind == .layer
        ? "dx = rstd·(h − mean(h) − x̂·mean(h·x̂)),  h = dy·gain"
        : "dx = rstd·(h − x̂·mean(h·x̂)),  h = dy·gain"
    case .attentionMixGradient: "dp = dc·vᵀ,  dv = pᵀ·dc"
    case .softmaxGradient: "ds = p·(dp − Σ p·dp)/√\(configuration.headWidth)"
    case .attentionScoresGradient: "dq = ds·k,  dk = dsᵀ·q"
    case .activateGradient: "dh = da·\(name(configuration.activation))′(h)"
    case .gateGradient: "dF = g·dz,  dg = Σ dz·F"
    case .forkAdd: "dx = \(scaled("ds", operation.scale)) + dF"
    case .embedGradient: "dtoken[t] += dx,  dposition[i] += dx"
    case .reduceGradient: "g = Σ shards"
    case .judgeUpdate:
      configuration.clip > 0 ? "c = min(1, clip/‖g‖)" : "‖g‖"
    case .update: update(configuration)
    default: ""
    }
  }

  private static func update(_ configuration: Configuration) -> String {
    switch configuration.optimizer {
    case .adamw: "w ← (1 − η·λ)·w − η·m̂/(√v̂ + ε)"
    case .sgd: "w ← (1 − η·λ)·w − η·g"
    }
  }
}

// MARK: - Parts

extension OperationFormula {
  private static func scaled(_ letter: String, _ scale: Float?) -> String {
    guard let scale, scale != 1 else { return letter }
    return "\(Decimal.text(scale))·\(letter)"
  }

  private static func norm(_ configuration: Configuration) -> String {
    configuration.normKind == .layer ? "LN" : "RMSNorm"
  }

  static func name(_ activation: Activation) -> String {
    activation == .relu ? "ReLU" : "GELU"
  }

  /// What reaches ⊕ from the branch: `F(x)`, `F(LN(x))`, `LN(F(x))`.
  private static func reaching(
    _ operation: WalkOperation, _ configuration: Configuration, isGated: Bool
  ) -> String {
    guard let sublayer = operation.sublayer else { return "F(x)" }
    let placement = configuration.wiring[sublayer.index].placement
    let norm = norm(configuration)
    var text = placement.normalizesBranchInput ? "F(\(norm)(x))" : "F(x)"
    if placement.normalizesBranchOutput { text = "\(norm)(\(text))" }
    return isGated && configuration.hasGates ? "g·\(text)" : text
  }

  private static func normalize(
    _ operation: WalkOperation, _ configuration: Configuration
  ) -> String {
    let norm = norm(configuration)
    return switch part(of: operation, 1) {
    case "norm_in": "n = \(norm)(x)"
    case "norm_out": "b = \(norm)(F)"
    case "norm_add":
      // Without a skip there is no sum: what is normalized is the branch itself.
      configuration.wiring[operation.sublayer?.index ?? 0].hasSkip
        ? "y = \(norm)(s)" : "y = \(norm)(F)"
    default: "y = \(norm)(x)"
    }
  }

  private static func linear(_ operation: WalkOperation) -> String {
    let (input, letter, output) = letters(operation, matrix: part(of: operation, 1))
    return "\(output) = \(input)·\(letter)ᵀ + b"
  }

  private static func inputGradient(_ operation: WalkOperation) -> String {
    let (input, letter, output) = letters(operation, matrix: part(of: operation, 1))
    let sign = operation.inputs.count > 2 ? "+=" : "="
    return "d\(input) \(sign) d\(output)·\(letter)"
  }

  private static func weightGradient(_ operation: WalkOperation) -> String {
    let parts = operation.outputs[0].name.split(separator: ".")
    let matrix = parts.count > 1 ? String(parts[parts.count - 2]) : "head"
    let (input, letter, output) = letters(operation, matrix: matrix)
    return "d\(letter) = d\(output)ᵀ·\(input),  db = Σ d\(output)"
  }

  /// Input, matrix and output of a linear map.
  private static func letters(
    _ operation: WalkOperation, matrix: String
  ) -> (input: String, matrix: String, output: String) {
    let input = isNormalized(operation) ? "n" : "x"
    return switch matrix {
    case "query": (input, "Wq", "q")
    case "key": (input, "Wk", "k")
    case "value": (input, "Wv", "v")
    case "output": ("c", "Wo", "F")
    case "expand": (input, "W1", "h")
    case "contract": ("a", "W2", "F")
    default: ("y", "W", "logits")
    }
  }

  /// Whether the branch reads a normalized stream, by the names of what the operation touches.
  private static func isNormalized(_ operation: WalkOperation) -> Bool {
    (operation.inputs + operation.outputs).contains { $0.name.hasSuffix("norm_in") }
  }

  /// The last but one part of an input's name: `query` of `layers.0.attention.query.weight`.
  private static func part(of operation: WalkOperation, _ input: Int) -> String {
    let parts = operation.inputs[input].name.split(separator: ".")
    return parts.count > 1 ? String(parts[parts.count - 2]) : "head"
  }
}
