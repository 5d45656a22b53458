import Engine

/// Which kernels run, and by which source: `--isa`, else the environment, else the preferences, else
/// nobody.
struct InstructionSetChoice: Hashable, Sendable {
  /// The environment variable that counts where the flag is not given.
  static let variable = "RESIDUAL_TUI_ISA"

  var instructionSet: InstructionSet
  /// Its source; `nil` when it is simply the best available.
  var said: SourcedValue?

  /// The flag's value, else the variable's, else the preferences'.
  static func said(
    flag: String?, _ preferences: Preferences, variable: String? = System.variable(Self.variable)
  ) -> SourcedValue? {
    if flag == nil, let variable {
      return SourcedValue(name: "isa", text: variable, origin: .variable(Self.variable))
    }
    return preferences.said("isa", flag: flag)
  }

  /// Reads what is said to a command that knows no preferences.
  init(flag: String?) throws(Failure) {
    try self.init(Self.said(flag: flag, Preferences()))
  }

  /// Reads what somebody said; `nil` and `auto` are the best that there is.
  init(
    _ said: SourcedValue?, available: [InstructionSet] = InstructionSet.available
  ) throws(Failure) {
    instructionSet = available.last ?? .baseline
    guard let said, said.text != "auto" else { return }
    self.said = said
    instructionSet = try said.read { label, name throws(Failure) in
      try Self.named(name, label, available)
    }
  }

  private static func named(
    _ name: String, _ label: String, _ available: [InstructionSet]
  ) throws(Failure) -> InstructionSet {
    let names = available.map(\.rawValue) + ["auto"]
    if let known = InstructionSet(rawValue: name), !available.contains(known) {
      throw .usage(
        "\(label): expected \(Choice.list(names)), found '\(name)' (\(known.features)), which "
          + "this machine cannot run; auto takes the best that it can")
    }
    return InstructionSet(rawValue: try Choice.read(label, name, among: names)) ?? .baseline
  }
}
