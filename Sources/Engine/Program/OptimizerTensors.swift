/// What a weights file tells of the optimizer besides the weights: moments, counts, and the step.
///
/// `optimizer.step` I64 `[]` counts the updates so far and with them the place in the data and in the
/// warm-up; `optimizer.updates.{name}` I64 `[]` those of one parameter; AdamW has
/// `optimizer.first_moment.{name}` and `optimizer.second_moment.{name}`, F32 of its shape. A
/// parameter that was never updated has none of the three.
struct OptimizerTensors: Sendable {
  /// What is stored of one parameter; the raw value stands in the names.
  private enum Part: String {
    case updates
    case firstMoment = "first_moment"
    case secondMoment = "second_moment"
  }

  private static let stepName = SafeTensors.optimizerPrefix + "step"

  private static func name(_ part: Part, _ parameter: String) -> String {
    "\(SafeTensors.optimizerPrefix)\(part.rawValue).\(parameter)"
  }

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
    guard Self.exist(in: tensors, for: optimizer) else { return nil }
    var shapes: [String: [Int]] = [:]
    for declaration in layout.declarations { shapes[declaration.name] = declaration.shape }
    for tensor in tensors where tensor.name.hasPrefix(SafeTensors.optimizerPrefix) {
      if tensor.name == Self.stepName {
        step = try Self.count(tensor)
        continue
      }
      let parts = tensor.name.dropFirst(SafeTensors.optimizerPrefix.count)
        .split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let part = Part(rawValue: parts[0]), let shape = shapes[parts[1]]
      else { throw .tensor(tensor.name, .unknown) }
      switch part {
      case .updates: updates[parts[1]] = try Self.count(tensor)
      case .firstMoment: first[parts[1]] = try Self.moment(tensor, shape, least: -.infinity)
      case .secondMoment: second[parts[1]] = try Self.moment(tensor, shape, least: 0)
      }
    }
    guard optimizer.hasMoments else { return }
    for name in updates.keys.sorted() {
      if first[name] == nil { throw .tensor(Self.name(.firstMoment, name), .missing) }
      if second[name] == nil { throw .tensor(Self.name(.secondMoment, name), .missing) }
    }
  }

  /// Whether tensors hold a state of that optimizer; before the first update it is any optimizer's.
  static func exist(in tensors: [Tensor], for optimizer: OptimizerKind) -> Bool {
    func has(_ part: Part) -> Bool {
      let prefix = name(part, "")
      return tensors.contains { $0.name.hasPrefix(prefix) }
    }
    guard tensors.contains(where: { $0.name == stepName }) else { return false }
    return has(.firstMoment) == optimizer.hasMoments || !has(.updates)
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
      let value = values[index]
      throw .tensor(
        tensor.name,
        value.isFinite
          ? .negative("\(value)", at: tensor.position(of: index))
          : .nonFinite(tensor, at: index, value))
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
}

extension OptimizerTensors {
  /// The state of a machine's optimizer after `step` updates, as a file holds it.
  static func tensors(of machine: Machine, step: Int) -> [Tensor] {
    func count(_ name: String, _ value: Int) -> Tensor {
      Tensor(name: name, shape: [], values: .integer([Int64(value)]))
    }
    var tensors = [count(stepName, step)]
    for (index, declaration) in machine.parameters.declarations.enumerated()
    where machine.updateCounts[index] > 0 {
      tensors.append(count(name(.updates, declaration.name), machine.updateCounts[index]))
      guard machine.configuration.optimizer.hasMoments else { continue }
      let moments = unsafe [
        (Part.firstMoment, machine.arena.firstMoment(declaration)),
        (Part.secondMoment, machine.arena.secondMoment(declaration)),
      ]
      for unsafe(part, start) in unsafe moments {
        let values = unsafe Array(UnsafeBufferPointer(start: start, count: declaration.count))
        tensors.append(
          Tensor(
            name: name(part, declaration.name), shape: declaration.shape, values: .float(values)))
      }
    }
    return tensors
  }

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
