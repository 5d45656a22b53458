import Engine
import TestSupport
import Testing

private let isX86Linux: Bool = {
  #if arch(x86_64) && os(Linux)
    true
  #else
    false
  #endif
}()

/// The real program on processors older than this one, as qemu plays them.
@Suite(.enabled(if: isX86Linux && Closeness.isSoaking))
struct OldProcessorTests {
  private func run(on processor: String, _ arguments: [String]) throws -> RunProgram.Result {
    try #require(Program.isInstalled("qemu-x86_64"), "Scripts/setup --soak installs it")
    return try RunProgram.run(
      arguments, environment: ["RESIDUAL_TUI_ISA": ""],
      shell: #"exec qemu-x86_64 -cpu \#(processor) "$0" "$@""#)
  }

  private static let runs = [
    "--layers 2 --warmup 2 --clip 1",
    "--layers 3 --width 45 --heads 5 --ffn 77 --norm sandwich --norm-kind rms --activation relu",
    "--layers 2 --width 24 --heads 3 --sequence 7 --batch 5 --norm none --optimizer sgd",
  ]

  @Test(
    arguments: [("Nehalem", InstructionSet.baseline), ("Haswell", .x86V3)].filter {
      InstructionSet.available.contains($0.1)
    }, runs)
  func takesItsBestAndComputesTheSameBits(
    old: (processor: String, set: InstructionSet), options: String
  ) throws {
    let info = try run(on: old.processor, ["info"])
    let line = try #require(info.lines.first { $0.hasPrefix("instructions") })
    #expect(line.contains("\(old.set.rawValue) (") && line.contains(", automatic "))
    let arguments =
      ["train", "--steps", "3", "--json"] + options.split(separator: " ").map(String.init)
    let there = try run(on: old.processor, arguments)
    let here = try RunProgram.run(arguments + ["--isa", old.set.rawValue])
    #expect(there.code == 0 && here.code == 0 && here.lines.count == 5)
    #expect(there.lines.map(Self.withoutSeconds) == here.lines.map(Self.withoutSeconds))
  }

  @Test func setsBeyondTheProcessorAreRefused() throws {
    for set in ["x86-64-v3", "x86-64-v4"] {
      let result = try run(on: "Nehalem", ["train", "--isa", set])
      #expect(result.code == 2 && result.output.isEmpty)
      #expect(
        result.errors.contains("residual-tui: --isa: expected baseline or auto, found '\(set)' ("))
    }
  }

  /// The one number of a line that is not the same twice.
  private static func withoutSeconds(_ line: String) -> [Substring] {
    line.split(separator: ",").filter { !$0.hasPrefix(#""seconds":"#) }
  }
}
