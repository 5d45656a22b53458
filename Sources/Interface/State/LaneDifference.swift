import Engine

/// The words by which lanes differ: not what they are, but what tells them apart.
enum LaneDifference {
  /// For each lane its words, in the order of `lanes`.
  ///
  /// A setting that all lanes share is not named. Lanes without any difference, and a single one,
  /// are called by their wiring.
  ///
  /// - Complexity: O(lanes · (keys + sublayers)).
  static func words(_ lanes: [LaneState]) -> [[LocalizedText]] {
    let facets = lanes.map(facets)
    let telling = facets[0].indices.filter { facet in Set(facets.map { $0[facet] }).count > 1 }
    guard !telling.isEmpty else { return lanes.map { [StackWords.name($0.wiring)] } }
    return facets.map { words in telling.map { words[$0] }.filter { !$0.english.isEmpty } }
  }

  /// What may differ, the most telling first.
  private static func facets(_ lane: LaneState) -> [LocalizedText] {
    let configuration = lane.configuration
    let keys = ConfigurationKey.allCases.filter { $0.setting.effect != .rewires }
    return [placement(lane), residual(lane), rewiring(lane)]
      + keys.map { name($0, configuration) }
  }

  private static func rewiring(_ lane: LaneState) -> LocalizedText {
    lane.rewired.map { LiveWords.rewired(at: $0.step) } ?? LocalizedText(same: "")
  }

  /// `pre`, or where placements are mixed the most frequent one and where others are:
  /// `post, pre in 3–5`.
  private static func placement(_ lane: LaneState) -> LocalizedText {
    let all = lane.wiring.map(\.placement)
    let counted = Placement.allCases.map { kind in (kind, all.indices.filter { all[$0] == kind }) }
      .filter { !$0.1.isEmpty }
    guard let most = counted.max(by: { $0.1.count < $1.1.count }) else {
      return LocalizedText(same: "–")
    }
    let others = counted.filter { $0.0 != most.0 }.map { kind, places in
      LocalizedText(same: StackWords.name(kind)) + LocalizedText(" in ", " 于 ")
        + LocalizedText(same: name(places))
    }
    return others.reduce(LocalizedText(same: StackWords.name(most.0))) {
      $0 + LocalizedText(", ", "，") + $1
    }
  }

  /// `residual`, `no residual`, `residual cut in 3`, `residual ×0.50`.
  private static func residual(_ lane: LaneState) -> LocalizedText {
    let scales = lane.wiring.map(\.skipScale)
    let cut = scales.indices.filter { scales[$0] == 0 }
    let kept = Set(scales.filter { $0 != 0 })
    let on = LocalizedText("residual", "残差")
    guard let scale = kept.first else { return LocalizedText("no residual", "无残差") }
    let size =
      kept.count > 1
      ? LocalizedText(" mixed", "不一") : LocalizedText(same: " ×\(StackWords.scale(scale))")
    let scaled = kept == [lane.launch.onScale] ? on : on + size
    return cut.isEmpty
      ? scaled : scaled + LocalizedText(" cut in ", "切断于 ") + LocalizedText(same: name(cut))
  }

  private static func name(_ key: ConfigurationKey, _ configuration: Configuration) -> LocalizedText
  {
    let text = configuration.resolved.text(of: key) ?? ""
    switch key {
    case .layers: return LiveWords.layers(configuration.layers)
    case .width: return LiveWords.width(configuration.width)
    case .heads: return LiveWords.heads(configuration.heads)
    case .task: return LiveWords.task(configuration.task)
    case .text: return LocalizedText(same: "")
    case .learningRate:
      let rate = StackWords.learningRate(configuration.peakLearningRate)
      return LiveWords.shortLearningRate + LocalizedText(same: " \(rate)")
    case .warmup:
      return configuration.warmup == 0
        ? LocalizedText("no warm-up", "无预热")
        : LiveWords.warmup + LocalizedText(same: " \(configuration.warmup)")
    case .initialization: return LiveWords.initialization(configuration.initialization)
    case .seed: return LiveWords.seed(configuration.seed)
    case .optimizer, .activation: return LocalizedText(same: text)
    default: return LocalizedText(same: "\(key.rawValue) \(text)")
    }
  }

  /// Sublayers by their layers, neighbours joined: `3`, `2–5`, `3.ffn`; many only counted.
  private static func name(_ sublayers: [Int]) -> String {
    var parts: [(first: Sublayer, last: Sublayer)] = []
    for sublayer in sublayers.map(Sublayer.init(index:)) {
      if let last = parts.last, last.last.index + 1 == sublayer.index {
        parts[parts.count - 1].last = sublayer
      } else {
        parts.append((sublayer, sublayer))
      }
    }
    guard parts.count <= 2 else { return "\(sublayers.count)×" }
    return parts.map { name($0.first, $0.last) }.joined(separator: "+")
  }

  private static func name(_ first: Sublayer, _ last: Sublayer) -> String {
    func name(_ sublayer: Sublayer, wholeIf kind: SublayerKind) -> String {
      let part =
        sublayer.kind == .attention ? LiveWords.attention : LiveWords.feedforward
      return sublayer.kind == kind ? "\(sublayer.layer)" : "\(sublayer.layer).\(part)"
    }
    guard first != last else {
      return name(first, wholeIf: first.kind == .attention ? .feedforward : .attention)
    }
    let start = name(first, wholeIf: .attention)
    let end = name(last, wholeIf: .feedforward)
    return start == end ? start : "\(start)–\(end)"
  }
}
