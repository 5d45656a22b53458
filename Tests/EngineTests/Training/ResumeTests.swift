import Testing

@testable import Engine

/// Training that goes on from a file: the same bits as one uninterrupted run.
@Suite struct ResumeTests {
  private static func configuration(_ change: String) throws -> Configuration {
    try Configuration(
      line: "layers=1,width=8,heads=2,sequence=4,batch=4,vocabulary=8,norm=pre," + change)
  }

  private static func trainer(_ configuration: Configuration) throws -> Trainer {
    try Trainer(configuration, threads: 1, instructionSet: .best)
  }

  private static func through(_ tensors: [Tensor]) throws -> [Tensor] {
    try SafeTensors(bytes: SafeTensors(tensors: tensors).bytes.span).tensors
  }

  @Test(arguments: ["optimizer=adamw,warmup=9", "optimizer=sgd,warmup=9,clip=0.5"])
  func goingOnIsTheSameAsOneRun(change: String) throws {
    let configuration = try Self.configuration(change)
    let whole = try Self.trainer(configuration)
    let losses = (0..<12).map { _ in whole.step().loss }
    let first = try Self.trainer(configuration)
    for _ in 0..<5 { _ = first.step() }
    let second = try Self.trainer(configuration)
    try second.load(Self.through(first.tensors()))
    #expect((5..<12).map { _ in second.step().loss } == Array(losses[5...]))
    #expect(second.tensors() == whole.tensors())
    #expect(second.totalSteps == 12)
    // A reset goes back to where it was loaded.
    second.apply(.reset)
    #expect(second.step().loss == losses[5])
  }

  @Test func countsOfEachTensorSurviveARewiring() throws {
    let configuration = try Self.configuration("optimizer=adamw")
    let post = configuration.rewired(
      to: configuration.wiring.map { Wiring(.post, skipScale: $0.skipScale) })
    let whole = try Self.trainer(configuration)
    for _ in 0..<3 { _ = whole.step() }
    whole.apply(.rewire(post.wiring))
    for _ in 0..<2 { _ = whole.step() }
    let next = try Self.trainer(post)
    try next.load(Self.through(whole.tensors()))
    for _ in 0..<3 { #expect(next.step().loss == whole.step().loss) }
    #expect(next.tensors() == whole.tensors())
  }

  @Test func weightsWithoutAStateBeginAnew() throws {
    let configuration = try Self.configuration("optimizer=adamw")
    let first = try Self.trainer(configuration)
    for _ in 0..<3 { _ = first.step() }
    #expect(!Trainer.resumes(first.parameters(), configuration))
    #expect(Trainer.resumes(first.tensors(), configuration))
    #expect(!Trainer.resumes(first.tensors(), try Self.configuration("optimizer=sgd")))
    let second = try Self.trainer(configuration)
    try second.load(first.parameters())
    #expect(second.totalSteps == 0)
  }

  @Test func aRunThatWentOnIsReplayed() throws {
    let configuration = try Self.configuration("optimizer=adamw")
    let first = try Self.trainer(configuration)
    for _ in 0..<3 { _ = first.step() }
    let start = first.tensors()
    let lab = try Lab(configuration, weights: start, threads: 1, instructionSet: .best)
    var report = StepReport()
    for _ in 0..<4 { _ = lab.advance(into: &report) }
    for _ in 0..<4 { _ = first.step() }
    #expect(lab.lanes[0].tensors() == first.tensors())
    let saved = lab.runFile
    let again = try Lab(playing: saved, weights: start, threads: 1, instructionSet: .best)
    while again.isReplaying { _ = again.advance(into: &report) }
    #expect(again.replay?.isSame == true && again.replay?.mismatches.isEmpty == true)
    let other = try Lab(
      playing: saved, weights: first.tensors(), threads: 1, instructionSet: .best)
    #expect(other.replay?.mismatches.contains(.start) == true)
  }

  @Test func oneBadNumberIsNamed() throws {
    let configuration = try Self.configuration("optimizer=adamw")
    let trainer = try Self.trainer(configuration)
    _ = trainer.step()
    var tensors = trainer.tensors()
    let place = try #require(tensors.firstIndex { $0.name == "layers.0.attention.key.weight" })
    var values = Array(repeating: Float(0), count: 64)
    values[19] = .nan
    tensors[place].values = .float(values)
    let error = #expect(throws: ConfigurationError.self) {
      try Trainer.check(tensors, against: configuration)
    }
    #expect(
      error?.description.hasPrefix(
        "layers.0.attention.key.weight[2, 3]: expected a finite number, found NaN") == true)
  }

  @Test func aDamagedStateIsNamed() throws {
    let configuration = try Self.configuration("optimizer=adamw")
    let trainer = try Self.trainer(configuration)
    _ = trainer.step()
    let sound = trainer.tensors()
    let moment = Array(repeating: Float(0), count: 7)
    let changes: [(String, Tensor.Values, String)] = [
      ("optimizer.step", .integer([-1]), ": expected one I64, 0 or more"),
      ("optimizer.updates.head.bias", .integer([1 << 60]), ": expected one I64, 0 or more"),
      (
        "optimizer.first_moment.head.bias", .float(moment + [.infinity]),
        "[7]: expected a finite number, found inf"
      ),
      (
        "optimizer.second_moment.head.bias", .float(moment + [-1]),
        "[7]: expected a mean of squares, 0 or more, found -1.0"
      ),
    ]
    for (name, values, fault) in changes {
      var tensors = sound
      let place = try #require(tensors.firstIndex { $0.name == name })
      tensors[place].values = values
      let error = #expect(throws: ConfigurationError.self) {
        try Trainer.check(tensors, against: configuration)
      }
      #expect(error?.description.hasPrefix(name + fault) == true)
    }
  }
}
