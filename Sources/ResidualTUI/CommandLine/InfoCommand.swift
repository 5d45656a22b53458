import ArgumentParser
import Engine

/// What the program finds on this machine.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: """
      residual-tui info --health

      Shows what the program finds: version, paths, locale, terminal, threads, instruction set \
      and memory. With --health each line is judged; the exit code is 1 when one fails, and each \
      that fails says what to do.
      """)

  @Flag(help: "Judge every line; exit code 1 when one fails.") var health = false

  func run() throws {
    let facts = Surroundings.facts()
    let width = facts.map(\.name.count).max() ?? 0
    var text = ""
    for fact in facts {
      let name = fact.name + String(repeating: " ", count: width - fact.name.count)
      let mark = health ? (fact.fix == nil ? "ok    " : "failed ").prefix(7) : ""
      text += "\(mark)\(name)  \(Printable.escaped(fact.value))"
      if health, let fix = fact.fix { text += "; \(fix)" }
      text += "\n"
    }
    var output = Output(.standard)
    try output.write(text)
    if health, facts.contains(where: { $0.fix != nil }) { throw ExitCode(1) }
  }
}
