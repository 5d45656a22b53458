import Engine
import TestSupport
import Testing

/// Every tensor of every stored PyTorch case, held to the tolerance that the case carries.
@Suite struct ParityTests {
  static let folder = "Tests/EngineTests/Parity/cases"

  static let names: [String] = {
    let files = (try? Repository.files(in: folder)) ?? []
    return files.filter { $0.hasSuffix(".safetensors") }
      .map { String($0.dropLast(".safetensors".count)) }
  }()

  @Test func allCasesAreHere() {
    #expect(Self.names.count == 38)
  }

  @Test(arguments: names)
  func matchesPyTorch(name: String) throws {
    let parityCase = try ParityCase(name: name)
    var compared = 0
    for optimizer in OptimizerKind.allCases {
      for tensor in try parityCase.run(optimizer) {
        compared += parityCase.compare(tensor, optimizer) ? 1 : 0
      }
    }
    #expect(compared >= parityCase.comparableCount, "compared \(compared) tensors")
  }
}

/// One stored case: inputs, expected outputs, tolerances.
struct ParityCase {
  let name: String
  private let file: SafeTensors
  private let excluded: Set<String>

  init(name: String) throws {
    self.name = name
    let bytes = try Repository.bytes("\(ParityTests.folder)/\(name).safetensors")
    file = try SafeTensors(bytes: bytes.span)
    excluded = Set((file.metadata["excluded"] ?? "").split(separator: " ").map(String.init))
  }

  /// Number of stored outputs, one pass per optimizer, exclusions aside.
  var comparableCount: Int {
    let outputs = file.tensors.filter { !isInput($0.name) && !excluded.contains($0.name) }
    let perOptimizer = outputs.filter { $0.name.hasPrefix("adamw.") || $0.name.hasPrefix("sgd.") }
    return perOptimizer.count + 2 * (outputs.count - perOptimizer.count)
  }

  private func isInput(_ name: String) -> Bool {
    name == "tokens" || name == "targets" || name.hasPrefix("parameter.")
  }

  func run(_ optimizer: OptimizerKind) throws -> [Tensor] {
    var configuration = try Configuration(line: try #require(file.metadata["config"]))
    configuration.optimizer = optimizer
    configuration.learningRate = number("\(optimizer.rawValue).learning_rate")
    configuration.weightDecay = number("\(optimizer.rawValue).weight_decay")
    configuration.clip = number("clip") ?? 0
    configuration.warmup = Int(number("warmup") ?? 0)
    let parameters = file.tensors.filter { $0.name.hasPrefix("parameter.") }.map { tensor in
      Tensor(
        name: String(tensor.name.dropFirst("parameter.".count)), shape: tensor.shape,
        values: tensor.values)
    }
    let evaluator = try Evaluator(
      configuration: configuration, parameters: parameters, tokens: try integers("tokens"),
      targets: try integers("targets"))
    return try evaluator.run(steps: Int(try #require(number("steps"))))
  }

  private func number(_ key: String) -> Float? { file.metadata[key].flatMap(Float.init) }

  private func integers(_ name: String) throws -> [Int32] {
    guard case .integer(let values) = try #require(file[name]).values else { return [] }
    return values.map(Int32.init)
  }

  private func floats(_ name: String) -> [Float]? {
    guard case .float(let values)? = file[name]?.values else { return nil }
    return values
  }

  /// Whether the engine's tensor has a stored counterpart, which it must then match.
  func compare(_ tensor: Tensor, _ optimizer: OptimizerKind) -> Bool {
    let isUpdate = tensor.name.hasPrefix("updated.") || tensor.name == "losses"
    let name = isUpdate ? "\(optimizer.rawValue).\(tensor.name)" : tensor.name
    guard case .float(let values) = tensor.values else { return false }
    if excluded.contains(name) {
      checkVanishes(name, values)
      return false
    }
    guard let expected = floats(name), let tolerance = number("tolerance.\(name)") else {
      Issue.record("\(self.name): no stored \(name)")
      return false
    }
    let largest = expected.map(\.magnitude).max() ?? 0
    let bound = tolerance * largest + 1e-7
    let worst = Self.largest(zip(values, expected).map { $0 - $1 })
    #expect(values.count == expected.count)
    #expect(
      worst <= bound, "\(self.name) \(name): off by \(worst / bound) of its tolerance")
    return true
  }

  /// max |x|, infinite where one is not finite: `max()` alone passes over a NaN.
  private static func largest(_ values: [Float]) -> Float {
    values.allSatisfy(\.isFinite) ? values.map(\.magnitude).max() ?? 0 : .infinity
  }

  /// The gradient of `attention.key.bias` is 0 in exact arithmetic: softmax ignores a shift.
  private func checkVanishes(_ name: String, _ gradient: [Float]) {
    guard name.hasPrefix("parameter_gradient."), name.hasSuffix("key.bias") else { return }
    let weight = floats(name.replacing("key.bias", with: "key.weight")) ?? []
    let scale = max(1, weight.map(\.magnitude).max() ?? 1)
    let worst = Self.largest(gradient)
    #expect(worst < 1e-6 * scale, "\(self.name) \(name): \(worst)")
  }
}
