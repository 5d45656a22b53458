import Engine

/// The model that stored weights were made for: its sizes from the shapes of the tensors, the rest
/// from the configuration line that train saves with them.
struct StoredModel: Hashable, Sendable {
  /// The saved configuration, or the standard one with the sizes of the tensors.
  private(set) var configuration = Configuration()
  private let path: String
  private let hasLine: Bool
  private let shapes: [String: [Int]]

  /// Reads the shapes.
  ///
  /// - Throws: The tensor that is missing or has an impossible size; all faults are the file's.
  init(_ file: SafeTensors, path: String) throws(Failure) {
    self.path = path
    shapes = Dictionary(file.tensors.map { ($0.name, $0.shape) }) { first, _ in first }
    let line = file.metadata[TrainingMaterial.configurationKey]
    hasLine = line != nil
    if let line {
      do { configuration = try Configuration(line: line).validated() } catch {
        throw .file(path, "\(TrainingMaterial.configurationKey): \(error)")
      }
    }
    let saidLayers = configuration.layers
    try readSizes()
    guard !hasLine || configuration.layers == saidLayers else {
      throw .file(
        path,
        "\(TrainingMaterial.configurationKey): expected layers=\(configuration.layers), as the "
          + "tensors have, found layers=\(saidLayers)")
    }
  }

  private mutating func readSizes() throws(Failure) {
    configuration.vocabulary = try size(.vocabulary, "embedding.token", 0)
    configuration.width = try size(.width, "embedding.token", 1)
    configuration.sequence = try size(.sequence, "embedding.position", 0)
    configuration.layers = try layerCount()
    configuration.ffn = try size(.ffn, "layers.0.feedforward.expand.weight", 0)
    let classes = try shape("head.weight")[0]
    guard classes != configuration.classCount else { return }
    let vocabulary = configuration.vocabularySize
    let brackets = TaskChoice.synthetic(.brackets)
    let isBrackets =
      vocabulary == brackets.standardVocabulary
      && classes == brackets.classCount(vocabulary: vocabulary)
    guard classes == vocabulary || isBrackets else {
      throw .file(
        path, "head.weight: expected \(vocabulary) rows, as embedding.token has, found \(classes)")
    }
    configuration.task = .synthetic(classes == vocabulary ? .copy : .brackets)
  }

  private func layerCount() throws(Failure) -> Int {
    var count = 0
    while true {
      let name = "layers.\(count).attention.query.weight"
      guard shapes[name] != nil else { break }
      count += 1
      guard ConfigurationKey.layers.range.contains(count) else {
        throw .file(
          path, "\(name): expected at most \(ConfigurationKey.layers.range.upperBound) layers")
      }
    }
    if count == 0 { _ = try shape("layers.0.attention.query.weight") }
    return count
  }

  /// One dimension of a matrix, within the range of its key.
  private func size(
    _ key: ConfigurationKey, _ name: String, _ dimension: Int
  ) throws(Failure) -> Int {
    let size = try shape(name)[dimension]
    guard key.range.contains(size) else {
      throw .file(
        path,
        "\(name): expected \(key.range.lowerBound) to \(key.range.upperBound) "
          + "\(dimension == 0 ? "rows" : "columns") (\(key.rawValue)), found \(size)")
    }
    return size
  }

  private func shape(_ name: String) throws(Failure) -> [Int] {
    guard let shape = shapes[name] else {
      throw .file(path, "expected a tensor \(name), found none")
    }
    guard shape.count == 2 else {
      throw .file(path, "\(name): expected two dimensions, found \(Printable.shape(shape))")
    }
    return shape
  }
}

extension StoredModel {
  /// Refuses to start `asked` from weights of other sizes, and names the flags that fit.
  func check(fits asked: Configuration) throws(Failure) {
    let (expected, found) = (asked.resolved, configuration.resolved)
    let different = keys(beside: asked).filter { expected.text(of: $0) != found.text(of: $0) }
    guard !different.isEmpty else { return }
    func list(_ configuration: Configuration) -> String {
      different.map { "\($0.rawValue)=\(configuration.text(of: $0) ?? "")" }
        .joined(separator: ", ")
    }
    let flags = different.map { "\($0.flag) \(found.text(of: $0) ?? "")" }
    throw .file(
      path,
      "expected weights of \(list(expected)), found \(list(found)); "
        + "try \(flags.joined(separator: " "))")
  }

  /// What decides the shapes of the tensors and can be read off this file.
  private func keys(beside asked: Configuration) -> [ConfigurationKey] {
    let isBrackets = configuration.task == .synthetic(.brackets)
    let hasOtherHead = isBrackets != (asked.task == .synthetic(.brackets))
    let isSynthetic = configuration.text(of: .task) != nil
    var keys: [ConfigurationKey] = [.layers, .width, .ffn, .sequence]
    keys.append(hasOtherHead && isSynthetic ? .task : .vocabulary)
    if hasLine { keys.append(.normKind) }
    if hasLine, configuration.hasGates != asked.hasGates { keys.append(.preset) }
    return keys
  }

  /// `weights come from pre; no fair start for post`; `nil` when the wiring is theirs or unknown.
  func remark(on asked: Configuration) -> String? {
    guard hasLine, configuration.wiring != asked.wiring else { return nil }
    let (mine, theirs) = (Self.name(configuration), Self.name(asked))
    let target = mine == theirs ? "this one" : theirs
    return "weights come from \(mine == theirs ? "another wiring" : mine); "
      + "no fair start for \(target)"
  }

  /// `post`, `pre with residual off`, `a mixed wiring`.
  private static func name(_ configuration: Configuration) -> String {
    let wiring = configuration.wiring
    guard let first = wiring.first, wiring.allSatisfy({ $0 == first }) else {
      return "a mixed wiring"
    }
    let placement = first.placement.rawValue
    if first.skipScale == 1 { return placement }
    let scale = first.hasSkip ? Decimal.text(first.skipScale) : "off"
    return "\(placement) with residual \(scale)"
  }
}
