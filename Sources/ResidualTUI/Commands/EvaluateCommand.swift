import ArgumentParser
import Engine
import Interface

/// One forward and backward pass on given weights and tokens, written out.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: """
      residual-tui evaluate --weights w.safetensors --batch b.safetensors --save out.safetensors

      Runs one forward and backward pass on given weights and tokens and writes out what the \
      engine computed, to compare it with another framework. Sizes come from the weights, and \
      so does the rest where train has saved it with them, but for warm-up and clipping; flags \
      override that.
      """)

  @Option(help: ArgumentHelp("Weights, a safetensors file.", valueName: "file"))
  var weights: String
  @Option(
    help: ArgumentHelp(
      "A safetensors file with tokens and targets, int64 [batch, T]; targets -1 and -100 do not count.",
      valueName: "file"))
  var batch: String
  @Option(
    help: ArgumentHelp(
      "Where to write loss, logits, activation.*, gradient.*, branch.*, parameter_gradient.*, "
        + "and with --steps updated.* and losses.", valueName: "file"))
  var save: String
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Updates on that batch, 0 or more. (default: 0)", valueName: "n"))
  var steps: String?
  @Option(.isa) var isa: GivenSetting<ProgramKey>?

  @Option(.heads) var heads: GivenSetting<ConfigurationKey>?
  @Option(.norm) var norm: GivenSetting<ConfigurationKey>?
  @Option(.normKind) var normKind: GivenSetting<ConfigurationKey>?
  @Option(.residual) var residual: GivenSetting<ConfigurationKey>?
  @Option(.wiring) var wiring: GivenSetting<ConfigurationKey>?
  @Option(.activation) var activation: GivenSetting<ConfigurationKey>?
  @Option(.preset) var preset: GivenSetting<ConfigurationKey>?
  @Option(.optimizer) var optimizer: GivenSetting<ConfigurationKey>?
  @Option(.learningRate) var learningRate: GivenSetting<ConfigurationKey>?
  @Option(.weightDecay) var weightDecay: GivenSetting<ConfigurationKey>?
  @Option(.shards) var shards: GivenSetting<ConfigurationKey>?

  private var flags: [GivenSetting<ConfigurationKey>] { GivenSetting.all(in: self) }

  func run() throws {
    let steps = try steps.map { try Count.read("--steps", $0, in: 0...1_000_000) } ?? 0
    let instructionSet = try InstructionSetChoice(flag: isa?.text).instructionSet
    _ = try overridden(Configuration())
    let inputs = [("--weights", weights), ("--batch", batch)].map {
      FileOutput.Neighbor(flag: $0, path: $1)
    }
    let target = try FileOutput(save, sparing: inputs)
    Interruption.listen(finishingStep: false)
    let file = try TrainingMaterial.weights(weights)
    let sample = try EvaluationBatch(batch)
    let configuration = try configuration(of: file, sample)
    try TrainingMaterial.checkMemory(configuration)
    let tensors = try evaluate(configuration, file, sample, steps: steps, instructionSet)
    let result = SafeTensors(
      tensors: tensors, metadata: [TrainingMaterial.configurationKey: configuration.line])
    try target.write { (sink) throws(Failure) in try result.write(sink) }
  }

  private func evaluate(
    _ configuration: Configuration, _ file: SafeTensors, _ sample: EvaluationBatch, steps: Int,
    _ instructionSet: InstructionSet
  ) throws(Failure) -> [Tensor] {
    do {
      return try Evaluator(
        configuration: configuration, parameters: file.tensors, tokens: sample.tokens,
        targets: sample.targets, threads: System.threadCount(asked: nil),
        instructionSet: instructionSet
      ).run(steps: steps)
    } catch { throw .failed("\(Printable.quoted(weights)), \(Printable.quoted(batch)): \(error)") }
  }

  /// The saved line, then the sizes of the tensors, then the flags.
  private func configuration(
    of file: SafeTensors, _ sample: EvaluationBatch
  ) throws(Failure) -> Configuration {
    var configuration = try StoredModel(file, path: weights).configuration
    guard sample.sequence == configuration.sequence else {
      throw .file(
        batch,
        "expected \(configuration.sequence) tokens per sequence, as embedding.position has rows, "
          + "found \(sample.sequence)")
    }
    configuration.batch = sample.sequences
    // No flag of this command sets them, so nobody would know.
    configuration.warmup = 0
    configuration.clip = 0
    if case .text = configuration.task { configuration.task = .synthetic(.copy) }
    let result = try overridden(configuration)
    do { return try result.validated() } catch {
      let isOfFlag = flags.contains { $0.key == error.key }
      throw isOfFlag ? .usage(error.description) : .file(weights, error)
    }
  }

  private func overridden(_ configuration: Configuration) throws(Failure) -> Configuration {
    let asked = flags
    return try Failure.asUsage { () throws(ConfigurationError) in
      var result = configuration
      try result.apply(asked.map { ($0.key, $0.text) })
      return result
    }
  }
}
