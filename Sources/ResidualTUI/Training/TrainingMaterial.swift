import Engine

/// The files that a run starts from.
struct TrainingMaterial: Sendable {
  /// The text, for a text task.
  var corpus: TextCorpus?
  /// Stored weights, for `--weights`.
  var weights: SafeTensors?
  private var stored: StoredModel?
  /// Whether the optimizer's state in the weights is left out.
  private let isFresh: Bool

  /// Metadata key of the characters of the vocabulary, in the order of their ids from 2 on.
  static let alphabetKey = "residual-tui.alphabet"
  /// Metadata key of the configuration line.
  static let configurationKey = "residual-tui.config"

  /// Checks the model's size, reads the files, and checks that stored weights fit.
  init(
    _ configuration: Configuration, weights path: String?, isFresh: Bool = false
  ) throws(Failure) {
    self.isFresh = isFresh
    try Self.checkMemory(configuration)
    try readWeights(path, for: configuration)
    guard case .text(let path) = configuration.task else { return }
    corpus = try Self.corpus(path, configuration, alphabet)
  }

  /// Takes other stored weights, or none, to the text that has been read.
  mutating func change(weights path: String?, for configuration: Configuration) throws(Failure) {
    try Self.checkMemory(configuration)
    try readWeights(path, for: configuration)
    guard let path, let alphabet, let corpus, corpus.alphabet != alphabet else { return }
    throw .file(
      path, "expected weights of this text's characters, found others; start with --weights")
  }

  private mutating func readWeights(
    _ path: String?, for configuration: Configuration
  ) throws(Failure) {
    (weights, stored) = (nil, nil)
    guard let path else { return }
    var file = try Self.weights(path)
    if isFresh { file.tensors.removeAll { $0.name.hasPrefix(SafeTensors.optimizerPrefix) } }
    let model = try StoredModel(file, path: path)
    try model.check(fits: configuration)
    do { try Trainer.check(file.tensors, against: configuration) } catch {
      throw .file(path, error)
    }
    (weights, stored) = (file, model)
  }

  /// The characters that stored weights know.
  private var alphabet: [Unicode.Scalar]? {
    weights?.metadata[Self.alphabetKey].map { Array($0.unicodeScalars) }
  }

  /// Reads stored weights, this program's or those of PyTorch.
  static func weights(_ path: String) throws(Failure) -> SafeTensors {
    let file = try tensors(path)
    do throws(FileError) { return try file.renamed() } catch { throw .file(path, error) }
  }

  /// Reads the wanted arrays of a safetensors file; its first bytes before all others.
  static func tensors(
    _ path: String, isWanted: @escaping (_ name: String) -> Bool = { _ in true }
  ) throws(Failure) -> SafeTensors {
    let bytes = try FileInput.bytes(of: path) { (head) throws(Failure) in
      do throws(FileError) { try SafeTensors.checkHead(head) } catch { throw .file(path, error) }
    }
    // Halves become twice as long.
    try FileInput.checkRoom(for: 3 * bytes.count, path)
    do throws(FileError) { return try SafeTensors(bytes: bytes.span, isWanted: isWanted) } catch {
      throw .file(path, error)
    }
  }

  private static func corpus(
    _ path: String, _ configuration: Configuration, _ alphabet: [Unicode.Scalar]?
  ) throws(Failure) -> TextCorpus {
    let bytes = try FileInput.bytes(of: path) { (head) throws(Failure) in
      if let kind = FileKind(head), !kind.isText { throw .file(path, TextError.kind(kind)) }
    }
    // Ids of two bytes, and the counts of all characters.
    try FileInput.checkRoom(for: 2 * bytes.count + (bytes.count > 1 << 20 ? 32 << 20 : 0), path)
    do {
      return try TextCorpus(
        utf8: bytes.span, vocabulary: configuration.vocabularySize,
        sequence: configuration.sequence, alphabet: alphabet)
    } catch { throw .file(path, "\(error)\(error.conversion == nil ? "" : operands(path))") }
  }

  /// ` book.txt > utf8.txt`, behind a command, where the name is short.
  private static func operands(_ path: String) -> String {
    guard path != "-", path.utf8.count <= 120, Printable.escaped(path) == path else { return "" }
    return " \(ShellWord.quoted(path)) > utf8.txt"
  }

  /// Refuses a model, or a number of its lanes, that would need more than 80 % of the memory that
  /// the process may have.
  static func checkMemory(_ configuration: Configuration, lanes: Int = 1) throws(Failure) {
    do { try System.memory.check(configuration, lanes: lanes) } catch {
      throw .failed(error.description)
    }
  }

  /// A trainer at its start.
  func trainer(
    _ configuration: Configuration, threads: Int, _ instructionSet: InstructionSet
  ) throws(ConfigurationError) -> Trainer {
    let trainer = try Trainer(
      configuration, corpus: corpus, threads: threads, instructionSet: instructionSet)
    if let weights { try trainer.load(weights.tensors) }
    return trainer
  }

  /// What is to be said of stored weights, and of characters that the vocabulary lacks.
  func remarks(on configuration: Configuration) -> [String] {
    var remarks = [stored?.remark(on: configuration), corpus?.remark].compactMap(\.self)
    if let weights, !isFresh, !Trainer.resumes(weights.tensors, configuration) {
      remarks.append(
        "the weights come without a state of \(configuration.optimizer.rawValue): "
          + "moments, step and data begin anew")
    }
    return remarks
  }

  /// What a saved file says besides its numbers.
  func metadata(_ configuration: Configuration, steps: Int) -> [String: String] {
    var words = [Self.configurationKey: configuration.line, "residual-tui.steps": "\(steps)"]
    if let corpus {
      var alphabet = String.UnicodeScalarView()
      alphabet.append(contentsOf: corpus.alphabet)
      words[Self.alphabetKey] = String(alphabet)
    }
    return words
  }
}
