/// The names that other programs give to the arrays of this model.
extension SafeTensors {
  /// What the names of the optimizer's state begin with, before those of the parameters.
  public static let optimizerPrefix = "optimizer."

  /// Renames the arrays of other programs to this program's names.
  ///
  /// Read are the names of PyTorch's `nn.TransformerEncoder`, with query, key and value packed into
  /// `in_proj_weight` `[3d, d]` and `in_proj_bias` `[3d]`, and what wrappers put before any name:
  /// `module.`, `_orig_mod.`, `model.` and the like. `norm1` and `norm2` become the norm before the
  /// sublayer and that behind its sum: the wiring reads one of them.
  ///
  /// - Throws: Two arrays that mean the same, or a packed one that cannot be split.
  public func renamed() throws(FileError) -> SafeTensors {
    guard tensors.contains(where: { Self.own($0.name) != [$0.name] }) else { return self }
    var result = SafeTensors(tensors: [], metadata: metadata)
    var origins: [String: String] = [:]
    for tensor in tensors {
      let names = Self.own(tensor.name)
      let isPacked = names.count == 3
      for (index, name) in names.enumerated() {
        if let other = origins.updateValue(tensor.name, forKey: name) {
          throw FileError(
            offset: 8,
            "tensors \(Printable.quoted(other)) and \(Printable.quoted(tensor.name)): expected one "
              + "for \(name), found both")
        }
        var copy = isPacked ? try tensor.third(index) : tensor
        copy.name = name
        result.tensors.append(copy)
      }
    }
    return result
  }

  /// What wrappers put before a name.
  private static let prefixes = [
    "module.", "_orig_mod.", "model.", "encoder.", "transformer_encoder.", "transformer.", "net.",
    "network.", "state_dict.",
  ]

  /// This program's names for an array: three for a packed one, two for a norm, else one.
  private static func own(_ foreign: String) -> [String] {
    // The moments keep the names of their parameters.
    if foreign.hasPrefix(optimizerPrefix) { return [foreign] }
    var name = foreign[...]
    while let prefix = prefixes.first(where: { name.hasPrefix($0) }) {
      name = name.dropFirst(prefix.count)
    }
    if let same = wholes[String(name)] { return [same] }
    let parts = name.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "layers", Int(parts[1]) != nil,
      let ends = ends[String(parts[2])]
    else { return [String(name)] }
    return ends.map { "layers.\(parts[1]).\($0)" }
  }

  private static let wholes = [
    "embedding.token.weight": "embedding.token", "token_embedding.weight": "embedding.token",
    "embedding.weight": "embedding.token", "embed.weight": "embedding.token",
    "embedding.position.weight": "embedding.position",
    "position_embedding.weight": "embedding.position", "pos_embedding.weight": "embedding.position",
    "pos_embedding": "embedding.position", "position_embedding": "embedding.position",
    "norm.weight": "final_norm.gain", "norm.bias": "final_norm.bias",
    "final_norm.weight": "final_norm.gain", "classifier.weight": "head.weight",
    "classifier.bias": "head.bias", "lm_head.weight": "head.weight", "lm_head.bias": "head.bias",
  ]

  private static let ends = [
    "self_attn.in_proj_weight": [
      "attention.query.weight", "attention.key.weight", "attention.value.weight",
    ],
    "self_attn.in_proj_bias": [
      "attention.query.bias", "attention.key.bias", "attention.value.bias",
    ],
    "self_attn.out_proj.weight": ["attention.output.weight"],
    "self_attn.out_proj.bias": ["attention.output.bias"],
    "linear1.weight": ["feedforward.expand.weight"],
    "linear1.bias": ["feedforward.expand.bias"],
    "linear2.weight": ["feedforward.contract.weight"],
    "linear2.bias": ["feedforward.contract.bias"],
    "norm1.weight": ["attention.norm_in.gain", "attention.norm_add.gain"],
    "norm1.bias": ["attention.norm_in.bias", "attention.norm_add.bias"],
    "norm2.weight": ["feedforward.norm_in.gain", "feedforward.norm_add.gain"],
    "norm2.bias": ["feedforward.norm_in.bias", "feedforward.norm_add.bias"],
  ]
}

extension Tensor {
  /// The first, second or last third of the rows.
  fileprivate func third(_ index: Int) throws(FileError) -> Tensor {
    guard let rows = shape.first, rows > 0, rows.isMultiple(of: 3),
      case .float(let numbers) = values
    else {
      throw FileError(
        offset: 8,
        "tensor \(Printable.quoted(name)): expected query, key and value in 3·d rows, found shape "
          + Printable.shape(shape))
    }
    let count = numbers.count / 3
    return Tensor(
      name: name, shape: [rows / 3] + shape.dropFirst(),
      values: .float(Array(numbers[index * count..<(index + 1) * count])))
  }
}
