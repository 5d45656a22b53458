import Interface
import Testing

@testable import ResidualTUI

@Suite struct ColorPlanTests {
  @Test func theTerminalDecidesByItself() {
    let plan = ColorPlan(term: "xterm-256color")
    #expect(plan.names == ["xterm-256color"])
    #expect(plan.depth(colors: 256) == .palette256)
    #expect(plan.depth(colors: 8) == .ansi16)
    #expect(plan.depth(colors: 0) == .mono)
  }

  @Test func truecolorNeedsADescriptionThatSendsIt() {
    let plan = ColorPlan(term: "xterm-256color", colorTerm: "truecolor")
    #expect(plan.names == ["xterm-direct", "xterm-256color"])
    #expect(plan.depth(colors: 16_777_216) == .truecolor)
    #expect(plan.depth(colors: 256) == .palette256)
  }

  @Test func noColorIsObeyedUnlessAFlagSaysOtherwise() {
    #expect(!ColorPlan(term: "xterm", noColor: "1").usesColor)
    #expect(ColorPlan(term: "xterm", noColor: "").usesColor)
    #expect(ColorPlan(choice: .always, term: "xterm", noColor: "1").usesColor)
    #expect(!ColorPlan(choice: .never, term: "xterm").usesColor)
    #expect(!ColorPlan(depth: .mono, term: "xterm").usesColor)
  }

  @Test func aDepthAskedForBoundsTheTerminals() {
    #expect(ColorPlan(depth: .ansi16, term: "xterm-256color").depth(colors: 256) == .ansi16)
    let more = ColorPlan(depth: .palette256, term: "xterm")
    #expect(more.names == ["xterm-256color", "xterm"])
    #expect(more.depth(colors: 8) == .ansi16)
  }

  @Test func coloursAreNumberedAsTheTerminalCountsThem() {
    #expect(CursesColor(.standard, colors: 256).number == -1)
    #expect(CursesColor(.indexed(130), colors: 256).number == 130)
    #expect(CursesColor(.rgb(255, 135, 0), colors: 256).number == 208)
    #expect(CursesColor(.rgb(0, 0, 1), colors: 16_777_216).number == 8)
    #expect(CursesColor(.indexed(231), colors: 16_777_216).number == 0xffffff)
    #expect(CursesColor(.indexed(12), colors: 8) == CursesColor(.indexed(12), colors: 8))
    #expect(CursesColor(.indexed(12), colors: 8).number == 4)
    #expect(CursesColor(.indexed(12), colors: 8).needsBold)
  }
}

@Suite struct RowLayoutTests {
  private func whole(_ cells: [Cell]) -> [Unicode.Scalar] {
    RowLayout.whole(cells[...]) { $0.value >= 0x1100 ? 2 : $0.value < 0x20 ? -1 : 1 }.map(\.scalar)
  }

  private let rightHalf = Cell(" ", isContinuation: true)

  @Test func wideCharactersTakeTheirRightHalfWithThem() {
    #expect(whole([Cell("a"), Cell("中"), rightHalf, Cell("b")]) == ["a", "中", "b"])
  }

  @Test func halvesAndControlsBecomeBlanks() {
    #expect(whole([Cell("中"), Cell("b")]) == [" ", "b"])
    #expect(whole([Cell("a"), Cell("中")]) == ["a", " "])
    #expect(whole([rightHalf, Cell("b")]) == [" ", "b"])
    #expect(whole([Cell("\u{1b}"), Cell("b")]) == [" ", "b"])
  }
}
