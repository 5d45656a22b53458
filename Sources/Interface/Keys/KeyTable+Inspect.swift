import Engine

extension KeyTable {
  static let screens = [
    KeyBinding(
      "1", .screens, .open(.live), LocalizedText("the live screen", "实时屏幕"), layer: .everywhere,
      footer: { $0.screen == .live ? nil : LocalizedText("live", "实时") }),
    KeyBinding(
      "2", .screens, .open(.compare), LocalizedText("compare the lanes", "对比各通道"),
      layer: .everywhere,
      footer: { $0.screen == .compare ? nil : LocalizedText("compare", "对比") }),
    KeyBinding(
      "4", .screens, .open(.inspect), LocalizedText("inspect one sublayer in depth", "细看一个子层"),
      layer: .everywhere,
      footer: { $0.screen == .inspect ? nil : LocalizedText("inspect", "细看") }),
  ]

  static let inspect = [
    KeyBinding(
      "m tab", [.character("m"), .tab], .inspect, .nextView,
      LocalizedText(
        "next view: attention maps, histograms, matrices, tokens", "下一视图：注意力图、直方图、矩阵、词元"),
      layer: .inspect, footer: { _ in LocalizedText("view", "视图") }),
    KeyBinding(
      "shift-tab", [.backTab], .inspect, .previousView, LocalizedText("the view before", "上一视图"),
      layer: .inspect),
    KeyBinding(
      "a", .inspect, .nextHead, LocalizedText("next attention head, then all", "下一个注意力头，最后回到全部"),
      layer: .inspect, refusal: headRefusal, footer: { _ in LocalizedText("head", "头") },
      isValid: showsHeads),
    KeyBinding(
      "A", .inspect, .previousHead, LocalizedText("the head before", "上一个注意力头"), layer: .inspect,
      refusal: headRefusal, isValid: showsHeads),
    KeyBinding(
      "s", .inspect, .nextSequence, LocalizedText("next sequence of the batch", "批次中的下一个序列"),
      layer: .inspect, footer: { _ in LocalizedText("sequence", "序列") }),
    KeyBinding(
      "S", .inspect, .previousSequence, LocalizedText("the sequence before", "上一个序列"),
      layer: .inspect),
    KeyBinding(
      "esc", [.escape], .inspect, .leaveInspect, LocalizedText("back to the live screen", "回到实时屏幕"),
      layer: .inspect),
  ]

  private static let headRefusal = LocalizedText(
    "heads are seen in the attention maps: ← m", "注意力头只在注意力图中可见：← m")

  private static let showsHeads: @Sendable (AppState) -> Bool = {
    $0.inspect.view == .attention && $0.inspectedSublayer.kind == .attention
  }

  /// The bindings of the inspect screen in the order of importance for the footer.
  static let inspectFooterOrder: [Action] = [
    .toggleRunning, .trainOneStep, .nextView, .nextLayer,
    .narrow(.attention), .narrow(.feedforward), .nextHead,
    .nextSequence, .open(.live), .nextPlacement, .toggleResidual, .reset, .toggleWarmup,
    .undo, .faster, .nextLanguage, .nextTheme, .nextGlyphs,
  ]
}
