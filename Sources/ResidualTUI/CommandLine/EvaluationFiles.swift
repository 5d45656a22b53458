import Engine

/// The sizes of a model, read off the shapes of its tensors.
struct WeightSizes: Hashable, Sendable {
  private var layers = 0
  private var vocabulary: Int
  private var sequence: Int
  private var width: Int
  private var ffn: Int
  private var classes: Int

  /// Reads the shapes.
  ///
  /// - Throws: The tensor that is missing or has another number of dimensions.
  init(_ file: SafeTensors, path: String) throws(Failure) {
    func shape(_ name: String) throws(Failure) -> [Int] {
      guard let tensor = file[name] else {
        throw .file(path, "expected a tensor \(name), found none")
      }
      guard tensor.shape.count == 2 else {
        throw .file(path, "\(name): expected two dimensions, found \(tensor.shape)")
      }
      return tensor.shape
    }
    let token = try shape("embedding.token")
    (vocabulary, width) = (token[0], token[1])
    sequence = try shape("embedding.position")[0]
    ffn = try shape("layers.0.feedforward.expand.weight")[0]
    classes = try shape("head.weight")[0]
    while file["layers.\(layers).attention.query.weight"] != nil { layers += 1 }
    guard classes == vocabulary || (vocabulary == 5 && classes == 3) else {
      throw .file(
        path, "head.weight: expected \(vocabulary) rows, as embedding.token has, found \(classes)")
    }
  }

  /// Replaces the sizes, and the task by one that has as many classes.
  func apply(to configuration: inout Configuration) {
    configuration.layers = layers
    configuration.width = width
    configuration.ffn = ffn
    configuration.sequence = sequence
    configuration.vocabulary = vocabulary
    configuration.task = .synthetic(classes == vocabulary ? .copy : .brackets)
  }
}

/// The tokens and targets of `evaluate --batch`.
struct EvaluationBatch: Hashable, Sendable {
  var tokens: [Int32]
  var targets: [Int32]
  var sequences: Int
  var sequence: Int

  /// Reads the file.
  init(_ path: String) throws {
    let file = try TrainingMaterial.tensors(path)
    let tokens = try Self.matrix("tokens", file, path)
    let targets = try Self.matrix("targets", file, path)
    guard tokens.shape == targets.shape else {
      throw Failure.file(
        path, "targets: expected the shape of tokens \(tokens.shape), found \(targets.shape)")
    }
    (sequences, sequence) = (tokens.shape[0], tokens.shape[1])
    self.tokens = tokens.ids
    self.targets = targets.ids
  }

  private static func matrix(
    _ name: String, _ file: SafeTensors, _ path: String
  ) throws(Failure) -> (shape: [Int], ids: [Int32]) {
    guard let tensor = file[name] else {
      throw .file(path, "expected a tensor \(name), found none")
    }
    guard case .integer(let values) = tensor.values, tensor.shape.count == 2, !values.isEmpty
    else { throw .file(path, "\(name): expected int64 of shape [batch, T], found other data") }
    var ids: [Int32] = []
    ids.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard let id = Int32(exactly: value) else {
        throw .file(path, "\(name)[\(index)]: expected an id of the vocabulary, found \(value)")
      }
      ids.append(id)
    }
    return (tensor.shape, ids)
  }
}
