import ArgumentParser
import Engine

/// Which kernels run, and who said so: `--isa`, else the environment, else nobody.
struct InstructionSetChoice: Hashable, Sendable {
  /// The environment variable that counts where the flag is not given.
  static let variable = "RESIDUAL_TUI_ISA"

  var instructionSet: InstructionSet
  /// The flag or variable that named it; `nil` when it is the best that there is.
  var origin: String?

  /// Reads the flag's value, else the variable's.
  init(
    flag: String?, variable: String? = System.variable(Self.variable),
    available: [InstructionSet] = InstructionSet.available
  ) throws(Failure) {
    let asked = flag.map { ("--isa", $0) } ?? variable.map { (Self.variable, $0) }
    guard let (origin, name) = asked, name != "auto" else {
      instructionSet = available.last ?? .baseline
      return
    }
    let names = available.map(\.rawValue) + ["auto"]
    if let known = InstructionSet(rawValue: name), !available.contains(known) {
      throw .usage(
        "\(origin): expected \(Choice.list(names)), found '\(name)' (\(known.features)), which "
          + "this machine cannot run; auto takes the best that it can")
    }
    instructionSet =
      InstructionSet(rawValue: try Choice.read(origin, name, among: names)) ?? .baseline
    self.origin = origin
  }
}

extension ArgumentHelp {
  /// The help of `--isa`.
  static var isa: ArgumentHelp {
    let names = InstructionSet.available.map(\.rawValue) + ["auto"]
    return ArgumentHelp(
      "Instruction set, here \(Choice.list(names)). (default: "
        + "\(InstructionSetChoice.variable) of the environment, else auto)", valueName: "name")
  }
}
