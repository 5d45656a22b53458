import Engine

/// The tokens and targets of `evaluate --batch`.
struct EvaluationBatch: Hashable, Sendable {
  var tokens: [Int32]
  var targets: [Int32]
  var sequences: Int
  var sequence: Int

  /// Reads the file.
  init(_ path: String) throws(Failure) {
    let file = try TrainingMaterial.tensors(path) { $0 == "tokens" || $0 == "targets" }
    let tokens = try Self.matrix("tokens", file, path)
    let targets = try Self.matrix("targets", file, path)
    guard tokens.shape == targets.shape else {
      throw Failure.file(
        path, "targets: expected the shape of tokens \(tokens.shape), found \(targets.shape)")
    }
    let range = ConfigurationKey.batch.range
    guard range.contains(tokens.shape[0]) else {
      throw Failure.file(
        path,
        "tokens: expected \(range.lowerBound) to \(range.upperBound) sequences, found "
          + "\(tokens.shape[0])")
    }
    (sequences, sequence) = (tokens.shape[0], tokens.shape[1])
    self.tokens = tokens.ids
    // PyTorch's `ignore_index`.
    self.targets = targets.ids.map { $0 == -100 ? -1 : $0 }
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
