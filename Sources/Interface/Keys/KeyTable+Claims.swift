extension KeyTable {
  /// The keys of the claims screen.
  static let claims = [
    KeyBinding(
      "5", .screens, .open(.claims), Words("claims: the tutorial put to the test", "论断：检验教程"),
      layer: .everywhere, footer: { $0.screen == .claims ? nil : Words("claims", "论断") }),
    claim(
      "↓ j", [.down, .character("j")], .next, Words("the next one, or a line down", "下一条，或下移一行"),
      Words("next", "下一条")),
    claim(
      "↑ k", [.up, .character("k")], .previous, Words("the one before, or a line up", "上一条，或上移一行")),
    claim("pgdn", [.pageDown], .nextPage, Words("a page down", "下移一页")),
    claim("pgup", [.pageUp], .previousPage, Words("a page up", "上移一页")),
    claim(
      "enter", [.enter], .run,
      Words(
        "run its experiment in lanes, then measure it; the present run is gone",
        "在通道中运行其实验，然后测量；当前训练不再保留"),
      Words("run", "运行")),
    claim(
      "m", [.character("m")], .measure,
      Words("measure it, 3 seeds, and show the numbers", "用 3 个种子测量，并显示数字"),
      Words("measure", "测量")),
    claim(
      "f", [.character("f")], .flip,
      Words("put what flips it on the plots; the present run is gone", "把翻转它的设置画出来；当前训练不再保留"),
      Words("what flips it", "如何翻转")),
    claim(
      "esc", [.escape], .back, Words("back to all claims, or to the live screen", "回到论断列表，或实时屏幕"),
      Words("back", "返回")),
  ]

  private static func claim(
    _ name: String, _ keys: [Key], _ move: Action.ClaimMove, _ help: Words, _ footer: Words? = nil
  ) -> KeyBinding {
    KeyBinding(name, keys, .claims, .claim(move), help, layer: .claims, footer: { _ in footer })
  }

  /// The bindings of the claims screen in the order of importance for the footer.
  static let claimFooterOrder: [Action] = [
    .claim(.run), .claim(.flip), .claim(.measure), .claim(.next), .claim(.back), .open(.live),
    .nextLanguage, .nextTheme,
  ]
}
