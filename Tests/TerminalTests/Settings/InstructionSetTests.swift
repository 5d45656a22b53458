import Engine
import TestSupport
import Testing

@testable import ResidualTUI

/// The choice of kernels: flag, then environment, then the best there is.
@Suite struct InstructionSetTests {
  private func choice(
    flag: String? = nil, variable: String? = nil,
    available: [InstructionSet] = InstructionSet.allCases
  ) throws(Failure) -> InstructionSetChoice {
    try InstructionSetChoice(
      InstructionSetChoice.said(flag: flag, Preferences(), variable: variable),
      available: available)
  }

  @Test func theFlagCountsBeforeTheEnvironment() throws {
    let both = try choice(flag: "baseline", variable: "x86-64-v3")
    #expect(both.instructionSet == .baseline && both.said?.source == "--isa")
    let variable = try choice(variable: "x86-64-v3")
    #expect(variable.instructionSet == .x86V3 && variable.said?.source == "RESIDUAL_TUI_ISA")
    let nobody = try choice()
    #expect(nobody.instructionSet == .x86V4 && nobody.said == nil)
    // The flag takes the choice back, and nobody minds what it replaces.
    #expect(try choice(flag: "auto", variable: "nonsense") == nobody)
    #expect(try choice(variable: "auto", available: [.baseline]).instructionSet == .baseline)
  }

  @Test func whatTheMachineLacksIsRefused() {
    let failure = #expect(throws: Failure.self) {
      try choice(variable: "x86-64-v4", available: [.baseline, .x86V3])
    }
    #expect(failure?.code == .usage)
    #expect(
      failure?.message == "RESIDUAL_TUI_ISA: expected baseline, x86-64-v3 or auto, found "
        + "'x86-64-v4' (AVX-512), which this machine cannot run; auto takes the best that it can")
    let unknown = #expect(throws: Failure.self) {
      try choice(flag: "\u{1b}[31m", available: [.baseline])
    }
    #expect(unknown?.message == #"--isa: expected baseline or auto, found '\u{1b}[31m'"#)
  }

  @Test(arguments: [
    ["train"], ["run"], ["evaluate", "--weights", "w", "--batch", "b", "--save", "s"], ["verify"],
  ])
  func aWrongVariableIsNamed(command: [String]) throws {
    let result = try RunProgram.run(command, environment: ["RESIDUAL_TUI_ISA": "avx512"])
    #expect(result.code == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("residual-tui: RESIDUAL_TUI_ISA: expected baseline"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: InstructionSet.available)
  func theSetAskedForTrains(set: InstructionSet) throws {
    let arguments = TrainCommandTests.small + ["--steps", "4", "--json"]
    let flag = try RunProgram.run(arguments + ["--isa", set.rawValue])
    let variable = try RunProgram.run(arguments, environment: ["RESIDUAL_TUI_ISA": set.rawValue])
    let line = try #require(try TrainCommandTests.object(flag.lines[0])["config"] as? String)
    let trainer = try Trainer(Configuration(line: line), threads: 1, instructionSet: set)
    for step in 1...4 {
      let loss = trainer.step().loss
      for result in [flag, variable] {
        #expect(result.lines[step].contains("\"loss\":\(loss),"), "step \(step)")
      }
    }
  }

  @Test func infoTellsTheChoiceAndWhoMadeIt() throws {
    func line(_ name: String, _ arguments: [String] = []) throws -> String {
      let result = try RunProgram.run(
        ["info"] + arguments, environment: ["RESIDUAL_TUI_ISA": name])
      return try #require(result.lines.first { $0.contains("instructions") })
    }
    let names = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
    let best = InstructionSet.best
    #expect(
      try line("").hasSuffix(
        "  \(best.rawValue) (\(best.features)), automatic (available: \(names))"))
    #expect(
      try line("baseline").hasSuffix(
        ", from RESIDUAL_TUI_ISA (available: \(names))"))
    let wrong = try line("avx\u{1b}", ["--health"])
    #expect(
      wrong.hasPrefix("failed ") && wrong.contains(#"RESIDUAL_TUI_ISA is 'avx\u{1b}'; unset"#))
  }
}
