import Engine
import Foundation
import TestSupport
import Testing

/// `--save`: nothing is lost, nothing is left half written.
@Suite final class SavingTests {
  private let folder: URL

  init() throws { folder = try RunProgram.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  private static let small = TrainCommandTests.small + ["--steps", "1"]

  /// 60 MB of weights, so that saving takes a while.
  private static let large = [
    "train", "--layers", "1", "--width", "1024", "--heads", "1", "--ffn", "5000", "--sequence",
    "1", "--batch", "1", "--steps", "1",
  ]

  /// Whether the temporary file holds something.
  private var isSaving: Bool {
    get throws {
      try names.contains { name in
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
        return name.hasSuffix(".part") && attributes?[.size] as? Int ?? 0 > 0
      }
    }
  }

  /// Starts the program, and sends it signals while it stands still in the middle of saving.
  ///
  /// Once it has saved before it could be halted; then another is tried.
  private func signalled(
    _ signals: [Int32], _ arguments: [String], saving name: String
  ) throws -> RunProgram.Result {
    let alarm = Alarm()
    while !alarm.hasRung {
      var program = try RunProgram(arguments + ["--save", path(name)])
      while try !isSaving, !program.hasEnded, !alarm.hasRung { sched_yield() }
      let isCaught = try program.halt() && isSaving
      if isCaught { signals.forEach(program.send) }
      program.send(SIGCONT)
      let result = try program.finish()
      if isCaught { return result }
      try FileManager.default.removeItem(atPath: path(name))
    }
    throw HarnessError("it never was caught saving")
  }

  private func writeBatch(_ name: String, sequence: Int) throws -> String {
    let ids = [Int64](repeating: 1, count: sequence)
    let batch = SafeTensors(tensors: [
      Tensor(name: "tokens", shape: [1, sequence], values: .integer(ids)),
      Tensor(name: "targets", shape: [1, sequence], values: .integer(ids)),
    ])
    try Data(batch.bytes).write(to: folder.appending(path: name))
    return path(name)
  }

  @Test func anInputIsNeverWrittenOver() throws {
    let text = Data(String(repeating: "some text ", count: 20).utf8)
    try text.write(to: folder.appending(path: "book"))
    try FileManager.default.createSymbolicLink(
      atPath: path("link"), withDestinationPath: path("book"))
    for (read, written) in [("book", "book"), ("link", "book"), ("book", "link")] {
      let result = try RunProgram.run(
        Self.small + ["--text", path(read), "--save", path(written)])
      #expect(result.code == 2 && result.output.isEmpty)
      #expect(result.errors.contains("--save: expected another file than --text reads"))
    }
    let piped = try RunProgram.run(
      Self.small + ["--text", "-", "--save", path("book")], input: path("book"))
    #expect(piped.code == 2, "\(piped.errors)")
    #expect(try Data(contentsOf: folder.appending(path: "book")) == text)
    #expect(try names == ["book", "link"])
  }

  @Test func evaluateSparesItsWeightsAndItsBatch() throws {
    _ = try RunProgram.run(Self.small + ["--save", path("w")])
    let batch = try writeBatch("b", sequence: 4)
    for (target, flag) in [("w", "--weights"), ("b", "--batch")] {
      let before = try Data(contentsOf: folder.appending(path: target))
      let result = try RunProgram.run([
        "evaluate", "--weights", path("w"), "--batch", batch, "--save", path(target),
      ])
      #expect(result.code == 2 && result.errors.contains("than \(flag) reads"), "\(result.errors)")
      #expect(try Data(contentsOf: folder.appending(path: target)) == before)
    }
  }

  @Test func aLongNameCanBeSavedTo() throws {
    let name = String(repeating: "n", count: 250)
    let result = try RunProgram.run(Self.small + ["--save", path(name)])
    #expect(result.code == 0, "\(result.errors)")
    #expect(try names == [name])
  }

  @Test func impossibleTargetsAreRefusedBeforeTraining() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path("dangling"), withDestinationPath: path("nowhere"))
    var cases = [
      (path(String(repeating: "n", count: 256)), "File name too long"),
      (path("dangling"), "found a link that leads nowhere"),
    ]
    #if os(Linux)
      cases.append(("/proc/x", "cannot write into '/proc'"))
    #endif
    for (target, part) in cases {
      let result = try RunProgram.run(Self.small + ["--save", target])
      #expect(result.code == 1 && result.output.isEmpty)
      #expect(result.errors.contains(part), "\(result.errors)")
    }
    #expect(try names == ["dangling"])
  }

  @Test func aFileSizeLimitIsAFailure() throws {
    let result = try RunProgram.run(
      ["train", "--layers", "2", "--steps", "1", "--save", path("w")],
      shell: #"ulimit -f 100; exec "$0" "$@""#)
    #expect(result.code == 1)
    #expect(
      result.errors.contains("cannot write to '") && result.errors.hasSuffix(": File too large\n"))
    #expect(try names == [])
  }

  @Test(.enabled(if: !Program.isSanitized, "a sanitizer delivers signals late"))
  func aSecondInterruptDuringTheSaveLeavesNothing() throws {
    // Two of a kind sent at once are one to the kernel; which of these is the second is its choice.
    let result = try signalled([SIGINT, SIGTERM], Self.large, saving: "w")
    #expect([128 + SIGINT, 128 + SIGTERM].contains(result.code))
    #expect(try names == [])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func evaluateKilledWhileWritingLeavesNothing(signal: Int32) throws {
    let saved = try RunProgram.run(Self.large + ["--save", path("w")])
    #expect(saved.code == 0, "\(saved.errors)")
    let batch = try writeBatch("b", sequence: 1)
    let result = try signalled(
      [signal], ["evaluate", "--weights", path("w"), "--batch", batch, "--steps", "1"], saving: "o")
    #expect(result.code == 128 + signal)
    #expect(try names == ["b", "w"])
  }

  @Test func aHangUpDuringTheSaveKeepsTheWeights() throws {
    let result = try signalled([SIGHUP], Self.large, saving: "w")
    #expect(result.code == 128 + SIGHUP)
    #expect(try names == ["w"])
  }

  @Test func anInterruptSaysThatTheStepIsFinished() throws {
    let terminal = try PseudoTerminal(
      TrainCommandTests.small + ["--steps", "100000000"])
    try terminal.wait(forText: "steps/s")
    try terminal.type("\u{03}")
    #expect(try terminal.waitForExit() == .exited(130))
    let text = String(decoding: terminal.output, as: UTF8.self)
    #expect(text.contains("finishing the step; ^C again stops at once"))
    #expect(text.contains("interrupted after "))
  }
}
