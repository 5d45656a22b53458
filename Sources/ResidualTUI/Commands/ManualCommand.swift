import ArgumentParser

/// Prints the manual page, for `make install`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: """
      residual-tui manual > residual-tui.1

      Prints the manual page, made of the same table as the help.
      """,
    shouldDisplay: false)

  func run() throws {
    var output = Output(.standard)
    try output.write(Manual(try OptionTable.present()).page)
  }
}
