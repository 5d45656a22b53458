import TestSupport
import Testing

/// Wrong command lines: one line, exit code 2, nothing on standard output.
@Suite struct UsageTests {
  @Test(arguments: [
    (["trian"], "unknown command 'trian'", "did you mean 'train'?"),
    (["stop"], "unknown command 'stop'", "did you mean 'step'?"),
    (["train", "--layrs", "3"], "Unknown option '--layrs'", "See residual-tui train --help"),
    (["train", "--layers"], "--layers", "See residual-tui train --help"),
    (["train", "--layers", "abc"], "--layers: expected a whole number, 1 to 128", "'abc'"),
    (["train", "--layers", "0"], "--layers: expected 1 to 128, found 0", ""),
    (["train", "--norm", "psot"], "--norm: expected post, pre", "did you mean 'post'?"),
    (["train", "--heads", "5"], "--heads: expected a divisor of the width 64", "try --heads 4"),
    (["train", "--steps", "0"], "--steps: expected a whole number, 1 to", "'0'"),
    (["train", "--every", "-1"], "--every: expected a whole number, 1 to", "'-1'"),
    (["train", "--threads", "65"], "--threads: expected 1 to 64 threads or auto", "'65'"),
    (["train", "--isa", "avx"], "--isa: expected baseline", "'avx'"),
    (["train", "--json", "--csv"], "--json and --csv", ""),
    (["train", "--task", "copy", "--text", "x"], "--task and --text", ""),
    (["train", "--expect", "sloved"], "--expect: expected diverged", "did you mean 'solved'?"),
    (["train", "--config", "layers=2,norn=pre"], "--config, character 10", "did you mean 'norm'?"),
    (["train", "--preset", "rezero", "--norm", "pre"], "--norm: expected none beside", ""),
    (["train", "--wiring", "1=pst"], "--wiring, rule 1 '1=pst'", "did you mean 'post'?"),
    (["train", "extra"], "extra", ""),
    (["evaluate"], "--weights", "See residual-tui evaluate --help"),
    (["help", "foo"], "unknown command 'foo'", "expected run, train"),
    (
      ["train", "--layers", "--width", "3"], "--layers: expected a value", "found the flag --width"
    ),
    (["--steps", "5"], "--steps: unknown to run; train takes it", ""),
    (["run", "--save=w"], "--save: unknown to run; train takes it", ""),
    (["train", "--save", ""], "--save: expected a file, found an empty name", ""),
    (["snapshot", "--keys", "n spce"], "--keys, key 2: expected a key", "did you mean 'space'?"),
    (["snapshot", "--keys", "@-1"], "--keys, key 1: expected a key", "found '@-1'"),
    (["snapshot", "--keys", "q n"], "--keys, key 2: expected nothing after q", ""),
    (["snapshot", "--keys", "space @3"], "--keys, key 2: expected a run that reaches step 3", ""),
    (["snapshot", "--at", "x"], "--at: expected a whole number, 0 to", "'x'"),
    (["snapshot", "--size", "80"], "--size: expected columns and rows", "such as 120x36"),
    (["snapshot", "--size", "0x9"], "--size: expected columns and rows", "found '0x9'"),
    (["snapshot", "--ansi", "--svg"], "--ansi and --svg", ""),
    (["train", "--save", "-"], "--save: expected a file, found -", "./-"),
    (["run", "--no-input"], "--no-input: expected a command", "residual-tui train"),
    (["--no-input"], "--no-input: expected a command", "residual-tui train"),
    (["verify", "--weights", "w"], "Unknown option '--weights'", "See residual-tui verify --help"),
    (["train", "--log", "l"], "Unknown option '--log'", "See residual-tui train --help"),
    (["run", "--pace", "fast"], "--pace: expected 1 to 100000", "'fast'"),
    (["run", "--color", "never-ever"], "--color: expected auto, always or never", ""),
    (["run", "--theme", "drak"], "--theme: expected dark, light", "did you mean 'dark'?"),
    (["run", "--language", "de"], "--language: expected en, zh or auto, found 'de'", ""),
    (["run", "--theme", "--language", "zh"], "--theme: expected a value", "found the flag"),
    (["run", "--isa", "avx"], "--isa: expected baseline", "or auto, found 'avx'"),
    (
      ["evaluate", "--weights", "w", "--batch", "b", "--save", "s", "--isa", "best"],
      "--isa: expected baseline", "found 'best'"
    ),
  ])
  func oneLineAndExitCodeTwo(arguments: [String], beginning: String, part: String) throws {
    let result = try RunProgram.run(arguments)
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("residual-tui: "))
    #expect(result.errors.hasSuffix("\n") && result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains(beginning), "\(result.errors)")
    #expect(part.isEmpty || result.errors.contains(part), "\(result.errors)")
  }

  @Test func aNameThatIsNotUTF8IsCalledThat() throws {
    let script = #"exec "$0" train --text "$(printf 'b\374cher')""#
    let result = try RunProgram.run([], shell: script)
    #expect(result.code == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("residual-tui: argument 3: expected UTF-8, found "))
  }

  @Test(arguments: [
    ["\u{1b}[2J"], ["train", "--\u{1b}]0;x\u{7}"], ["train", "--norm", "\u{1b}c\u{9b}31m"],
    ["train", "--text", "/nowhere/\u{1b}[31m\u{202e}"], ["train", "--config", "\u{7}=\n"],
    ["train", "--save", "/nowhere/\u{1b}[31m"],
  ])
  func controlCharactersAreEscaped(arguments: [String]) throws {
    let result = try RunProgram.run(arguments)
    #expect(result.code == 1 || result.code == 2)
    let raw = result.errors.unicodeScalars.filter {
      $0 != "\n" && ($0.value < 0x20 || (0x7f...0x9f).contains($0.value) || $0.value == 0x202e)
    }
    #expect(raw.isEmpty && result.output.isEmpty)
    #expect(result.errors.contains(#"\u{"#), "\(result.errors)")
  }

  @Test(arguments: [[], ["run"], ["--layers", "3"], ["run", "--text", "-"]])
  func laboratoryWithoutATerminalNamesTrain(arguments: [String]) throws {
    let result = try RunProgram.run(arguments)
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains("residual-tui train"))
    #expect(!result.errors.contains("\u{1b}"))
  }

  @Test(arguments: ["--version", "-V"]) func versionIsOneLine(flag: String) throws {
    let result = try RunProgram.run([flag])
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("residual-tui "))
    #expect(result.lines.count == 1 && result.errors.isEmpty)
  }

  @Test(arguments: [
    [], ["run"], ["train"], ["evaluate"], ["verify"], ["snapshot"], ["info"],
  ])
  func helpStartsWithAnExample(command: [String]) throws {
    let result = try RunProgram.run(command + ["--help"])
    #expect(result.code == 0)
    let example = (["residual-tui"] + command).joined(separator: " ")
    #expect(result.output.hasPrefix(example + " "), "\(result.output.prefix(60))")
    #expect(!result.output.contains("\u{1b}"))
  }

  @Test func theHelpSaysWhereHelpIsAndWhatExitCodesMean() throws {
    let help = try RunProgram.run(["-h"]).output
    #expect(try help == RunProgram.run(["--help"]).output)
    let words = help.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("Something is wrong: residual-tui info --health"))
    #expect(words.contains("0 done, 1 failure, 2 wrong command line, 3 another verdict"))
  }

  @Test func nothingIsAskedWhereNobodyAnswers() throws {
    let result = try RunProgram.run(TrainCommandTests.small + ["--steps", "1", "--no-input"])
    #expect(result.code == 0 && result.errors.isEmpty)
  }

  @Test func trainingHelpNamesTheDefaults() throws {
    let help = try RunProgram.run(["train", "--help"]).output
    for part in ["(default: 12)", "(default: xavier)", "(default: 200)", "--weight-decay"] {
      #expect(help.contains(part), "\(part)")
    }
  }

  @Test func infoTellsWhatItFinds() throws {
    let result = try RunProgram.run(["info"], environment: ["TERM": "xterm\u{1b}[31m"])
    #expect(result.code == 0)
    for part in [
      "version", "crash log", "background", "mouse", "locale", "TERM", "processors", "baseline",
      "memory", "no terminal",
    ] {
      #expect(result.output.contains(part), "\(part)")
    }
    #expect(!result.output.contains("\u{1b}"))
  }

  @Test func failingHealthSaysWhatToDo() throws {
    let result = try RunProgram.run(["info", "--health"], environment: ["TERM": "nonsense"])
    #expect(result.code == 1)
    let failed = result.lines.filter { $0.hasPrefix("failed") }
    #expect(failed.count >= 2)
    #expect(failed.allSatisfy { $0.contains(";") })
  }
}
