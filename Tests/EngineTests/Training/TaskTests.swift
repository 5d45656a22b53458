import Testing

@testable import Engine

@Suite struct TaskTests {
  static let sizes: [(sequence: Int, batch: Int, vocabulary: Int)] = [
    (1, 1, 2), (7, 3, 11), (16, 16, 16), (64, 2, 8192),
  ]

  static func source(
    _ task: SyntheticTask, _ size: (sequence: Int, batch: Int, vocabulary: Int), seed: UInt64 = 1
  ) -> (BatchSource, Batch) {
    var configuration = Configuration()
    configuration.task = .synthetic(task)
    configuration.sequence = size.sequence
    configuration.batch = size.batch
    configuration.vocabulary = task == .brackets ? nil : size.vocabulary
    configuration.seed = seed
    return (
      BatchSource(configuration, corpus: nil),
      Batch(sequences: size.batch, sequenceLength: size.sequence)
    )
  }

  @Test(arguments: SyntheticTask.allCases, sizes)
  func targetsFollowTheirRule(
    task: SyntheticTask, size: (sequence: Int, batch: Int, vocabulary: Int)
  ) {
    var (source, batch) = Self.source(task, size)
    for step in 0..<5 {
      source.fill(&batch, step: step)
      for start in stride(from: 0, to: batch.tokens.count, by: size.sequence) {
        let x = Array(batch.tokens[start..<start + size.sequence])
        let y = Array(batch.targets[start..<start + size.sequence])
        #expect(y == Self.reference(task, x, vocabulary: Int32(size.vocabulary)))
        #expect(x.allSatisfy { $0 >= 0 && $0 < (task == .brackets ? 5 : size.vocabulary) })
      }
    }
  }

  /// The rules once more, the slow and obvious way.
  static func reference(_ task: SyntheticTask, _ x: [Int32], vocabulary: Int32) -> [Int32] {
    switch task {
    case .copy: return x
    case .reverse: return x.reversed()
    case .sort: return x.sorted()
    case .modsum: return x.indices.map { x[...$0].reduce(0, +) % vocabulary }
    case .brackets:
      var classes = x.map { $0 == 4 ? Int32(2) : 1 }
      var open: [Int] = []
      for (index, token) in x.enumerated() where token != 4 {
        if token.isMultiple(of: 2) {
          open.append(index)
        } else if let opener = open.last, x[opener] == token - 1 {
          open.removeLast()
          classes[opener] = 0
          classes[index] = 0
        }
      }
      return classes
    }
  }

  @Test(arguments: SyntheticTask.allCases)
  func batchDependsOnSeedAndStepOnly(task: SyntheticTask) {
    var (source, first) = Self.source(task, (16, 4, 16))
    var second = first
    source.fill(&first, step: 41)
    for step in [3, 0, 41] { source.fill(&second, step: step) }
    #expect(first == second)
    var distinct: Set<Batch> = []
    for step in 0..<200 {
      source.fill(&second, step: step)
      distinct.insert(second)
    }
    #expect(distinct.count == 200)
    let (other, _) = Self.source(task, (16, 4, 16), seed: 2)
    other.fill(&second, step: 41)
    #expect(first != second)
  }

  @Test func halfOfTheBracketSequencesAreNested() {
    var (source, batch) = Self.source(.brackets, (16, 1024, 5))
    source.fill(&batch, step: 0)
    let nested = (0..<1024).filter { row in
      !batch.targets[row * 16..<row * 16 + 16].contains(Brackets.unmatched)
    }
    #expect(nested.count > 460 && nested.count < 600, "\(nested.count)")
    let closers = batch.tokens.filter { $0 == 1 }.count
    #expect(closers > 1000)
  }

  @Test(arguments: SyntheticTask.allCases)
  func guessingIsTheBestConstantGuess(task: SyntheticTask) {
    var (source, batch) = Self.source(task, (16, 1024, 16))
    var counts = Array(repeating: 0, count: 16)
    for step in 0..<16 {
      source.fill(&batch, step: step)
      for target in batch.targets { counts[Int(target)] += 1 }
    }
    let measured = Entropy.nats(of: counts)
    #expect(abs(source.guessing - measured) < 3e-3, "\(source.guessing) \(measured)")
    let share = Double(counts.max() ?? 0) / Double(counts.reduce(0, +))
    #expect(abs(source.chance - share) < 3e-3, "\(source.chance) \(share)")
    #expect(source.isHard == (task == .modsum))
    #expect(source.evaluation.isEmpty)
  }

  @Test func logarithmIsExactToTheLastDigits() {
    #expect(abs(Entropy.naturalLogarithm(16) - 2.772588722239781) < 1e-15)
    #expect(abs(Entropy.naturalLogarithm(0.1) + 2.302585092994046) < 1e-15)
    #expect(abs(Entropy.naturalLogarithm(1e-300) + 690.7755278982137) < 1e-12)
    #expect(Entropy.naturalLogarithm(1) == 0)
  }
}
