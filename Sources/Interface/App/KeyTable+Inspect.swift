extension KeyTable {
  static let screens = [
    KeyBinding(
      "1", .screens, .open(.live), Words("the live screen", "实时屏幕"), layer: .everywhere,
      footer: { $0.screen == .live ? nil : Words("live", "实时") }),
    KeyBinding(
      "4", .screens, .open(.inspect), Words("inspect one sublayer in depth", "细看一个子层"),
      layer: .everywhere,
      footer: { $0.screen == .inspect ? nil : Words("inspect", "细看") }),
  ]

  static let inspect = [
    KeyBinding(
      "m tab", [.character("m"), .tab], .inspect, .inspect(.view(1)),
      Words(
        "next view: attention maps, histograms, matrices, tokens", "下一视图：注意力图、直方图、矩阵、词元"),
      layer: .inspect, footer: { _ in Words("view", "视图") }),
    KeyBinding(
      "shift-tab", [.backTab], .inspect, .inspect(.view(-1)), Words("the view before", "上一视图"),
      layer: .inspect),
    KeyBinding(
      "↓ j", [.down, .character("j")], .inspect, .inspect(.layer(1)), Words("next layer", "下一层"),
      layer: .inspect, footer: { _ in Words("layer", "层") }),
    KeyBinding(
      "↑ k", [.up, .character("k")], .inspect, .inspect(.layer(-1)),
      Words("the layer before", "上一层"), layer: .inspect),
    KeyBinding(
      "← h", [.left, .character("h")], .inspect, .inspect(.kind(.attention)),
      Words("its attention", "该层的注意力子层"), layer: .inspect,
      footer: { $0.inspectedSublayer.kind == .attention ? nil : Words("attention", "注意力") }),
    KeyBinding(
      "→ l", [.right, .character("l")], .inspect, .inspect(.kind(.feedforward)),
      Words("its feed-forward", "该层的前馈子层"), layer: .inspect,
      footer: { $0.inspectedSublayer.kind == .attention ? Words("feed-forward", "前馈") : nil }),
    KeyBinding(
      "a", .inspect, .inspect(.head(1)), Words("next attention head, then all", "下一个注意力头，最后回到全部"),
      layer: .inspect, refusal: headRefusal, footer: { _ in Words("head", "头") },
      isValid: showsHeads),
    KeyBinding(
      "A", .inspect, .inspect(.head(-1)), Words("the head before", "上一个注意力头"), layer: .inspect,
      refusal: headRefusal, isValid: showsHeads),
    KeyBinding(
      "s", .inspect, .inspect(.sequence(1)), Words("next sequence of the batch", "批次中的下一个序列"),
      layer: .inspect, footer: { _ in Words("sequence", "序列") }),
    KeyBinding(
      "S", .inspect, .inspect(.sequence(-1)), Words("the sequence before", "上一个序列"),
      layer: .inspect),
    KeyBinding(
      "esc", [.escape], .inspect, .open(.live), Words("back to the live screen", "回到实时屏幕"),
      layer: .inspect),
  ]

  private static let headRefusal = Words(
    "heads are seen in the attention maps: ← m", "注意力头只在注意力图中可见：← m")

  private static let showsHeads: @Sendable (AppState) -> Bool = {
    $0.inspect.view == .attention && $0.inspectedSublayer.kind == .attention
  }

  /// The bindings of the inspect screen in the order of importance for the footer.
  static let inspectFooterOrder: [Action] = [
    .toggleRunning, .trainOneStep, .inspect(.view(1)), .inspect(.layer(1)),
    .inspect(.kind(.attention)), .inspect(.kind(.feedforward)), .inspect(.head(1)),
    .inspect(.sequence(1)), .open(.live), .nextPlacement, .toggleResidual, .reset, .toggleWarmup,
    .undo, .faster, .nextLanguage, .nextTheme, .nextGlyphs,
  ]
}
