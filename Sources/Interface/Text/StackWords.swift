import Engine

/// How wirings and parts of the stack are called on the screen.
enum StackWords {
  static func name(_ placement: Placement) -> String { placement.rawValue }

  /// Two letters for the narrow column of the stack map.
  static func code(_ placement: Placement) -> String { String(name(placement).prefix(2)) }

  /// Where a placement is found.
  static func origin(_ placement: Placement) -> LocalizedText {
    switch placement {
    case .post: LocalizedText("the original Transformer", "原始 Transformer")
    case .pre: LocalizedText("GPT-2 and most modern models", "GPT-2 与多数现代模型")
    case .sandwich: LocalizedText("CogView, Peri-LN", "CogView、Peri-LN 采用")
    case .branch:
      LocalizedText("the norm before the add, res-post-norm", "先归一化再相加，即 res-post-norm")
    case .none: LocalizedText("no normalization", "不归一化")
    }
  }

  static func name(_ kind: SublayerKind) -> LocalizedText {
    kind == .attention ? LocalizedText("attention", "注意力") : LocalizedText("feed-forward", "前馈")
  }

  static func name(_ selection: Selection) -> LocalizedText {
    switch selection {
    case .everything: LocalizedText("every layer", "所有层")
    case .layer(let layer): LocalizedText("layer \(layer)", "第 \(layer) 层")
    case .sublayer(let sublayer):
      LocalizedText("layer \(sublayer.layer) ", "第 \(sublayer.layer) 层") + name(sublayer.kind)
    }
  }

  /// A place in the stream where statistics are taken.
  static func place(_ tap: Tap) -> LocalizedText {
    switch tap {
    case .embedding: LocalizedText("embedding", "嵌入")
    case .sublayer(let sublayer): name(Selection.sublayer(sublayer))
    case .final: LocalizedText("end of the stack", "堆叠末端")
    }
  }

  /// A whole stack in few words: `post`, `pre without residual`, `a mixed wiring`.
  static func name(_ stack: [Wiring]) -> LocalizedText {
    guard let first = stack.first else { return LocalizedText(same: "–") }
    guard isUniform(stack) else { return LocalizedText("a mixed wiring", "混合接法") }
    let placement = name(first.placement)
    return first.hasSkip
      ? LocalizedText(same: placement)
      : LocalizedText("\(placement) without residual", "无残差的 \(placement)")
  }

  /// What `stack` is called where `present` is on the screen.
  static func name(_ stack: [Wiring], beside present: [Wiring]) -> LocalizedText {
    guard isUniform(stack), name(stack) != name(present) else {
      return LocalizedText("another wiring", "另一种接法")
    }
    guard differ(inSkipOnly: stack, present), let first = stack.first, first.hasSkip else {
      return name(stack)
    }
    let placement = name(first.placement)
    return LocalizedText("\(placement) with residual", "有残差的 \(placement)")
  }

  /// The wirings that trained the weights of `present`: `post`, `pre and steps without residual`.
  static func names(_ stacks: [[Wiring]], beside present: [Wiring]) -> LocalizedText {
    var names: [LocalizedText] = []
    for stack in stacks {
      var name = name(stack, beside: present)
      if differ(inSkipOnly: stack, present) {
        let hasSkip = stack.first?.hasSkip ?? false
        name =
          hasSkip
          ? LocalizedText("steps with residual", "有残差的若干步")
          : LocalizedText("steps without residual", "无残差的若干步")
      }
      if !names.contains(name) { names.append(name) }
    }
    guard names.count <= 3 else {
      return LocalizedText("\(names.count) other wirings", "另外 \(names.count) 种接法")
    }
    return names.enumerated().reduce(LocalizedText(same: "")) { text, next in
      let isLast = next.offset == names.count - 1
      let joint = isLast ? LocalizedText(" and ", " 和 ") : LocalizedText(", ", "、")
      return next.offset == 0 ? next.element : text + joint + next.element
    }
  }

  /// A slot or tensor as the engine names it, `11.attention: gradient of query`: the identifiers
  /// stay, what is meant of them is translated.
  static func place(_ place: String) -> LocalizedText {
    for (english, chinese) in places {
      guard let start = place.firstRange(of: english + " of ") else { continue }
      let owner = place[start.upperBound...]
      return LocalizedText(place, "\(place[..<start.lowerBound])\(owner) 的\(chinese)")
    }
    return place == "the update" ? LocalizedText(place, "更新") : LocalizedText(same: place)
  }

  private static let places = [
    ("sum of the shards' gradients", "各分片梯度之和"), ("gradient", "梯度"), ("update", "更新"),
  ]

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
