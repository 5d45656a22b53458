import ArgumentParser

/// The root of all commands.
struct ResidualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "residual-tui",
    abstract: """
      residual-tui --layers 24 --norm pre

      Trains a small Transformer encoder live in the terminal and shows what the residual \
      connection and the place of the normalization do to activations and gradients. \
      Without a command it opens the laboratory: 12 layers in the original wiring, norm after \
      the add, residual on, learning to copy its input.
      """,
    discussion: """
      More examples:
        residual-tui demo first-minute
        residual-tui train --norm pre --steps 60
        residual-tui train --layers 24 --json > run.jsonl
        residual-tui train --text book.txt --norm pre --layers 2 --batch 64 --steps 2000
        residual-tui step --norm none --residual off --operations 1
        residual-tui lesson vanishing
        residual-tui verify --quick
        residual-tui snapshot --size 120x36 --keys "n i @30" --svg > frame.svg
        residual-tui info --health

      Something is wrong: residual-tui info --health judges terminal and machine and says what to \
      do. A report needs its output and the line --config that the laboratory prints at quit; a \
      crash writes into the file that info names.

      Short for --version: -V. Exit codes: 0 done, 1 failure, 2 wrong command line, 3 another verdict than --expect \
      names or verify has on record, 130 interrupted.
      """,
    version: Version.title,
    subcommands: [
      RunCommand.self, TrainCommand.self, EvaluateCommand.self, StepCommand.self,
      VerifyCommand.self, LessonCommand.self, DemoCommand.self, ReplayCommand.self,
      SnapshotCommand.self, InfoCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}
