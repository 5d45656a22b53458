import Testing

@testable import Interface

/// Editing one line of text.
@Suite struct LineEditorTests {
  private func edited(_ text: String, _ keys: [Key]) -> (text: String, cursor: Int) {
    var editor = LineEditor(text)
    for key in keys {
      let isTaken = editor.press(key)
      #expect(isTaken)
    }
    return (editor.text, editor.cursor)
  }

  @Test func keysMoveAndRemove() {
    #expect(edited("norm pre", [.left, .left, .backspace]) == ("norm re", 5))
    #expect(edited("norm pre", [.home, .delete]) == ("orm pre", 0))
    #expect(edited("norm pre", [.control("a"), .right, .character("O")]) == ("nOorm pre", 2))
    #expect(
      edited("norm pre", [.control("a"), .control("e"), .character("!")]) == ("norm pre!", 9))
    #expect(edited("norm pre", [.left, .control("u")]) == ("e", 0))
    #expect(edited("norm pre  ", [.control("w")]) == ("norm ", 5))
    #expect(edited("norm", [.control("w"), .control("w"), .backspace, .left]) == ("", 0))
    #expect(edited("x", [.right, .delete, .end, .character("中")]) == ("x中", 2))
  }

  @Test func otherKeysAreNone() {
    var editor = LineEditor("norm")
    for key in [Key.up, .down, .tab, .backTab, .enter, .escape, .pageUp, .pageDown, .control("k")] {
      let isTaken = editor.press(key)
      #expect(!isTaken)
    }
    #expect(editor.text == "norm")
  }

  @Test func controlCharactersAreDropped() {
    var editor = LineEditor()
    editor.insert("norm\u{1b}[31m\n\t pre\u{202e}\u{7f}\u{9b}")
    #expect(editor.text == "norm[31m pre")
  }

  @Test func aLineHasAnEnd() {
    var editor = LineEditor(String(repeating: "x", count: LineEditor.limit - 1))
    editor.insert("yz")
    #expect(editor.characters.count == LineEditor.limit && editor.text.hasSuffix("y"))
    _ = editor.press(.character("!"))
    #expect(editor.characters.count == LineEditor.limit)
  }
}
