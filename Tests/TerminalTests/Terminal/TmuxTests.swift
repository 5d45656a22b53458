import TestSupport
import Testing

extension RealTerminal {
  @Suite struct TmuxTests {
    private let report = "printf 'exit=%s echo=%s\\n' $? \"$(stty -a | grep -c ' echo ')\""

    @Test func drawsAndRestoresInTmux() throws {
      let tmux = try TmuxSession("PROGRAM; \(report); exec cat")
      try tmux.wait(for: title)
      #expect(try tmux.modes() == "1 0")
      #expect(try tmux.screen(withEscapes: true).contains("\u{1b}[38;5;"))
      try tmux.press("q")
      try tmux.wait(for: "exit=0 echo=1")
      #expect(try tmux.modes() == "0 1")
    }

    @Test func followsTheSizeInTmux() throws {
      let tmux = try TmuxSession("PROGRAM; \(report); exec cat")
      try tmux.wait(for: title)
      for (columns, rows) in [(120, 36), (40, 12), (200, 60)] {
        try tmux.resize(columns: columns, rows: rows)
        try tmux.wait(for: "a footer in row \(rows)") { screen in
          screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(rows - 1).first?
            .contains(title) == true
        }
      }
      try tmux.press("q")
      try tmux.wait(for: "exit=0 echo=1")
    }

    @Test func suspendsAndComesBack() throws {
      let tmux = try TmuxSession("exec bash --norc --noprofile -i")
      try tmux.wait(for: "bash")
      try tmux.press("-l", "\(Program.path)\n")
      try tmux.wait(for: title)
      try tmux.press("C-z")
      try tmux.wait(for: "Stopped")
      #expect(try tmux.modes() == "0 1")
      try tmux.resize(columns: 100, rows: 30)
      try tmux.press("-l", "fg\n")
      try tmux.wait(for: title)
      #expect(try tmux.modes() == "1 0")
      try tmux.press("q")
      try tmux.wait(forModes: "0 1")
      try tmux.press("-l", "stty -a | grep -c ' echo '; echo done=$?\n")
      try tmux.wait(for: "done=0")
      #expect(try tmux.modes() == "0 1")
    }

    @Test func theServerEndsByItself() throws {
      let tmux = try TmuxSession("exec cat", lifetime: 1)
      try tmux.waitForEnd()
    }

    @Test func textFromAPipeLeavesTheKeyboardToTheTerminal() throws {
      let tmux = try TmuxSession(
        "yes abcdefgh | head -c 4000 | PROGRAM run --text -; \(report); exec cat")
      try tmux.wait(for: title)
      try tmux.press("q")
      try tmux.wait(for: "exit=0 echo=1")
      #expect(try tmux.modes() == "0 1")
    }
  }
}
