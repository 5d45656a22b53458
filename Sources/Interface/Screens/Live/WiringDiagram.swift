import Engine

/// The formula of a sublayer as a drawing of two lines: the branch above, the skip below.
///
///     x ─┬─▶ F ─▶ ⊕ ─▶ LN ─▶ y
///        ╰────────╯
struct WiringDiagram {
  private(set) var upper = StyledText()
  private(set) var lower = StyledText()

  init(
    _ wiring: Wiring, branch: String, cut: String, norm: NormKind, gated: Bool, glyphs: Glyphs
  ) {
    let wire = Style(.muted)
    let normName = StackWords.normName(norm)
    let box = Style(.accent, .bold)
    upper.append("x", Style(.text, .bold))
    upper.append(" ─", wire)
    let start = upper.width
    upper.append("┬", wire)
    func arrow() { upper.append("─▶ ", wire) }
    func step(_ text: String, _ style: Style) {
      upper.append(text + " ", style)
      arrow()
    }
    arrow()
    if wiring.placement.normalizesBranchInput { step(normName, box) }
    step(branch, Style(.text, .bold))
    if wiring.placement.normalizesBranchOutput { step(normName, box) }
    if gated { step("×g", Style(.text)) }
    let end = upper.width + CharacterWidth.columns(of: glyphs.add) / 2
    step(glyphs.add, Style(.text, .bold))
    if wiring.placement.normalizesSum { step(normName, box) }
    upper.append("y", Style(.text, .bold))
    lower = Self.skip(wiring, cut: cut, from: start, to: end)
  }

  private static func skip(
    _ wiring: Wiring, cut: String, from start: Int, to end: Int
  ) -> StyledText {
    var phrase = StyledText(String(repeating: " ", count: start))
    let length = end - start - 1
    let style = wiring.hasSkip ? Style(.good, .bold) : Style(.warning)
    let dash = wiring.hasSkip ? "─" : "╌"
    var label = ""
    if !wiring.hasSkip {
      label = "╳ " + cut
    } else if wiring.skipScale != 1 {
      label = "×" + StackWords.scale(wiring.skipScale)
    }
    if !label.isEmpty { label = " \(label) " }
    if !wiring.hasSkip, CharacterWidth.columns(of: label) + 4 > length { label = " ╳ " }
    let room = max(length - CharacterWidth.columns(of: label), 0)
    let line =
      String(repeating: dash, count: room / 2) + label
      + String(repeating: dash, count: room - room / 2)
    phrase.append("╰" + line + "╯", style)
    return phrase
  }
}
