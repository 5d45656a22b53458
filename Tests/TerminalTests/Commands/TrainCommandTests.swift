import Engine
import Foundation
import TestSupport
import Testing

@testable import ResidualTUI

/// `train`: its formats, its ends, its exit codes.
@Suite struct TrainCommandTests {
  /// A model that takes no time.
  static let small = [
    "train", "--layers", "1", "--width", "8", "--heads", "2", "--sequence", "4", "--batch", "4",
  ]

  static func object(_ line: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    return try #require(value as? [String: Any])
  }

  /// Keys of an object's text in their order, nested ones left out.
  static func keys(_ line: String) -> [String] {
    var depth = 0
    var keys: [String] = []
    var text = ""
    var isInString = false
    for character in line {
      if character == "\"" {
        isInString.toggle()
        if isInString { text = "" }
      } else if isInString {
        text.append(character)
      } else if character == ":", depth == 1 {
        keys.append(text)
      } else {
        depth += "{[".contains(character) ? 1 : "}]".contains(character) ? -1 : 0
      }
    }
    return keys
  }

  @Test func jsonFollowsTheSchema() throws {
    let result = try RunProgram.run(Self.small + ["--steps", "7", "--every", "3", "--json"])
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect(result.lines.count == 5)
    #expect(
      Self.keys(result.lines[0]) == ["kind", "schema", "config", "parameters", "guessing", "taps"])
    let run = try Self.object(result.lines[0])
    #expect(run["taps"] as? [String] == ["embedding", "1.attention", "1.feedforward", "final"])
    let stepKeys = [
      "kind", "step", "loss", "accuracy", "learning_rate", "seconds", "gradient_spread",
      "gradient_norm", "taps", "layers", "verdict",
    ]
    for (line, step) in zip(result.lines[1...3], [0, 3, 6]) {
      #expect(Self.keys(line) == stepKeys)
      #expect(try Self.object(line)["step"] as? Int == step)
      #expect(line.contains("\"learning_rate\":0.001,"))
    }
    #expect(Self.keys(result.lines[4]).prefix(3) == ["kind", "reason", "steps"])
    #expect(result.lines[4].hasPrefix(#"{"kind":"end","reason":"steps","steps":7,"#))
  }

  @Test func printedConfigurationRepeatsTheRun() throws {
    let asked = ["--steps", "2", "--json", "--wiring", "1.attention=pre:0.5", "--seed", "9"]
    let first = try RunProgram.run(Self.small + asked)
    let config = try #require(try Self.object(first.lines[0])["config"] as? String)
    let second = try RunProgram.run(["train", "--config", config, "--steps", "2", "--json"])
    #expect(first.lines[0] == second.lines[0])
    let losses = try [first, second].map { try Self.object($0.lines[2])["loss"] as? Double }
    #expect(losses[0] == losses[1])
    let other = try RunProgram.run(
      ["train", "--config", config, "--seed", "10", "--steps", "2", "--json"])
    #expect(other.lines[0].contains("seed=10"))
  }

  @Test func csvHasOneRowPerStepAndTap() throws {
    let result = try RunProgram.run(Self.small + ["--steps", "3", "--csv"])
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect(result.lines.count == 1 + 3 * 4)
    let columns = result.lines[0].split(separator: ",")
    #expect(columns.prefix(2) == ["step", "loss"] && columns.contains("token_diversity"))
    for line in result.lines {
      #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == columns.count)
    }
  }

  /// No two columns can be exchanged, in the header or in the rows, without this being red.
  @Test func csvAndJSONSayTheSameUnderTheSameName() throws {
    let folder = try TemporaryDirectory()
    let text = folder.path + "/text"
    try TextFile.write(String(repeating: "the cat sat on the mat. ", count: 50), to: text)
    // Step 100 is the first to measure the held-out text.
    let run = Self.small + ["--text", text, "--norm", "pre", "--warmup", "50", "--steps", "101"]
    let table = try RunProgram.run(run + ["--csv"]).lines.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try #require(table.first)
    let rows = try RunProgram.run(run + ["--json"]).lines.flatMap(Self.rows)
    try #require(table.count == 1 + rows.count && rows.count == 101 * 4)
    #expect(Set(names) == rows.reduce(into: []) { $0.formUnion($1.keys) })
    var columns: Set<[String]> = []
    for (index, name) in names.enumerated() {
      let column = table.dropFirst().map { Double($0[index]).map(Self.digits) ?? $0[index] }
      // The time is another in every run. Of columns that were equal, nobody would see an exchange.
      let isSame = name == "seconds" || column == rows.map { $0[name] ?? "" }
      #expect(isSame && columns.insert(column).inserted, "\(name)")
    }
  }

  /// Twelve digits: Foundation may be off by one in the last.
  private static func digits(_ value: Double) -> String { String(format: "%.12g", value) }

  /// What a line of JSON says of each tap of its step, and of the step, by their names.
  private static func rows(_ line: String) throws -> [[String: String]] {
    let step = try object(line)
    guard step["kind"] as? String == "step" else { return [] }
    func members(_ object: [String: Any]) -> [String: String] {
      object.compactMapValues { value in
        (value as? NSNumber).map { digits($0.doubleValue) } ?? value as? String
      }
    }
    let verdict = try #require(step["verdict"] as? [String: Any])
    let taps = try #require(step["taps"] as? [[String: Any]])
    let shared = members(step).filter { $0.key != "kind" }
      .merging(["verdict": verdict["state"] as? String ?? ""]) { $1 }
    return taps.map { members($0).merging(shared) { $1 } }
  }

  @Test func plainLinesEndWithTheVerdict() throws {
    let result = try RunProgram.run(Self.small + ["--steps", "40"])
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect(result.lines.count == 2 + 20 + 1)
    #expect(result.lines[0].hasPrefix("--config layers=1,"))
    #expect(!result.output.contains("\r") && !result.output.contains("\u{1b}"))
  }

  @Test func unexpectedVerdictIsExitCodeThree() throws {
    let steps = ["--steps", "2"]
    let found = try RunProgram.run(Self.small + steps + ["--expect", "diverged"])
    #expect(found.code == 3)
    #expect(found.errors.hasPrefix("residual-tui: --expect: expected diverged, found "))
    let name = try #require(found.lines.last?.split(separator: ":").first)
    let expected = try RunProgram.run(Self.small + steps + ["--expect", String(name)])
    #expect(expected.code == 0)
  }

  @Test func divergedRunEndsInOrder() throws {
    let wild = ["--optimizer", "sgd", "--learning-rate", "1e38", "--norm", "none", "--json"]
    let result = try RunProgram.run(Self.small + wild)
    #expect(result.code == 0)
    let last = try #require(result.lines.last)
    #expect(last.contains(#""reason":"diverged""#) && last.contains(#""state":"diverged""#))
    for line in result.lines { _ = try Self.object(line) }
  }

  @Test func headEndsTheRunQuietly() throws {
    var program = try RunProgram(Self.small + ["--steps", "1000000", "--json"])
    try program.wait(for: "\n")
    program.stopReading()
    let result = try program.finish(reading: false)
    #expect(result.code == 0 || result.code == 141)
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func signalEndsTheRunInOrder(signal: Int32, code: Int32) throws {
    let folder = try RunProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "w.safetensors").path
    var program = try RunProgram(
      Self.small + ["--steps", "1000000", "--json", "--save", path])
    try program.wait(for: #""step":3,"#)
    program.send(signal)
    let result = try program.finish()
    #expect(result.code == code && result.errors.isEmpty)
    let last = try #require(result.lines.last)
    #expect(last.hasPrefix(#"{"kind":"end","reason":"interrupted","steps":"#), "\(last)")
    for line in result.lines { _ = try Self.object(line) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w.safetensors"])
  }

  #if os(Linux)
    @Test func fullDiskIsAFailure() throws {
      let result = try RunProgram.run(Self.small + ["--json"], output: "/dev/full")
      #expect(result.code == 1)
      #expect(
        result.errors
          == "residual-tui: cannot write to standard output: No space left on device\n")
    }
  #endif

  @Test func hugeModelIsRefusedWithItsSize() throws {
    let result = try RunProgram.run([
      "train", "--layers", "128", "--width", "1024", "--heads", "1024", "--sequence", "512",
      "--batch", "1024", "--ffn", "8192",
    ])
    #expect(result.code == 1)
    #expect(result.errors.contains("this model needs ") && result.errors.contains("TB"))
  }

  @Test func digitsAreRounded() {
    // 2.775 is a little below itself in binary, but times 100 it is exactly between.
    #expect(Digits.fixed(2.775, 2) == "2.78")
    #expect(Digits.fixed(-.nan, 2) == "nan" && Digits.short(-.nan) == "nan")
    #expect(Digits.fixed(-0.001, 2) == "0.00")
    #expect(Digits.fixed(0.05, 1) == "0.1")
    #expect(Digits.fixed(.infinity, 1) == "inf")
    #expect(ByteCount.text(999) == "999 bytes" && ByteCount.text(25_300_000_000) == "25.3 GB")
    #expect(Digits.duration(seconds: 125) == "2 min 05 s")
    #expect(ShellWord.quoted("a=1,b=*") == "'a=1,b=*'" && ShellWord.quoted("it's") == #"'it'\''s'"#)
  }
}
