import Engine

extension Walk {
  /// The present operation as a line of `step --json`.
  func json(of operation: WalkOperation, _ focus: WalkFocus) -> String {
    var object = JSONObject()
    object.add("kind", text: "operation")
    object.add("index", operation.index + 1)
    object.add("operation", text: operation.kind.rawValue)
    object.add("phase", text: operation.phase.rawValue)
    if let sublayer = operation.sublayer { object.add("sublayer", text: sublayer.description) }
    if let tap = operation.tap { object.add("tap", text: tap.description) }
    if let scale = operation.scale { object.add("scale", json: Decimal.text(scale)) }
    object.add("inputs", list: operation.inputs.map(\.json))
    object.add("outputs", list: operation.outputs.map(\.json))
    let sizes = sizes(sequence: focus.sequence)
    object.add("input_rms", ifMeasured: sizes.inputRMS)
    object.add("output_rms", ifMeasured: sizes.outputRMS)
    object.add("amplification", ifMeasured: sizes.amplification)
    object.add("product", ifMeasured: sizes.product)
    object.add("arithmetic", json: arithmetic(at: focus).json)
    if let forkShares { object.add("fork", json: forkShares.json) }
    if let normRemoval { object.add("norm", json: normRemoval.json) }
    let checks = identityChecks
    if !checks.isEmpty { object.add("identities", list: checks.map(\.json)) }
    return object.closed
  }
}

extension WalkTensor {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("name", text: name)
    object.add("shape", list: shape.map { "\($0)" })
    return object.closed
  }
}

extension Arithmetic {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("position", position)
    for quantity in quantities { object.add(snakeCase(quantity.symbol.rawValue), quantity.value) }
    if !terms.isEmpty {
      object.add(
        "terms",
        list: terms.map {
          "[\(JSONText.number(Double($0.first))),\(JSONText.number(Double($0.second)))]"
        })
    }
    object.add("result", Double(result))
    object.add("evaluated", evaluated)
    object.add("tolerance", tolerance)
    return object.closed
  }
}

extension ForkShares {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("skip_norm", skipNorm)
    object.add("branch_norm", branchNorm)
    object.add("total_norm", totalNorm)
    object.add("cosine", ifMeasured: cosine)
    object.add("skip_share", ifMeasured: skipShare)
    object.add("branch_share", ifMeasured: branchShare)
    return object.closed
  }
}

extension NormRemoval {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("mean_share", meanShare)
    object.add("direction_share", directionShare)
    object.add("kept_share", keptShare)
    object.add("mean_rstd", meanRstd)
    return object.closed
  }
}

extension IdentityCheck {
  fileprivate var json: String {
    var object = JSONObject()
    object.add("law", text: law.rawValue)
    object.add("deviation", deviation)
    object.add("bound", bound)
    object.add("holds", json: "\(holds)")
    return object.closed
  }
}

extension PathSplit {
  /// The split as a line of `step --json`.
  var json: String {
    var object = JSONObject()
    object.add("kind", text: "paths")
    object.add("tap", text: tap.description)
    object.add("gradient_norm", gradientNorm)
    object.add("shares", list: shares.map(JSONText.number))
    object.add("sizes", list: sizes.map(JSONText.number))
    object.add("mean_length", meanLength)
    object.add("cancellation", cancellation)
    object.add("residual", residual)
    object.add("path_factor", ifMeasured: pathFactor)
    if let binomial { object.add("binomial", list: binomial.map(JSONText.number)) }
    return object.closed
  }
}
