import Engine

/// What themes, languages and glyph sets are called.
enum LookWords {
  /// A language's own name for itself, so that its readers recognize it.
  static func name(_ language: Language) -> LocalizedText {
    LocalizedText(same: language == .chinese ? "中文" : "English")
  }

  static func theme(_ theme: Theme) -> LocalizedText {
    LocalizedText("theme ", "配色：") + name(theme)
  }

  static func glyphs(_ glyphs: Glyphs) -> LocalizedText {
    LocalizedText("glyphs ", "字符：") + name(glyphs)
  }

  static func name(_ theme: Theme) -> LocalizedText {
    let name = theme.rawValue
    return switch theme {
    case .dark: LocalizedText(name, "深色")
    case .light: LocalizedText(name, "浅色")
    case .terminal: LocalizedText(name, "终端 16 色")
    case .mono: LocalizedText(name, "单色")
    case .highContrast: LocalizedText(name, "高对比")
    }
  }

  /// What an arrangement is called; where it does not fit, what it needs.
  static func layout(_ layout: ScreenLayout, isShown: Bool, needed: (columns: Int, rows: Int))
    -> LocalizedText
  {
    switch layout {
    case .full: LocalizedText("layout full", "布局：完整")
    case .projector where isShown: LocalizedText("layout projector", "布局：投影")
    case .projector:
      LocalizedText(
        "layout projector needs \(needed.columns)x\(needed.rows): full until then",
        "布局：投影至少需要 \(needed.columns)x\(needed.rows)，在此之前为完整")
    }
  }

  static func name(_ glyphs: Glyphs) -> LocalizedText {
    let name = glyphs.rawValue
    return switch glyphs {
    case .braille: LocalizedText(name, "盲文点")
    case .block: LocalizedText(name, "半块")
    case .narrow: LocalizedText("narrow: braille curves, else ASCII", "盲文点曲线，其余 ASCII")
    case .ascii: LocalizedText("ascii", "ASCII")
    }
  }
}
