import Engine

/// How wirings and parts of the stack are called on the screen.
enum StackWords {
  static func name(_ placement: Placement) -> String { placement.rawValue }

  /// Two letters for the narrow column of the stack map.
  static func code(_ placement: Placement) -> String {
    switch placement {
    case .post: "po"
    case .pre: "pr"
    case .sandwich: "sa"
    case .branch: "br"
    case .none: "no"
    }
  }

  static func name(_ kind: SublayerKind) -> String {
    kind == .attention ? "attention" : "feed-forward"
  }

  static func name(_ selection: Selection) -> String {
    switch selection {
    case .everything: "every layer"
    case .layer(let layer): "layer \(layer)"
    case .sublayer(let sublayer): "layer \(sublayer.layer) \(name(sublayer.kind))"
    }
  }

  /// A whole stack in few words: `post`, `pre without residual`, `a mixed wiring`.
  static func name(_ stack: [Wiring]) -> String {
    guard let first = stack.first else { return "–" }
    let placement = stack.allSatisfy { $0.placement == first.placement }
    let skip = stack.allSatisfy { $0.hasSkip == first.hasSkip }
    guard placement, skip else { return "a mixed wiring" }
    return name(first.placement) + (first.hasSkip ? "" : " without residual")
  }

  /// What `stack` is called where `present` is on the screen.
  static func name(_ stack: [Wiring], beside present: [Wiring]) -> String {
    guard isUniform(stack), name(stack) != name(present) else { return "another wiring" }
    let tellsSkip = differ(inSkipOnly: stack, present) && stack.first?.hasSkip == true
    return name(stack) + (tellsSkip ? " with residual" : "")
  }

  /// The wirings that trained the weights of `present`: `post`, `pre and steps without residual`.
  static func names(_ stacks: [[Wiring]], beside present: [Wiring]) -> String {
    var names: [String] = []
    for stack in stacks {
      var name = name(stack, beside: present)
      if differ(inSkipOnly: stack, present) {
        let hasSkip = stack.first?.hasSkip ?? false
        name = hasSkip ? "steps with residual" : "steps without residual"
      }
      if !names.contains(name) { names.append(name) }
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    guard names.count <= 3 else { return "\(names.count) other wirings" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func differ(inSkipOnly stack: [Wiring], _ present: [Wiring]) -> Bool {
    isUniform(stack) && isUniform(present) && stack.first?.placement == present.first?.placement
      && stack.first?.hasSkip != present.first?.hasSkip
  }

  private static func isUniform(_ stack: [Wiring]) -> Bool {
    stack.allSatisfy {
      $0.placement == stack[0].placement && $0.hasSkip == stack[0].hasSkip
    }
  }

  /// `y = LN(x + F(x))` and its relatives; `gated` branches are multiplied by g.
  static func formula(_ wiring: Wiring, norm: NormKind, gated: Bool) -> String {
    let norm = normName(norm)
    let input = wiring.placement.normalizesBranchInput ? "\(norm)(x)" : "x"
    var branch = "F(\(input))"
    if wiring.placement.normalizesBranchOutput { branch = "\(norm)(\(branch))" }
    if gated { branch = "g·\(branch)" }
    let sum = wiring.hasSkip ? "\(scaled(wiring.skipScale))x + \(branch)" : branch
    return "y = " + (wiring.placement.normalizesSum ? "\(norm)(\(sum))" : sum)
  }

  static func normName(_ kind: NormKind) -> String { kind == .layer ? "LN" : "RMS" }

  /// A skip scale as text: `2.21`.
  static func scale(_ scale: Float) -> String {
    scale == 1 ? "1" : NumberFormat.fixed(Double(scale), digits: 2)
  }

  private static func scaled(_ scale: Float) -> String {
    scale == 1 ? "" : self.scale(scale) + "·"
  }
}
