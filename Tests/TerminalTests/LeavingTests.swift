import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RealTerminal {
  @Suite struct LeavingTests {
    @Test func quittingRestores() throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test func interruptingRestores() throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      try terminal.type("\u{03}")
      #expect(try terminal.waitForExit() == .exited(130))
      #expect(terminal.unrestored == [])
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT]) func signalsRestore(number: Int32) throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      terminal.signal(number)
      #expect(try terminal.waitForExit() == .exited(128 + number))
      #expect(terminal.unrestored == [])
    }

    @Test(arguments: [SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE])
    func crashesRestore(number: Int32) throws {
      let terminal = try PseudoTerminal()
      try terminal.wait(forText: title)
      terminal.signal(number)
      #expect(try terminal.waitForExit() == .killed(signal: number))
      #expect(terminal.unrestored == [])
    }

    @Test func aSecondInterruptLeavesThoughNobodyReads() throws {
      let terminal = try PseudoTerminal(columns: 400, rows: 100)
      try terminal.wait(forText: title)
      terminal.fillUp()
      #expect(terminal.endsInterruptedUnread())
    }

    @Test func interruptingWhileTheModelIsBuiltRestores() throws {
      let terminal = try PseudoTerminal(["--layers", "96", "--width", "256"])
      try terminal.wait(for: "the screen") { $0.isAlternate }
      terminal.signal(SIGINT)
      #expect(try terminal.waitForExit() == .exited(130))
      #expect(terminal.unrestored == [])
    }
  }

  @Suite struct RefusalTests {
    @Test func withoutATerminalItSaysWhatToUse() throws {
      let result = try RunProgram.run([])
      #expect(result.code == 2)
      #expect(result.output == "")
      #expect(result.errors.contains("residual-tui train"))
      #expect(!result.errors.contains("\u{1b}"))
      #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func keysFromAPipeAreRefused() throws {
      let terminal = try PseudoTerminal(input: "/dev/null")
      #expect(try terminal.waitForExit() == .exited(2))
      #expect(!terminal.output.contains(0x1b))
      #expect(terminal.screen.description.contains("standard input"))
    }

    @Test(arguments: ["dumb", "no-such-terminal", ""]) func uselessTerminalsAreRefused(
      name: String
    ) throws {
      let terminal = try PseudoTerminal(environment: ["TERM": name])
      #expect(try terminal.waitForExit() == .exited(2))
      #expect(!terminal.output.contains(0x1b))
      #expect(terminal.screen.description.contains("TERM"))
      #expect(terminal.unrestored == [])
    }
  }
}
