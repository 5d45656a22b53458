import ArgumentParser
import Engine
import Interface

/// The walk of one training step, printed.
struct StepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: """
      residual-tui step --norm pre --from 20 --operations 1

      Prints the walk of one training step, operation by operation: forward, loss, backward and \
      update, each with its formula, its sizes and one number's arithmetic; where skip and \
      branch forked, the shares of both gradients.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Train so many steps first. (default: 0)", valueName: "n"))
  var from: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "What to print: all, or layers and sublayers such as 3, 2-5 or 1.attention. (default: all)",
      valueName: "layers"))
  var operations: [String] = []
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The token whose numbers are written out, from 1. (default: 1)", valueName: "n"))
  var token: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The feature whose numbers are written out, from 1. (default: 1)", valueName: "n"))
  var feature: String?
  @Flag(
    help: "Split the gradient at every tap by the number of branches that it passed, on one shard.")
  var paths = false
  @Flag(help: "One JSON object per line: the step, its operations, the end.") var json = false

  @OptionGroup(title: "Model and training") var model: ModelOptions
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Execution") var start: StartOptions
  @Option(
    help: ArgumentHelp(
      "Words of the sentences: en, zh, or auto, by the locale. (default: auto)",
      valueName: "language"), completion: .names(Language.self))
  var language: String?

  func run() throws {
    let preferences = try execution.preferences()
    try execution.check(preferences)
    let configuration = try model.validated(preferences)
    let steps = try from.map { try Count.read("--from", $0, in: 0...1_000_000_000) } ?? 0
    let selection = try OperationSelection(operations, layers: configuration.layers)
    let focus = WalkFocus(
      token: try place("--token", token, of: configuration.sequence),
      feature: try place("--feature", feature, of: configuration.width))
    let language = try language(preferences)
    let material = try TrainingMaterial(configuration, weights: start.weights)
    let threads = try execution.threadCount(configuration, preferences)
    let instructionSet = try execution.instructionSet(preferences)
    let trainer: Trainer
    do throws(ConfigurationError) {
      trainer = try material.trainer(configuration, threads: threads, instructionSet)
    } catch { throw Failure.failed(error.description) }
    try train(trainer, steps: steps)
    var printer = WalkPrinter(
      walk: Walk(trainer), focus: focus, selection: selection, showsPaths: paths)
    if json { try printer.json() } else { try printer.plain(language) }
  }

  /// Trains up to the step; one that diverges is the one to look at.
  private func train(_ trainer: Trainer, steps: Int) throws {
    Interruption.listen(finishingStep: false)
    var report = StepReport()
    for step in 0..<steps {
      trainer.step(into: &report)
      guard report.isDiverged else { continue }
      Output.printError("step \(step) diverges, so this is that step")
      return
    }
  }

  private func place(_ flag: String, _ text: String?, of count: Int) throws(Failure) -> Int {
    guard let text else { return 0 }
    return try Count.read(flag, text, in: 1...count) - 1
  }

  private func language(_ preferences: Preferences) throws(Failure) -> Language {
    let settings = try ProgramSettings { key in
      key == .language ? preferences.said(key.rawValue, flag: language) : nil
    }
    return settings.language ?? System.language
  }
}

/// Which operations are printed.
struct OperationSelection: Hashable, Sendable {
  /// `nil` is all of them.
  private var sublayers: Set<Int>?

  /// Reads `all`, or layers and sublayers, separated by commas or blanks.
  init(_ texts: [String], layers: Int) throws(Failure) {
    let words = texts.flatMap { $0.split { $0 == "," || $0.isWhitespace } }
    guard !words.isEmpty, words != ["all"] else { return }
    var chosen: Set<Int> = []
    for word in words {
      guard let range = Self.sublayers(word, layers: layers) else {
        throw .usage(
          "--operations: expected all, or layers 1 to \(layers) such as 3, 2-5 or 1.attention, found "
            + Printable.quoted(String(word)))
      }
      chosen.formUnion(range)
    }
    sublayers = chosen
  }

  /// Whether an operation is one of them.
  func contains(_ operation: WalkOperation) -> Bool {
    guard let sublayers else { return true }
    return operation.sublayer.map { sublayers.contains($0.index) } ?? false
  }

  private static func sublayers(_ word: Substring, layers: Int) -> [Int]? {
    let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = parts.count > 1 ? SublayerKind(rawValue: String(parts[1])) : nil
    guard parts.count == 1 || kind != nil else { return nil }
    let ends = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      .map { Int($0) ?? 0 }
    guard let first = ends.first, let last = ends.last, first >= 1, first <= last, last <= layers
    else { return nil }
    return (2 * (first - 1)..<2 * last).filter {
      kind == nil || Sublayer(index: $0).kind == kind
    }
  }
}
