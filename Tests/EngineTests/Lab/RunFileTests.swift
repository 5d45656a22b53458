import TestSupport
import Testing

@testable import Engine

/// A run in a file: written, read back, played again to the same bits.
@Suite struct RunFileTests {
  /// Four lanes that have seen everything.
  static func run(threads: Int = 1, steps: Int = 12) throws -> RunFile {
    try original(threads: threads, steps: steps).runFile
  }

  static func original(threads: Int = 1, steps: Int = 12) throws -> Lab {
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
    return lab
  }

  static func read(_ text: String) throws -> RunFile {
    try RunFile(bytes: Array(text.utf8).span)
  }

  /// A lab that has played a run to its end.
  private func played(
    _ file: RunFile, corpus: TextCorpus? = nil, weights: [Tensor]? = nil, threads: Int = 1,
    on instructionSet: InstructionSet = .tested
  ) throws -> Lab {
    let lab = try Lab(
      playing: file, corpus: corpus, weights: weights, threads: threads,
      instructionSet: instructionSet)
    lab.playOut()
    return lab
  }

  private func replay(_ file: RunFile) throws -> Replay { try #require(try played(file).replay) }

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
    let replay = try #require(try played(file, threads: 3 - threads).replay)
    #expect(replay.outcomes.map(\.lane).sorted() == [1, 3, 4])
    #expect(replay.isSame && replay.mismatches == [])
  }

  @Test(arguments: LabTests.seeds)
  func randomRunsReplay(seed: UInt64) throws {
    let lab = try LabModels.lab(LawModels.small(seed.isMultiple(of: 2) ? .none : .post))
    var random = RandomStream(seed: seed, name: "random run")
    for _ in 0..<80 {
      if random.below(5) == 0 { try lab.perform(.lane(1, LabModels.command(&random))) }
      if random.below(20) == 0 { _ = try lab.arrive(at: random.below(lab.step + 1)) }
      lab.round()
    }
    let file = try Self.read(lab.runFile.text)
    #expect(try replay(file).isSame)
  }

  @Test func anotherCommandIsNoticed() throws {
    var file = try Self.run()
    let place = try #require(file.lanes[0].commands.lastIndex { $0.command != .reset })
    file.lanes[0].commands[place].command = .learningRate(0.5)
    let replay = try replay(file)
    let one = try #require(replay.outcomes.first { $0.lane == 1 })
    #expect(!one.isSame && one.steps == file.lanes[0].steps && !replay.isSame)
    #expect(replay.outcomes.filter(\.isSame).count == 2)
  }

  @Test func aReplayThatDivergesEndsThere() throws {
    var file = try Self.run()
    file.lanes[0].commands = [.init(time: 0, command: .learningRate(3e38))]
    let one = try #require(try replay(file).outcomes.first { $0.lane == 1 })
    #expect(!one.isSame && one.steps < file.lanes[0].steps)
  }

  @Test func differencesAreNamed() throws {
    var file = try Self.run()
    let other = try #require(InstructionSet.allCases.first { $0 != .tested })
    file.instructionSet = other
    #expect(try replay(file).mismatches == [.instructionSet(saved: other, present: .tested)])
    let weights = try Trainer(LawModels.small(.post)).parameters().map { tensor in
      Tensor(name: tensor.name, shape: tensor.shape, values: .float(tensor.floats.map { $0 / 2 }))
    }
    let loaded = try played(file, weights: weights, on: other == .tested ? .best : .tested)
    #expect(loaded.replay?.mismatches.last == .start)
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
    let same = try #require(try played(file, corpus: corpora[0]).replay)
    #expect(same.isSame && same.mismatches == [])
    let other = try #require(try played(file, corpus: corpora[1]).replay)
    #expect(!other.isSame && other.mismatches == [.text])
  }

  @Test func storedWeightsAreTheStart() throws {
    let trainer = try Trainer(LawModels.small(.pre))
    for _ in 0..<5 { _ = trainer.step() }
    let weights = trainer.parameters()
    let lab = try Lab(LawModels.small(.pre), weights: weights, instructionSet: .tested)
    lab.rounds(5)
    try lab.perform(.lane(1, .reset))
    lab.rounds(5)
    let with = try #require(try played(lab.runFile, weights: weights).replay)
    #expect(with.isSame && with.mismatches == [])
    let without = try replay(lab.runFile)
    #expect(!without.isSame && without.mismatches == [.start])
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
