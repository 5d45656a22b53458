import Engine
import Foundation
import Interface
import TestSupport
import Testing

@testable import ResidualTUI

/// What becomes of files when two of them are written, or one name is given twice.
@Suite struct WrittenFileTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  private func write(_ text: String, to name: String) throws {
    try FileOutput(path(name), sparing: []).write { (sink) throws(Failure) in
      try sink(Array(text.utf8)[...])
    }
  }

  /// The screen keeps a lesson while the training thread saves weights.
  @Test func aFileWrittenMeanwhileTakesItsOwnName() throws {
    try FileOutput(path("weights"), sparing: []).write { (sink) throws(Failure) in
      try sink(Array("wei".utf8)[...])
      do { try write("lesson", to: "lessons") } catch { Issue.record(error) }
      try sink(Array("ghts".utf8)[...])
    }
    #expect(try TextFile.read(path("weights")) == "weights")
    #expect(try TextFile.read(path("lessons")) == "lesson")
    #expect(try names == ["lessons", "weights"])
  }

  @Test func aPipeThatSomebodyMadeNonBlockingIsWaitedFor() throws {
    var ends: [Int32] = [-1, -1]
    try #require(unsafe pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    try #require(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
    let expected = 1 << 20
    // A thread of its own: the writer blocks one, and a machine may have one for all tasks.
    let (total, isOver) = (Monitor(0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      // Nothing is read before the pipe is full.
      var full = pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)
      while unsafe poll(&full, 1, 0) == 1 { sched_yield() }
      var (buffer, sum) = ([UInt8](repeating: 0, count: 1 << 16), 0)
      while sum < expected {
        let count = unsafe read(reading, &buffer, buffer.count)
        guard count > 0 else { break }
        sum += count
      }
      total.change { $0 = sum }
      isOver.signal()
    }
    try Output.write([UInt8](repeating: 7, count: expected)[...], to: writing) { "the pipe" }
    try #require(isOver.wait(timeout: .now() + Patience.seconds) == .success)
    #expect(total.change { $0 } == expected)
    close(reading)
    close(writing)
  }

  @Test func aReportGoesWhereALinkLeads() throws {
    try FileManager.default.createDirectory(
      atPath: path("folder"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: path("link"), withDestinationPath: path("folder"))
    try FileManager.default.createSymbolicLink(
      atPath: path("nowhere"), withDestinationPath: path("gone"))
    try ReportFolder(path("link")).write([ReportFolder.File(name: "a", text: "text")])
    #expect(try TextFile.read(path("folder/a")) == "text")
    #expect(try names == ["folder", "link", "nowhere"])
    #expect(throws: Failure.self) { try ReportFolder(path("nowhere")) }
  }

  /// A user who types `:save FILE` and `q` at once sees no question.
  @Test func aFileThatIsThereIsAFaultForWhoHasLeft() throws {
    let mailbox = Mailbox(isRunning: false, pace: Pace(stepsPerSecond: nil), wakePipe: nil)
    mailbox.publish(.answer(.exists(path: "a\u{1b}b", command: ":save")))
    #expect(mailbox.lastFaults().count == 1)
    #expect(
      mailbox.lastFaults().allSatisfy { $0.contains("exists and stays") && !$0.contains("\u{1b}") })
  }
}

/// `run` in sentences that refuses two of its files.
@Suite struct TwoFilesOneName {
  private static let small = ["run", "--layers", "1", "--width", "8", "--heads", "2"]

  @Test(arguments: [
    (
      ["--accessible", "--log", "x", "--save-run", "./x"],
      "--save-run: expected another file than --log writes"
    ),
    (["--accessible", "--log", "y", "--record", "y"], "--record: expected a screen to record"),
    (
      ["--accessible", "--weights", "w", "--save-run", "w"],
      "--save-run: expected another file than --weights reads"
    ),
    (["--accessible", "--log", "z", "--save-run", "no/such"], "cannot write into 'no'"),
  ])
  func nothingIsWritten(flags: [String], text: String) throws {
    let folder = try TemporaryDirectory()
    let saved = try RunProgram.run([
      "train", "--layers", "1", "--width", "8", "--heads", "2", "--steps", "1", "--save",
      folder.path + "/w",
    ])
    #expect(saved.code == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/w"))
    let result = try RunProgram.run(
      Self.small + flags, shell: "cd '\(folder.path)'; " + #"printf 'quit\n' | "$0" "$@""#)
    #expect(result.code != 0 && result.errors.contains(text), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/w")) == before)
  }

  @Test func aCheckThatWritesNothingTakesNoFiles() throws {
    let folder = try TemporaryDirectory()
    let run = try RunProgram.run(
      Self.small + ["--accessible", "--save-run", folder.path + "/r"],
      shell: #"printf '.\nquit\n' | "$0" "$@""#)
    #expect(run.code == 0, "\(run.errors)")
    let result = try RunProgram.run(["replay", folder.path + "/r", "--check", "--log", "l"])
    #expect(result.code == 2 && result.errors.contains("--check: expected no --log"))
  }
}

extension RealTerminal {
  @Suite struct OneFileTwice {
    @Test func aLogThatIsTheRecordingIsRefused() throws {
      let folder = try TemporaryDirectory()
      let terminal = try PseudoTerminal(
        ["run", "--log", folder.path + "/v", "--record", folder.path + "/v"])
      #expect(try terminal.waitForExit() == .exited(2))
      #expect(terminal.screen.contains("--record: expected another file than --log"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }
}
