import Engine
import Interface
import TestSupport
import Testing

@testable import ResidualTUI

/// Flags that change behind `:` while it trains.
@Suite struct SettingTests {
  private let mailbox = Mailbox(
    isRunning: false, pace: Pace(stepsPerSecond: 1), wakePipe: nil)
  private let folder: TemporaryDirectory
  private let log = TelemetryLog()
  private var path: String { folder.path + "/a" }

  init() throws { folder = try TemporaryDirectory() }

  private func training(
    _ change: (inout Configuration) -> Void = { _ in }, historyBytes: Int = 1 << 20
  ) throws -> OrderedTraining {
    var configuration = Configuration()
    (configuration.layers, configuration.width, configuration.heads) = (1, 8, 2)
    (configuration.batch, configuration.shards) = (4, 2)
    change(&configuration)
    let material = try TrainingMaterial(configuration, weights: nil)
    return try OrderedTraining(
      ModelSource(
        configuration, material, weights: nil, threads: 1, .best, historyBytes: historyBytes),
      mailbox, log: log)
  }

  @discardableResult private func work(
    _ training: inout OrderedTraining, _ orders: TrainingOrder...
  ) -> [Event] {
    for order in orders {
      mailbox.post(order)
      while case .order(let order) = mailbox.due(at: MonotonicTime(nanoseconds: 0)) {
        _ = training.perform(order)
      }
    }
    var delivery = Delivery()
    mailbox.fetch(into: &delivery)
    var events: [Event] = []
    delivery.forEach { events.append($0) }
    return events
  }

  private func answers(_ events: [Event]) -> [EffectResult] {
    events.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
  }

  private func built(_ events: [Event]) -> BuiltModel? {
    events.lazy.compactMap { if case .rebuilt(let model) = $0 { model } else { nil } }.first
  }

  private func loss(_ events: [Event]) -> Double? {
    events.lazy.compactMap { if case .report(let report, _, _) = $0 { report.loss } else { nil } }
      .last
  }

  @Test func threadsChangeWithoutARestart() throws {
    var (training, never) = (try training(), try training())
    for count in [64, 1, 2] {
      work(&training, .step)
      work(&never, .step)
      let most = min(count, System.processorCount, 2)
      let events = work(&training, .set(.threads(count)))
      #expect(answers(events) == [.threads(most, asked: count)])
      #expect(loss(work(&training, .step)) == loss(work(&never, .step)))
    }
    let events = work(&training, .set(.threads(nil)))
    #expect(answers(events) == [.threads(min(System.processorCount, 2), asked: nil)])
    #expect(training.lab.step == 6)
  }

  @Test func memoryForGoingBackShrinksAtOnceAndStaysSo() throws {
    var training = try training()
    for _ in 0..<40 { work(&training, .step) }
    #expect(training.lab.historyByteCount > 0)
    work(&training, .set(.historyBytes(0)))
    #expect(training.lab.historyByteCount == 0 && training.lab.step == 40)
    work(&training, .rebuild(training.lab.lanes[0].configuration))
    #expect(training.lab.historyBytes == 0)
  }

  @Test(.enabled(if: InstructionSet.available.count > 1, "there is one instruction set only"))
  func anotherInstructionSetStartsAgain() throws {
    var training = try training()
    work(&training, .step, .set(.threads(2)), .step)
    let configuration = training.lab.lanes[0].configuration
    let same = work(&training, .rebuild(configuration, on: .instructionSet(.best)))
    #expect(answers(same) == [.unchanged("isa")] && training.lab.step == 2)
    let events = work(&training, .rebuild(configuration, on: .instructionSet(.baseline)))
    #expect(built(events)?.change == .instructionSet(.baseline) && training.lab.step == 0)
    #expect(training.lab.runFile.instructionSet == .baseline)
    // It stays so for every other model.
    work(&training, .rebuild(configuration))
    #expect(training.lab.runFile.instructionSet == .baseline)
  }

  @Test func weightsStartTheRunAndCanBeGivenUp() throws {
    var training = try training()
    let drawn = loss(work(&training, .step))
    for _ in 0..<5 { work(&training, .step) }
    let request = FileRequest(path: path, replaces: false, content: .weights)
    work(&training, .write(request))
    let configuration = training.lab.lanes[0].configuration
    let events = work(&training, .rebuild(configuration, on: .weights(path: path)))
    #expect(built(events)?.change == .weights(path: path) && training.lab.step == 0)
    let loaded = try #require(loss(work(&training, .step)))
    #expect(loaded != drawn && loaded.isFinite)
    // Another model of these shapes keeps them.
    var other = configuration
    other.learningRate = 0.5
    work(&training, .rebuild(other))
    #expect(loss(work(&training, .step)) == loaded)
    work(&training, .rebuild(configuration, on: .weights(path: nil)))
    #expect(loss(work(&training, .step)) == drawn)
    let off = work(&training, .rebuild(configuration, on: .weights(path: nil)))
    #expect(answers(off) == [.unchanged("weights")])
    // Lessons and claims start from drawn weights, whatever was stored.
    work(&training, .rebuild(configuration, on: .weights(path: path)))
    work(&training, .rebuild(configuration, on: .nothingStored))
    #expect(loss(work(&training, .step)) == drawn)
    let again = work(&training, .rebuild(configuration, on: .nothingStored))
    #expect(built(again) != nil && loss(work(&training, .step)) == drawn)
  }

  /// An empty log may be named again.
  @Test func theSameLogTwiceIsOneLog() throws {
    var training = try training()
    let twice = work(&training, .set(.log(path: path)), .set(.log(path: path)))
    #expect(answers(twice) == [.logging(path: path), .logging(path: path)])
    work(&training, .step)
    work(&training, .set(.log(path: nil)))
    #expect(try TextFile.read(path).contains(#""kind":"step""#))
  }

  @Test func weightsThatCannotBeReadLeaveTheRunAsItIs() throws {
    var training = try training()
    work(&training, .step)
    try TextFile.write("no weights", to: path)
    let configuration = training.lab.lanes[0].configuration
    for name in [path, folder.path + "/none", folder.path] {
      let events = work(&training, .rebuild(configuration, on: .weights(path: name)))
      guard case .refused(let text)? = answers(events).first else {
        Issue.record("\(events)")
        continue
      }
      let reason = text.english
      #expect(reason.contains(name) && !reason.contains("\n"), "\(reason)")
    }
    // Of another size.
    var large = try self.training { $0.width = 16 }
    work(&large, .write(FileRequest(path: folder.path + "/w", replaces: false, content: .weights)))
    let events = work(
      &training, .rebuild(configuration, on: .weights(path: folder.path + "/w")))
    guard case .refused(let text)? = answers(events).first else {
      Issue.record("\(events)")
      return
    }
    let reason = text.english
    #expect(reason.contains("width=8") && reason.contains("--width 16"))
    #expect(training.lab.step == 1)
    work(&training, .step)
    #expect(training.lab.step == 2)
  }

  // MARK: The log

  private func kinds(_ name: String) throws -> [String] {
    try TextFile.read(name).split(separator: "\n").map { line in
      String(line.dropFirst(#"{"kind":""#.count).prefix { $0 != "\"" })
    }
  }

  @Test func aLogStartsWithTheNextStepAndIsClosedWhole() throws {
    var training = try training()
    work(&training, .step, .step)
    #expect(answers(work(&training, .set(.log(path: path)))) == [.logging(path: path)])
    work(&training, .step, .step)
    let other = folder.path + "/b"
    #expect(answers(work(&training, .set(.log(path: other)))) == [.logging(path: other)])
    #expect(try kinds(path) == ["run", "step", "step", "end"])
    #expect(try TextFile.read(path).contains(#""step":2,"#))
    work(&training, .step)
    #expect(answers(work(&training, .set(.log(path: nil)))) == [.logged(path: other)])
    #expect(try kinds(other) == ["run", "step", "end"])
    work(&training, .step)
    #expect(try kinds(other).count == 3)
    #expect(answers(work(&training, .set(.log(path: nil)))) == [.logged(path: nil)])
    #expect(log.finish() == nil)
  }

  @Test func aLogThatCannotBeBegunLeavesTheOneBefore() throws {
    var training = try training()
    work(&training, .set(.log(path: path)), .step)
    for name in [path, folder.path, "/nowhere/l", "-"] {
      guard case .failed? = answers(work(&training, .set(.log(path: name)))).first else {
        Issue.record("\(name) was taken")
        continue
      }
    }
    work(&training, .step)
    #expect(log.finish() == nil)
    #expect(try kinds(path) == ["run", "step", "step", "end"])
  }

  @Test func aLogWithoutAStepLeavesNoFile() throws {
    var training = try training()
    work(&training, .set(.log(path: path)), .set(.log(path: nil)))
    #expect(throws: (any Error).self) { try TextFile.read(path) }
  }

  @Test func lanesEndWhereTheyAreClosedAndAnotherModelBeginsAnew() throws {
    var training = try training()
    work(&training, .set(.log(path: path)), .step, .command(.twin(of: 1)), .step)
    work(&training, .command(.close(2)), .command(.twin(of: 1)), .step)
    work(&training, .rebuild(training.lab.lanes[0].configuration), .step)
    #expect(log.finish() == nil)
    let lines = try TextFile.read(path).split(separator: "\n")
    let second = lines.indices.filter { lines[$0].contains(#""lane":2,"#) }
    let first = lines.indices.filter { !second.contains($0) }
    let kinds = try kinds(path)
    #expect(
      second.map { kinds[$0] }
        == ["run", "step", "end", "run", "step", "end"])
    #expect(first.map { kinds[$0] } == ["run", "step", "run", "step", "end"])
  }
}

extension RealTerminal {
  /// Laws of the real program, and of what only a screen has.
  @Suite struct SettingTests {
    @Test func coloursChangeOnTheOpenScreen() throws {
      let terminal = try PseudoTerminal(RealTerminal.small)
      try terminal.wait(forStep: 5)
      #expect(terminal.screen.colorCount > 0)
      try terminal.type(":color never\r")
      try terminal.wait(forText: "no colours")
      let count = terminal.screen.colorCount
      try terminal.redraw()
      #expect(terminal.screen.colorCount == count)
      try terminal.type(":color always\r")
      try terminal.wait(forText: "256 colours")
      #expect(terminal.screen.colorCount > count)
      try terminal.type(":color-depth 16\r")
      try terminal.wait(forText: "16 colours")
      try terminal.type(":color-depth mono\r")
      try terminal.wait(forText: "no colours")
      try terminal.type(":color-depth auto\r")
      try terminal.wait(forText: "256 colours")
      try terminal.type(":fps 5\r")
      try terminal.wait(forText: "5 frames per second at most")
      try terminal.type(":reduce-motion on\r")
      try terminal.wait(forText: "redrawn twice a second")
      #expect(terminal.screen.isAlternate && !terminal.screen.isCursorVisible)
      #expect(terminal.screen.inputModes == ["1000", "1002", "1003", "1006", "2004"])
      try terminal.type("q")
      #expect(try terminal.waitForExit() == .exited(0))
      #expect(terminal.unrestored == [] && terminal.screen.unknown == [])
    }
  }
}
