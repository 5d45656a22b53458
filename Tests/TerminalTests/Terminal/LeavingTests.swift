import Foundation
import TestSupport
import Testing

@testable import ResidualTUI

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RealTerminal {
  @Suite struct LeavingTests {
    @Test func quittingRestores() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    @Test func interruptingRestores() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      try terminal.type("\u{03}")
      #expect(try terminal.waitForExit() == .exited(130))
      #expect(terminal.unrestored == [])
    }

    @Test(
      arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT], ["", "enable=no", "enable=yes,interactive=no"])
    func signalsRestore(number: Int32, backtrace: String) throws {
      let terminal = try PseudoTerminal(
        RealTerminal.small, environment: ["SWIFT_BACKTRACE": backtrace])
      try terminal.wait(forText: title)
      terminal.signal(number)
      #expect(try terminal.waitForExit() == .exited(128 + number))
      #expect(terminal.unrestored == [])
    }

    /// With Swift's backtracer, which returns from a signal that was sent, and without it.
    ///
    /// If nobody says otherwise it asks, on the restored terminal, whether to go into the details.
    @Test(
      arguments: [SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE, SIGSYS],
      ["", "enable=no", "enable=yes,interactive=no"])
    func crashesRestore(number: Int32, backtrace: String) throws {
      let terminal = try PseudoTerminal(
        RealTerminal.small, environment: ["SWIFT_BACKTRACE": backtrace])
      try terminal.wait(forText: title)
      terminal.signal(number)
      if backtrace == "", (try? terminal.wait(forText: "any other key to quit")) != nil {
        try terminal.type("x")
      }
      #expect(try terminal.waitForExit() == .killed(signal: number))
      #expect(terminal.unrestored == [])
    }

    /// The dynamic linker's message takes the place of a trap's: both go to standard error while
    /// the screen is open.
    @Test func aCrashLeavesALogAndSaysWhere() throws {
      let folder = try RunProgram.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.path + "/a b/state/residual-tui/crash.log"
      for round in 1...2 {
        let terminal = try PseudoTerminal(
          RealTerminal.small, columns: 200, rows: 60,
          environment: ["XDG_STATE_HOME": folder.path + "/a b/state", "LD_DEBUG": "bindings"])
        try terminal.wait(forText: title)
        terminal.signal(SIGABRT)
        #expect(try terminal.waitForExit() == .killed(signal: SIGABRT))
        #expect(terminal.unrestored == [])
        #expect(terminal.screen.contains("crashed by SIGABRT; what is known stands in \(path)"))
        let log = try TextFile.read(path)
        let entries = log.split(separator: "\n").filter { $0.hasPrefix("residual-tui 0.") }
        #expect(
          entries.count == round && entries.allSatisfy { $0.contains(": SIGABRT in process ") })
        #if os(Linux)
          #expect(log.contains("binding file"))
        #endif
      }
    }

    @Test func aLogThatCannotBeWrittenIsNotPromised() throws {
      let terminal = try PseudoTerminal(
        RealTerminal.small, environment: ["XDG_STATE_HOME": "/dev/null"])
      try terminal.wait(forText: title)
      terminal.signal(SIGSEGV)
      #expect(try terminal.waitForExit() == .killed(signal: SIGSEGV))
      #expect(terminal.screen.contains("crashed by SIGSEGV; no log could be written"))
      #expect(terminal.unrestored == [])
    }

    @Test func theLogStandsWhereXDGPutsIt() {
      #expect(CrashLog.path(state: "/s", home: "/h") == "/s/residual-tui/crash.log")
      for state in [nil, "", "s"] {
        let path = CrashLog.path(state: state, home: "/h")
        #expect(path == "/h/.local/state/residual-tui/crash.log")
      }
      #expect(CrashLog.path(state: nil, home: nil) == nil)
      #expect(CrashLog.path(state: "/\u{1b}[2J", home: nil) == nil)
    }

    @Test func theSignalThatHaltsTheScreenMeansNothingFromOthers() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forText: title)
      for _ in 0..<3 {
        terminal.signal(SIGUSR2)
        try terminal.redraw()
      }
      try terminal.type("?")
      try terminal.wait(forText: "help: the live screen")
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [])
    }

    #if os(Linux)
      @Test func everyThreadTakesItsOwnCrashes() throws {
        let terminal = try PseudoTerminal(RealTerminal.small + ["--threads", "3"])
        try terminal.wait(forText: title)
        let crashes = [SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE, SIGSYS]
        let bits = crashes.reduce(UInt64(0)) { $0 | 1 << UInt64($1 - 1) }
        // The one that draws, the one that trains and its helpers: no more than there are processors.
        let count = 2 + min(3, System.processorCount) - 1
        // A thread that is just being made blocks everything for a moment.
        try terminal.wait(for: "all threads with their crashes open") { _ in
          let masks = terminal.blockedSignals
          return masks.count >= count && masks.allSatisfy { $0 & bits == 0 }
        }
      }
    #endif

    #if os(Linux) && arch(x86_64)
      /// Faults that repeat: of the thread that draws, and of threads that compute.
      @Test(arguments: ["libncursesw", "libm.so"]) func faultsRestore(library: String) throws {
        let terminal = try PseudoTerminal(["--pace", "unlimited"])
        try terminal.wait(forText: title)
        try terminal.spoil(library)
        let status = try terminal.waitForExit()
        // Who was between the instruction's two bytes finds another one there.
        #expect([.killed(signal: SIGILL), .killed(signal: SIGSEGV)].contains(status))
        #expect(terminal.unrestored == [])
      }
    #endif

    @Test func aSecondInterruptLeavesThoughNobodyReads() throws {
      let terminal = try PseudoTerminal(RealTerminal.small, columns: 400, rows: 100)
      try terminal.wait(forText: title)
      try terminal.fillUp()
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
