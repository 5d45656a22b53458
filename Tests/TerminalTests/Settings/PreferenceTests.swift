import Foundation
import TestSupport
import Testing

/// Defaults from a file, and which source comes before which.
@Suite final class PreferenceTests {
  private let folder: URL

  init() throws { folder = try RunProgram.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, _ name: String = "config.toml") throws -> String {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// `info`'s settings by their names: value and origin.
  private func settings(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> [String: [String]] {
    let result = try RunProgram.run(["info"] + arguments, environment: environment)
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
    let rows = result.output.components(separatedBy: "\n\n").last?.split(separator: "\n") ?? []
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let words = row.split(separator: " ", maxSplits: 2).map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        return (words[0], Array(words.dropFirst()))
      })
  }

  @Test func flagBeforeEnvironmentBeforeFileBeforeDefault() throws {
    let file = try write(
      """
      [model]
      layers = 6
      norm = "pre"
      [training]
      learning-rate = 3e-4
      isa = "auto"
      [screen]
      pace = "unlimited"
      color-depth = 256
      """)
    let settings = try settings(
      ["--config-file", file, "--layers", "3"], environment: ["RESIDUAL_TUI_ISA": "baseline"])
    #expect(settings["layers"] == ["3", "--layers"])
    #expect(settings["norm"] == ["pre", "'\(file)', line 3"])
    #expect(settings["learning-rate"] == ["0.0003", "'\(file)', line 5"])
    #expect(settings["isa"] == ["baseline", "RESIDUAL_TUI_ISA"])
    #expect(settings["pace"] == ["unlimited", "'\(file)', line 8"])
    #expect(settings["color-depth"] == ["256", "'\(file)', line 9"])
    #expect(settings["width"] == ["64", "default"])
    #expect(settings["fps"] == ["30", "default"])
  }

  @Test func everySettingHasAVariable() throws {
    let file = try write("[model]\nlayers = 6\n[training]\ntask = \"sort\"\n")
    let environment = [
      "RESIDUAL_TUI_LAYERS": "5", "RESIDUAL_TUI_LEARNING_RATE": "2e-3",
      "RESIDUAL_TUI_THEME": "light",
      "RESIDUAL_TUI_TASK": "reverse", "RESIDUAL_TUI_THREADS": "1", "RESIDUAL_TUI_WIDTH": "",
    ]
    let settings = try settings(
      ["--config-file", file, "--task", "copy"], environment: environment)
    #expect(settings["layers"] == ["5", "RESIDUAL_TUI_LAYERS"])
    #expect(settings["learning-rate"] == ["0.002", "RESIDUAL_TUI_LEARNING_RATE"])
    #expect(settings["theme"] == ["light", "RESIDUAL_TUI_THEME"])
    #expect(settings["threads"] == ["1", "RESIDUAL_TUI_THREADS"])
    #expect(settings["task"] == ["copy", "--task"] && settings["width"] == ["64", "default"])
  }

  @Test func aVariableTakesThePlaceOfItsRivalInTheFile() throws {
    let file = try write("[model]\npreset = \"rezero\"\n")
    let result = try RunProgram.run(
      TrainCommandTests.small + ["--steps", "1", "--config-file", file],
      environment: ["RESIDUAL_TUI_NORM": "pre"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("norm=pre,") && !result.output.contains("preset"))
  }

  @Test(arguments: [("LAYERS", "0", "expected 1 to 128"), ("FPS", "x", "expected 1 to 120")])
  func aFaultyVariableIsWrongUsage(name: String, text: String, part: String) throws {
    let result = try RunProgram.run(["info"], environment: ["RESIDUAL_TUI_\(name)": text])
    #expect(result.code == 2 && result.output.isEmpty)
    #expect(
      result.errors.hasPrefix("residual-tui: RESIDUAL_TUI_\(name): \(part)"), "\(result.errors)")
  }

  @Test func theFileIsFoundWhereXDGPutsIt() throws {
    let file = try write("[model]\nlayers = 5\n", "residual-tui/config.toml")
    let unnamed = ["RESIDUAL_TUI_CONFIG": ""]
    let xdg = unnamed.merging(["XDG_CONFIG_HOME": folder.path]) { $1 }
    #expect(try settings([], environment: xdg)["layers"] == ["5", "'\(file)', line 2"])
    _ = try write("[model]\nlayers = 7\n", ".config/residual-tui/config.toml")
    let home = unnamed.merging(["HOME": folder.path, "XDG_CONFIG_HOME": "relative"]) { $1 }
    #expect(try settings([], environment: home)["layers"]?.first == "7")
    let other = try write("[model]\nlayers = 9\n", "other.toml")
    let named = xdg.merging(["RESIDUAL_TUI_CONFIG": other]) { $1 }
    #expect(try settings([], environment: named)["layers"]?.first == "9")
    #expect(try settings(["--config-file", file], environment: named)["layers"]?.first == "5")
    let nowhere = unnamed.merging(["HOME": "/nowhere", "XDG_CONFIG_HOME": ""]) { $1 }
    #expect(try settings([], environment: nowhere)["layers"]?.first == "12")
  }

  @Test func trainingFollowsTheFile() throws {
    let file = try write(
      "[model]\nlayers = 1\nwidth = 8\nheads = 2\nsequence = 4\npreset = \"rezero\"\n"
        + "[training]\nbatch = 4\ntask = \"sort\"\n")
    func line(_ arguments: [String]) throws -> String {
      let result = try RunProgram.run(
        ["train", "--steps", "1", "--config-file", file] + arguments)
      #expect(result.code == 0, "\(result.errors)")
      return result.lines.first ?? ""
    }
    #expect(try line([]).contains("layers=1,width=8,heads=2") && line([]).contains("task=sort"))
    #expect(try line([]).contains("preset=rezero"))
    #expect(try line(["--norm", "pre"]).contains("norm=pre,"))
    #expect(try !line(["--norm", "pre"]).contains("preset"))
    #expect(
      try line(["--config", "layers=2,width=4,heads=1"]).contains("layers=2,width=4,heads=1"))
    #expect(try !line(["--config", "layers=2"]).contains("sort"))
  }

  @Test func keysOfTheFileWork() throws {
    let file = try write("[keys]\nnext-placement = [\"o\", \"ctrl-n\"]\n")
    let small = ["snapshot"] + TrainCommandTests.small.dropFirst()
    let result = try RunProgram.run(
      small + ["--config-file", file, "--keys", "space o ctrl-n"])
    #expect(result.output.contains("[sandwich]") && result.output.contains("o norm"))
  }

  @Test(arguments: [
    (
      "[model]\nlayers = 2\nlayrs = 3\n", 3,
      "unknown key 'layrs' in [model]; did you mean 'layers'?"
    ),
    ("[modle]\n", 1, "unknown table [modle]; did you mean [model]?"),
    ("layers = 2\n", 1, "layers: expected below a table"),
    ("[screen]\nlayers = 2\n", 2, "layers: expected in [model], found in [screen]"),
    ("[model]\nlayers = \"2\"\n", 2, "layers: expected a number without quotes, found '2'"),
    ("[model]\nlayers = true\n", 2, "layers: expected a number, found true"),
    ("[training]\ntext = 5\n", 2, "text: expected a text in quotes, found 5"),
    ("[model]\nlayers = 200\n", 2, "layers: expected 1 to 128, found 200"),
    ("[model]\nlayers = 2.5\n", 2, "layers: expected a whole number, 1 to 128, found '2.5'"),
    ("[model]\nnorm = \"psot\"\n", 2, "norm: expected post, pre"),
    ("[model]\nnorm = pre\n", 2, "texts stand in quotes"),
    ("[model]\n\nwiring = \"1=pst\"\n", 3, "wiring, rule 1 '1=pst': expected post"),
    ("[training]\nlearning-rate = 0\n", 2, "learning-rate: expected a finite number above 0"),
    ("[training]\ntask = \"copy\"\ntext = \"a\"\n", 3, "task and text: expected one of them"),
    ("[training]\nthreads = 0\n", 2, "threads: expected 1 to 64 threads or auto"),
    ("[training]\nisa = \"avx\"\n", 2, "isa: expected baseline"),
    ("[screen]\nfps = 1000\n", 2, "fps: expected 1 to 120 frames per second, found '1000'"),
    ("[screen]\nglyphs = \"brail\"\n", 2, "did you mean 'braille'?"),
    ("[keys]\nnext-placment = \"p\"\n", 2, "did you mean 'next-placement'?"),
    ("[keys]\nreset = 5\n", 2, "reset: expected a key in quotes"),
    ("[keys]\nreset = \"q\"\n", 2, "reset: takes the last key of quit"),
    ("[keys]\nreset = \"p\"\nundo = \"p\"\n", 3, "undo: expected a key of its own, found 'p'"),
    ("[model]\u{1b}\n", 1, #"found '\u{1b}'"#),
  ])
  func aFaultyFileIsOneLineWithItsPlace(text: String, line: Int, part: String) throws {
    let file = try write(text)
    for command in ["train", "snapshot"] {
      let result = try RunProgram.run([command, "--config-file", file])
      #expect(result.code == 1 && result.output.isEmpty)
      #expect(
        result.errors.hasPrefix("residual-tui: '\(file)', line \(line): "), "\(result.errors)")
      #expect(result.errors.contains(part), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
    let health = try RunProgram.run(["info", "--health", "--config-file", file])
    #expect(health.code == 1)
    #expect(health.lines.contains { $0.hasPrefix("failed preferences") && $0.contains(part) })
  }

  @Test func whatIsNoSmallFileIsRefused() throws {
    let cases = [
      ("/nowhere/c", 1, "No such file"), (folder.path, 1, "found a directory"),
      ("/dev/zero", 1, "expected at most 65.5 kB"), ("-", 2, "--config-file: expected a file"),
      ("", 2, "--config-file: expected a file"),
    ]
    for (path, code, part) in cases {
      let result = try RunProgram.run(["train", "--config-file", path])
      #expect(result.code == Int32(code) && result.output.isEmpty, "\(path)")
      #expect(result.errors.contains(part), "\(result.errors)")
    }
  }

  @Test func aFlagThatDoesNotFitTheFileSaysWhereTheRestComesFrom() throws {
    let file = try write("[model]\nwidth = 30\nheads = 5\n")
    let result = try RunProgram.run(["train", "--config-file", file, "--heads", "4"])
    #expect(result.code == 2)
    #expect(result.errors.contains("--heads: expected a divisor of the width 30, found 4"))
    #expect(result.errors.contains("preferences come from '\(file)'"))
  }
}
