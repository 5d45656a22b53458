import TestSupport
import Testing

@testable import Engine

/// A run in a file: written, read back, played again to the same bits.
@Suite struct LabRunFile {
  /// Four lanes that have seen everything.
  static func run(threads: Int = 1, steps: Int = 12) throws -> RunFile {
    let lab = try LabModels.lab(threads: threads)
    var random = RandomStream(seed: 3, name: "run file")
    for _ in 0..<3 {
      lab.rounds(steps)
      for _ in 0..<3 {
        let id = lab.lanes[random.below(lab.lanes.count)].id
        try lab.perform(.lane(id, LabModels.command(&random)))
      }
      try lab.perform(lab.lanes.count.isMultiple(of: 2) ? .fork(of: 1) : .twin(of: 1))
    }
    lab.rounds(2)
    try lab.perform(.close(2))
    try lab.perform(.lane(4, .warmup(7)))
    return lab.runFile
  }

  static func read(_ text: String) throws -> RunFile {
    try RunFile(bytes: Array(text.utf8).span)
  }

  private func outcomes(_ replay: Replay) throws -> [Int: Replay.Outcome] {
    var report = StepReport()
    var result: [Int: Replay.Outcome] = [:]
    while let event = try replay.advance(into: &report) {
      if case .end(let lane, let outcome) = event { result[lane] = outcome }
    }
    return result
  }

  @Test func whatIsWrittenReadsBack() throws {
    let file = try Self.run()
    let again = try Self.read(file.text)
    #expect(again.text == file.text)
    #expect(again.lanes.map(\.commands) == file.lanes.map(\.commands))
    #expect(again.lanes.map(\.checksum) == file.lanes.map(\.checksum))
    #expect(again.lanes.map(\.configuration) == file.lanes.map(\.configuration.resolved))
    #expect(again.configuration == file.configuration.resolved)
    #expect(file.lanes.map(\.id) == [1, 3, 4])
  }

  @Test(arguments: [1, 2])
  func aReplayArrivesAtTheSameBits(threads: Int) throws {
    let file = try Self.read(try Self.run(threads: threads).text)
    let replay = try Replay(file, threads: 3 - threads, instructionSet: .tested)
    let outcomes = try outcomes(replay)
    #expect(outcomes.count == 3 && outcomes.values.allSatisfy(\.isSame))
    #expect(replay.mismatches == [])
  }

  @Test(arguments: LabLaws.seeds)
  func randomRunsReplay(seed: UInt64) throws {
    let lab = try LabModels.lab(LawModels.small(seed.isMultiple(of: 2) ? .none : .post))
    var random = RandomStream(seed: seed, name: "random run")
    for _ in 0..<80 {
      if random.below(5) == 0 { try lab.perform(.lane(1, LabModels.command(&random))) }
      if random.below(20) == 0 { _ = try lab.arrive(at: random.below(lab.step + 1)) }
      lab.round()
    }
    let file = try Self.read(lab.runFile.text)
    let replay = try Replay(file, threads: 1, instructionSet: .tested)
    #expect(try outcomes(replay)[1]?.isSame == true)
  }

  @Test func anotherCommandIsNoticed() throws {
    var file = try Self.run()
    let place = try #require(file.lanes[0].commands.lastIndex { $0.command != .reset })
    file.lanes[0].commands[place].command = .learningRate(0.5)
    let replay = try Replay(file, instructionSet: .tested)
    let outcomes = try outcomes(replay)
    #expect(outcomes[1]?.isSame == false && outcomes[3]?.isSame == true)
    #expect(outcomes[1]?.steps == file.lanes[0].steps)
  }

  @Test func aReplayThatDivergesEndsThere() throws {
    var file = try Self.run()
    file.lanes[0].commands = [.init(time: 0, command: .learningRate(3e38))]
    let outcome = try outcomes(try Replay(file, instructionSet: .tested))[1]
    #expect(outcome?.isSame == false)
    #expect(outcome.map { $0.steps < file.lanes[0].steps } == true)
  }

  @Test func differencesAreNamed() throws {
    var file = try Self.run()
    let other = try #require(InstructionSet.allCases.first { $0 != .tested })
    file.instructionSet = other
    let replay = try Replay(file, instructionSet: .tested)
    #expect(replay.mismatches == [.instructionSet(saved: other, present: .tested)])
    var report = StepReport()
    _ = try replay.advance(into: &report)
    #expect(replay.mismatches.count == 1)
    let weights = try Trainer(LawModels.small(.post)).parameters().map { tensor in
      Tensor(name: tensor.name, shape: tensor.shape, values: .float(tensor.floats.map { $0 / 2 }))
    }
    let loaded = try Replay(
      file, weights: weights, instructionSet: other == .tested ? .best : .tested)
    _ = try loaded.advance(into: &report)
    #expect(loaded.mismatches.last == .start)
  }

  @Test func textsAreTold() throws {
    var configuration = LawModels.small(.pre, batch: 3)
    configuration.task = .text(path: "a, \"b\".txt")
    configuration.vocabulary = 12
    let corpora = try ["the cat sat on the mat. ", "the mat sat on the cat. "].map { text in
      let bytes = Array(String(repeating: text, count: 40).utf8)
      return try TextCorpus(utf8: bytes.span, vocabulary: 12, sequence: 5)
    }
    let lab = try Lab(configuration, corpus: corpora[0], instructionSet: .tested)
    lab.rounds(10)
    let file = try Self.read(lab.runFile.text)
    #expect(file.configuration.task == configuration.task)
    let same = try Replay(file, corpus: corpora[0], instructionSet: .tested)
    #expect(try same.mismatches == [] && outcomes(same)[1]?.isSame == true)
    let other = try Replay(file, corpus: corpora[1], instructionSet: .tested)
    #expect(try other.mismatches == [.text] && outcomes(other)[1]?.isSame == false)
  }

  @Test func storedWeightsAreTheStart() throws {
    let trainer = try Trainer(LawModels.small(.pre))
    for _ in 0..<5 { _ = trainer.step() }
    let weights = trainer.parameters()
    let lab = try Lab(LawModels.small(.pre), weights: weights, instructionSet: .tested)
    lab.rounds(5)
    try lab.perform(.lane(1, .reset))
    lab.rounds(5)
    let with = try Replay(lab.runFile, weights: weights, instructionSet: .tested)
    #expect(try outcomes(with)[1]?.isSame == true && with.mismatches == [])
    let without = try Replay(lab.runFile, instructionSet: .tested)
    #expect(try outcomes(without)[1]?.isSame == false && without.mismatches == [.start])
  }

  /// The sum of a known word sequence, worked out by hand from the definition.
  @Test func theChecksumIsItsDefinition() {
    var sum = Checksum()
    #expect(sum.description == "cbf29ce484222325")
    sum.add(1 as UInt32)
    #expect(sum.description == "af63bc4c8601b62c")
    #expect(Checksum(sum.description) == sum)
    for bad in ["", "af63bc4c8601b62", "AF63BC4C8601B62C", "+f63bc4c8601b62c", "af63bc4c8601b62cc"]
    {
      #expect(Checksum(bad) == nil)
    }
  }
}
