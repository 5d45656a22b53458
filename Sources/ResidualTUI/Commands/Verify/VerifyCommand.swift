import ArgumentParser
import Engine
import Interface

/// The claims' experiments, run and judged.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: """
      residual-tui verify --quick

      Runs the experiments behind the claims about residual and norm, and judges them: each claim \
      holds, fails, or holds only if. Prints the claim, the evidence as mean and standard \
      deviation over the seeds, the verdict, the flags that flip it, and its source. Ends with 3 \
      when verdict or numbers are not those of the record.
      """)

  @Argument(
    help: ArgumentHelp(
      "The claims: R1 to R5, W1 to W3, S1 to S10, I1, T1. (default: all)", valueName: "id"),
    completion: .names(ClaimID.self))
  var ids: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seeds of every run, 1 to 100; the record's numbers are means, so fewer than 3 are judged "
        + "by the verdict alone. (default: 8)", valueName: "n"))
  var seeds: String?
  @Flag(help: "As --seeds 3.") var quick = false
  @Flag(help: "One JSON object per line: the verification, its claims, the end.") var json = false
  @Option(
    help: ArgumentHelp(
      "Write a report with plots, Claims.md and pictures, into a folder that is not there yet.",
      valueName: "folder"), completion: .directory)
  var report: String?
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @Option(
    help: ArgumentHelp(
      "Words of text and report: en, zh, or auto, by the locale. (default: auto)",
      valueName: "language"), completion: .names(Language.self))
  var language: String?

  func run() throws {
    let plan = try plan()
    var session = try VerifySession(plan)
    throw ExitCode(try session.run())
  }

  /// Everything checked that needs no file.
  private func plan() throws(Failure) -> VerifyPlan {
    if quick, seeds != nil {
      throw .usage("--quick and --seeds: expected one of them, found both; --quick is --seeds 3")
    }
    let preferences = try execution.preferences()
    try execution.check(preferences)
    let count = try seeds.map { text throws(Failure) in
      try Count.read("--seeds", text, in: 1...100)
    }
    return VerifyPlan(
      experiments: try experiments(), seeds: count ?? (quick ? Evidence.leastSeeds : 8),
      threads: try execution.threadLimit(preferences),
      instructionSet: try execution.instructionSet(preferences), isJSON: json, report: report,
      language: try language(preferences))
  }

  /// Those that are named, in the order of the table.
  private func experiments() throws(Failure) -> [Experiment] {
    var chosen: Set<ClaimID> = []
    for id in ids {
      let name = id.uppercased()
      let names = ClaimID.allCases.map(\.rawValue)
      guard let known = ClaimID(rawValue: name) else {
        let near = NearestName.suggestion(for: name, among: names)
        throw .usage(
          "verify: expected claims among \(names.joined(separator: " ")), found "
            + Printable.quoted(id) + (near.map { "; did you mean \($0)?" } ?? ""))
      }
      chosen.insert(known)
    }
    return Experiment.all.filter { chosen.isEmpty || chosen.contains($0.id) }
  }

  private func language(_ preferences: Preferences) throws(Failure) -> Language {
    let settings = try ProgramSettings { key in
      key == .language ? preferences.said(key.rawValue, flag: language) : nil
    }
    return settings.language ?? System.language
  }
}

/// What `verify` was asked to do.
struct VerifyPlan: Hashable, Sendable {
  var experiments: [Experiment]
  var seeds: Int
  var threads: Int
  var instructionSet: InstructionSet
  var isJSON: Bool
  var report: String?
  var language: Language
}
