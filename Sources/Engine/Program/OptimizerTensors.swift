/// What a weights file tells of the optimizer besides the weights: moments, counts, and the step.
///
/// `optimizer.step` I64 `[]` counts the updates so far and with them the place in the data and in the
/// warm-up; `optimizer.updates.{name}` I64 `[]` those of one parameter; AdamW has
/// `optimizer.first_moment.{name}` and `optimizer.second_moment.{name}`, F32 of its shape. A
/// parameter that was never updated has none of the three.
struct OptimizerTensors: Sendable {
  /// What all names begin with.
  static let prefix = "optimizer."

  /// Updates before the run that goes on.
  private(set) var step = 0
  private var updates: [String: Int] = [:]
  private var first: [String: [Float]] = [:]
  private var second: [String: [Float]] = [:]

  /// Reads the state of the configuration's optimizer, if the tensors hold one.
  ///
  /// - Throws: The tensor that is none of the model's, or holds what no optimizer has.
  init?(
    _ tensors: [Tensor], _ layout: ParameterLayout, _ optimizer: OptimizerKind
  ) throws(ConfigurationError) {
    guard tensors.contains(where: { $0.name == "optimizer.step" }) else { return nil }
    let hasMoments = tensors.contains { $0.name.hasPrefix("optimizer.first_moment.") }
    let hasUpdates = tensors.contains { $0.name.hasPrefix("optimizer.updates.") }
    guard hasMoments == optimizer.hasMoments || !hasUpdates else { return nil }
    var shapes: [String: [Int]] = [:]
    for declaration in layout.declarations { shapes[declaration.name] = declaration.shape }
    for tensor in tensors where tensor.name.hasPrefix(Self.prefix) {
      let rest = tensor.name.dropFirst(Self.prefix.count)
      if rest == "step" {
        step = try Self.count(tensor)
        continue
      }
      let parts = rest.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let shape = shapes[parts[1]] else {
        throw .tensor(tensor.name, .unknown)
      }
      switch parts[0] {
      case "updates": updates[parts[1]] = try Self.count(tensor)
      case "first_moment": first[parts[1]] = try Self.moment(tensor, shape, least: -.infinity)
      case "second_moment": second[parts[1]] = try Self.moment(tensor, shape, least: 0)
      default: throw .tensor(tensor.name, .unknown)
      }
    }
    guard hasMoments else { return }
    for name in updates.keys.sorted() {
      if first[name] == nil { throw .tensor("optimizer.first_moment.\(name)", .missing) }
      if second[name] == nil { throw .tensor("optimizer.second_moment.\(name)", .missing) }
    }
  }

  private static func count(_ tensor: Tensor) throws(ConfigurationError) -> Int {
    guard case .integer(let values) = tensor.values, values.count == 1,
      (0...1_000_000_000_000).contains(values[0])
    else {
      throw .tensor(tensor.name, .count)
    }
    return Int(values[0])
  }

  private static func moment(
    _ tensor: Tensor, _ shape: [Int], least: Float
  ) throws(ConfigurationError) -> [Float] {
    guard tensor.shape == shape, case .float(let values) = tensor.values else {
      throw .tensor(
        tensor.name,
        .shape(tensor.shape, type: tensor.values.typeName, expected: shape))
    }
    if let index = values.firstIndex(where: { !$0.isFinite || $0 < least }) {
      throw .tensor(tensor.name, .nonFinite(tensor, at: index, values[index]))
    }
    return values
  }

  /// Adds what is read to a sum that tells one start from another.
  func add(to sum: inout Checksum, _ declarations: [ParameterDeclaration]) {
    sum.add(UInt32(truncatingIfNeeded: step))
    for declaration in declarations {
      sum.add(UInt32(truncatingIfNeeded: updates[declaration.name] ?? 0))
      sum.add(first[declaration.name] ?? [])
      sum.add(second[declaration.name] ?? [])
    }
  }
}

extension Machine {
  /// Puts moments and counts into a machine whose optimizer has been cleared.
  func write(_ state: OptimizerTensors) {
    for (index, declaration) in parameters.declarations.enumerated() {
      updateCounts[index] = state.updates(of: declaration)
      guard let (first, second) = state.moments(of: declaration) else { continue }
      let firstPlace = unsafe arena.firstMoment(declaration)
      let secondPlace = unsafe arena.secondMoment(declaration)
      for element in first.indices {
        unsafe firstPlace[element] = first[element]
        unsafe secondPlace[element] = second[element]
      }
    }
  }

  /// The state of the optimizer after `step` updates, as a file holds it.
  func optimizerTensors(step: Int) -> [Tensor] {
    func count(_ name: String, _ value: Int) -> Tensor {
      Tensor(name: OptimizerTensors.prefix + name, shape: [], values: .integer([Int64(value)]))
    }
    var tensors = [count("step", step)]
    for (index, declaration) in parameters.declarations.enumerated() where updateCounts[index] > 0 {
      tensors.append(count("updates.\(declaration.name)", updateCounts[index]))
      guard configuration.optimizer.hasMoments else { continue }
      let moments = unsafe [
        ("first_moment", arena.firstMoment(declaration)),
        ("second_moment", arena.secondMoment(declaration)),
      ]
      for unsafe(kind, start) in unsafe moments {
        let values = unsafe Array(UnsafeBufferPointer(start: start, count: declaration.count))
        tensors.append(
          Tensor(
            name: "\(OptimizerTensors.prefix)\(kind).\(declaration.name)", shape: declaration.shape,
            values: .float(values)))
      }
    }
    return tensors
  }
}

extension OptimizerTensors {
  fileprivate func updates(of declaration: ParameterDeclaration) -> Int {
    updates[declaration.name] ?? 0
  }

  fileprivate func moments(of declaration: ParameterDeclaration) -> ([Float], [Float])? {
    guard let first = first[declaration.name], let second = second[declaration.name] else {
      return nil
    }
    return (first, second)
  }
}
