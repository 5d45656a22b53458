import Engine
import Foundation
import TestSupport
import Testing

/// `evaluate`: which settings it takes from where, and whose faults it names.
@Suite final class EvaluateCommandTests {
  private let folder: URL

  init() throws { folder = try RunProgram.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func read(_ name: String) throws -> SafeTensors {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    return try SafeTensors(bytes: bytes.span)
  }

  private func write(_ name: String, _ file: SafeTensors) throws {
    try Data(file.bytes).write(to: folder.appending(path: name))
  }

  /// A small model's weights, `w`, and a batch of this many sequences, `b`.
  private func prepare(_ options: [String] = [], sequences: Int = 2) throws {
    let result = try RunProgram.run(
      TrainCommandTests.small + ["--steps", "1", "--save", path("w")] + options)
    #expect(result.code == 0, "\(result.errors)")
    let ids = (0..<4 * sequences).map { Int64($0 % 16) }
    try write(
      "b",
      SafeTensors(tensors: [
        Tensor(name: "tokens", shape: [sequences, 4], values: .integer(ids)),
        Tensor(name: "targets", shape: [sequences, 4], values: .integer(ids)),
      ]))
  }

  private func evaluate(_ options: [String] = []) throws -> RunProgram.Result {
    try RunProgram.run(
      ["evaluate", "--weights", path("w"), "--batch", path("b"), "--save", path("o")] + options)
  }

  @Test func savedWarmUpAndClippingAreLeftOut() throws {
    try prepare(["--warmup", "50", "--clip", "0.5"])
    let result = try evaluate(["--steps", "1"])
    #expect(result.code == 0, "\(result.errors)")
    let config = try read("o").metadata["residual-tui.config"] ?? ""
    #expect(config.contains("warmup=0,clip=0,"), "\(config)")
  }

  @Test(arguments: InstructionSet.available)
  func theInstructionSetAskedForComputes(set: InstructionSet) throws {
    try prepare()
    #expect(try evaluate(["--isa", set.rawValue, "--steps", "3"]).code == 0)
    let asked = try read("o")
    let evaluator = try Evaluator(
      configuration: Configuration(line: asked.metadata["residual-tui.config"] ?? ""),
      parameters: read("w").tensors, tokens: (0..<8).map { $0 % 16 },
      targets: (0..<8).map { $0 % 16 },
      threads: 1, instructionSet: set)
    #expect(try evaluator.run(steps: 3) == asked.tensors)
  }

  @Test func flagsBringWhatFollowsFromThem() throws {
    try prepare()
    #expect(try evaluate(["--optimizer", "sgd", "--preset", "deepnorm"]).code == 0)
    let config = try read("o").metadata["residual-tui.config"] ?? ""
    #expect(config.contains("optimizer=sgd,learning-rate=0.1,"), "\(config)")
    #expect(config.contains("weight-decay=0,") && config.contains("preset=deepnorm"))
  }

  @Test func sizesOfFilesAreFaultsOfFiles() throws {
    try prepare(sequences: 1025)
    let many = try evaluate()
    #expect(many.code == 1)
    #expect(many.errors.hasSuffix("': tokens: expected 1 to 1024 sequences, found 1025\n"))
    try prepare()
    var file = try read("w")
    let first = file.tensors.first { $0.name == "layers.0.attention.query.weight" }
    for layer in 1...128 {
      guard var copy = first else { break }
      copy.name = "layers.\(layer).attention.query.weight"
      file.tensors.append(copy)
    }
    try write("w", file)
    let deep = try evaluate()
    #expect(deep.code == 1, "\(deep.errors)")
    #expect(
      deep.errors.contains(
        "': layers.128.attention.query.weight: expected at most 128 layers"))
  }

  @Test func savedLineMustFitItsTensors() throws {
    try prepare()
    var file = try read("w")
    file.metadata["residual-tui.config"] = "layers=2,width=8,heads=2,wiring=2=pre"
    try write("w", file)
    let result = try evaluate()
    #expect(result.code == 1)
    #expect(result.errors.contains("expected layers=1, as the tensors have, found layers=2"))
  }

  @Test func manyEmptyTensorsAreRefusedSoon() throws {
    try prepare()
    var file = try read("w")
    file.metadata = [:]
    for layer in 1...120_000 {
      let name = "layers.\(layer).attention.query.weight"
      file.tensors.append(Tensor(name: name, shape: [0, 8], values: .float([])))
    }
    try write("w", file)
    // Looking each name up among all took minutes of a processor, which no other work takes from it.
    let result = try RunProgram.run(
      ["evaluate", "--weights", path("w"), "--batch", path("b"), "--save", path("o")],
      shell: #"ulimit -t 100; exec "$0" "$@""#)
    #expect(result.code == 1 && result.errors.contains("expected at most 128 layers"))
  }
}
