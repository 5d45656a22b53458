import Engine

extension KeyTable {
  /// The keys of the claims screen.
  static let claims = [
    KeyBinding(
      "5", .screens, .open(.claims),
      LocalizedText("claims: the tutorial put to the test", "论断：检验教程"),
      layer: .everywhere, footer: { $0.screen == .claims ? nil : LocalizedText("claims", "论断") }),
    claim(
      "↓ j", [.down, .character("j")], .next,
      LocalizedText("the next one, or a line down", "下一条，或下移一行"),
      LocalizedText("next", "下一条")),
    claim(
      "↑ k", [.up, .character("k")], .previous,
      LocalizedText("the one before, or a line up", "上一条，或上移一行")),
    claim("pgdn", [.pageDown], .nextPage, LocalizedText("a page down", "下移一页")),
    claim("pgup", [.pageUp], .previousPage, LocalizedText("a page up", "上移一页")),
    claim(
      "enter", [.enter], .run,
      LocalizedText(
        "run its experiment in lanes, then measure it; the present run is gone",
        "在通道中运行其实验，然后测量；当前训练不再保留"),
      LocalizedText("run", "运行")),
    claim(
      "m", [.character("m")], .measure,
      LocalizedText("measure it, 3 seeds, and show the numbers", "用 3 个种子测量，并显示数字"),
      LocalizedText("measure", "测量")),
    claim(
      "f", [.character("f")], .flip,
      LocalizedText(
        "put what flips it on the plots; the present run is gone", "把翻转它的设置画出来；当前训练不再保留"),
      LocalizedText("what flips it", "如何翻转")),
    claim(
      "esc", [.escape], .back,
      LocalizedText("back to all claims, or to the live screen", "回到论断列表，或实时屏幕"),
      LocalizedText("back", "返回")),
  ]

  private static func claim(
    _ name: String, _ keys: [Key], _ move: Action.ClaimMove, _ help: LocalizedText,
    _ footer: LocalizedText? = nil
  ) -> KeyBinding {
    KeyBinding(name, keys, .claims, .claim(move), help, layer: .claims, footer: { _ in footer })
  }

  /// The bindings of the claims screen in the order of importance for the footer.
  static let claimFooterOrder: [Action] = [
    .claim(.run), .claim(.flip), .claim(.measure), .claim(.next), .claim(.back), .open(.live),
    .nextLanguage, .nextTheme,
  ]
}
