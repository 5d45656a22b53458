import TestSupport
import Testing

@testable import Engine

/// Files that are no saved run: refused, with the line and what was expected.
@Suite struct RunFileFaultTests {
  private static let valid = (try? RunFileTests.run(steps: 3).text) ?? ""
  private static let lines = valid.split(separator: "\n").map(String.init)

  private func fault(_ bytes: [UInt8]) -> RunFileError? {
    do throws(RunFileError) {
      _ = try RunFile(bytes: bytes.span)
      return nil
    } catch { return error }
  }

  private func fault(_ text: String) -> RunFileError? { fault(Array(text.utf8)) }

  /// The valid file with one line replaced, or without it.
  private func changed(_ line: Int, _ change: (String) -> String?) -> String {
    var lines = Self.lines
    if let text = change(lines[line - 1]) {
      lines[line - 1] = text
    } else {
      lines.remove(at: line - 1)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func index(_ kind: String) -> Int {
    (lines.firstIndex { $0.hasPrefix("{\"kind\":\"\(kind)\"") } ?? -1) + 1
  }

  @Test func theValidFileIsValid() {
    #expect(fault(Self.valid) == nil)
    #expect(fault(String(Self.valid.dropLast())) == nil)
  }

  @Test func everyTruncationIsRefused() {
    let bytes = Array(Self.valid.utf8)
    for count in 0..<bytes.count - 1 {
      #expect(fault(Array(bytes[..<count])) != nil, "cut to \(count)")
    }
  }

  @Test(arguments: [
    ("\"kind\":\"run\"", "\"kind\":\"lane\"", "expected a saved run, found 'lane'"),
    ("\"schema\":1", "\"schema\":2", "schema: expected 1, found 2"),
    ("\"schema\":1", "\"schema\":99999999999999999999", "number above 2^63"),
    ("\"schema\":1", "\"schema\":-1", "expected a whole number"),
    ("\"schema\":1", "\"schema\":1,\"x\":1", "expected \"config\", found 'x'"),
    ("layers=2", "layers=0", "--layers: expected 1 to 128, found 0"),
    ("layers=2", "layres=2", "did you mean 'layers'"),
    ("layers=2", "layers=\\u001b[2J", "--layers: expected a whole number"),
    ("\"instruction_set\":\"", "\"instruction_set\":\"mmx", "instruction_set: expected one of"),
    ("\"lanes\":3", "\"lanes\":5", "lanes: expected 1 to 4, found 5"),
    ("\"lanes\":3", "\"lanes\":0", "lanes: expected 1 to 4, found 0"),
    ("\"lanes\":3}", "\"lanes\":3}}", "expected the end of the line"),
    ("\"lanes\":3}", "\"lanes\":3", "expected '}'"),
  ])
  func theFirstLineMustBeRight(old: String, new: String, expected: String) {
    let text = changed(1) { $0.replacing(old, with: new) }
    let fault = fault(text)
    #expect(fault?.line == 1)
    #expect(fault?.description.contains(expected) == true, "\(fault?.description ?? "accepted")")
    #expect(fault?.description.contains("\u{1b}") == false)
  }

  @Test(arguments: [
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"fly\"}", "expected reset, wiring="),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"layers=3\"}", "expected reset, wiring="),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"warmup=-1\"}", "--warmup: expected 0 to"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"warmup=x\"}", "--warmup: expected a whole"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"learning-rate=nan\"}", "--learning-rate"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"learning-rate=0\"}", "--learning-rate"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"clip=-1\"}", "--clip: expected a finite"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"weight-decay=x\"}", "--weight-decay"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"wiring=1=pre\"}", "of every sublayer"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"wiring=*=pre\"}", "of every sublayer"),
    ("{\"kind\":\"command\",\"time\":1,\"command\":\"wiring=*=pre:1;9=pre\"}", "layers 1 to 2"),
    ("{\"kind\":\"command\",\"time\":1000000001,\"command\":\"reset\"}", "time: expected"),
    ("{\"kind\":\"command\",\"command\":\"reset\"}", "expected \"time\", found 'command'"),
    ("{\"kind\":\"lane\",\"id\":2,\"config\":\"\"}", "expected a command or the end of lane 1"),
    ("[]", "expected '{', found '['"), ("", "expected '{', found the end"),
    ("{\"kind\":\"command\",\"time\":1e3,\"command\":\"reset\"}", "fraction or exponent"),
  ])
  func aCommandMustBeRight(line: String, expected: String) {
    let place = Self.index("command")
    let fault = fault(changed(place) { _ in line })
    #expect(fault?.line == place)
    #expect(fault?.problem.contains(expected) == true, "\(fault?.description ?? "accepted")")
  }

  @Test func timesMayNotGoBack() {
    let place = Self.index("command")
    let late = #"{"kind":"command","time":900000,"command":"reset"}"#
    let fault = fault(changed(place) { "\(late)\n\($0)" })
    #expect(fault?.line == place + 1)
    #expect(fault?.problem.contains(": expected 900000 to 1000000000, found") == true)
  }

  @Test func linesMustComeInOrder() {
    let (lane, end) = (Self.index("lane"), Self.index("end"))
    #expect(
      fault(changed(1) { _ in nil })?.description.contains("line 1: expected a saved") == true)
    #expect(fault(changed(lane) { _ in nil })?.problem.contains("expected a lane") == true)
    #expect(
      fault(changed(end) { _ in nil })?.problem.contains("or the end of lane 1, found 'lane'")
        == true)
    #expect(fault(changed(lane) { "\($0)\n\($0)" })?.line == lane + 1)
    let more = fault(Self.valid + Self.lines[end - 1] + "\n")
    #expect(more?.line == Self.lines.count + 1)
    #expect(more?.problem.contains("expected the end of the file") == true)
  }

  @Test func lanesShareEverythingButTheirSettings() {
    let place = Self.index("lane")
    for (old, new) in [("width=15", "width=18"), ("seed=1", "seed=2"), ("task=copy", "task=sort")] {
      let fault = fault(changed(place) { $0.replacing(old, with: new) })
      #expect(fault?.line == place && fault?.problem.contains("expected the run's but") == true)
    }
    #expect(fault(changed(place) { $0.replacing("\"id\":1", with: "\"id\":4") })?.problem != nil)
    #expect(fault(changed(place) { $0.replacing("\"id\":1", with: "\"id\":5") })?.line == place)
  }

  @Test func hostileBytesAreRefusedEarly() {
    let brackets = Array(repeating: UInt8(ascii: "["), count: 50_000_000)
    #expect(fault(brackets)?.problem == "expected at most \(RunFile.lineLimit) bytes, found more")
    let nested = "{\"kind\":" + String(repeating: "[", count: 200_000)
    #expect(fault(nested)?.problem.contains("expected '\"', found '['") == true)
    var broken = Array(Self.valid.utf8)
    broken[20] = 0xff
    #expect(fault(broken)?.line == 1)
    broken = Array(Self.lines[0].replacing("layers=2", with: "layers=\u{e9}").utf8)
    broken[broken.firstIndex(of: 0xc3) ?? 0] = 0xc0
    #expect(fault(broken)?.problem.contains("invalid UTF-8") == true)
    #expect(fault([])?.description == "line 1: expected a saved run, found the end of the file")
  }

  @Test func commandsAreCounted() {
    let place = Self.index("command")
    let reset = "{\"kind\":\"command\",\"time\":0,\"command\":\"reset\"}\n"
    let fault = fault(
      changed(place) { String(repeating: reset, count: RunFile.commandLimit + 1) + $0 })
    #expect(fault?.line == place + RunFile.commandLimit)
    #expect(fault?.problem.contains("at most 100000 commands") == true)
  }

  /// Whatever is accepted is a run that writes back the same, and nothing crashes.
  @Test(arguments: Closeness.isSoaking ? Array(1...700) : LabTests.seeds)
  func damagedFilesNeverCrashNorPassAsGarbage(seed: UInt64) throws {
    let valid = Array(Self.valid.utf8)
    var accepted = 0
    for index in 0..<1500 {
      var random = RandomStream(seed: seed, name: "run fuzz", index: index)
      let bytes = Self.damaged(valid, &random)
      let file: RunFile
      do throws(RunFileError) { file = try RunFile(bytes: bytes.span) } catch {
        #expect(error.description.utf8.count < 400)
        continue
      }
      accepted += 1
      #expect((1...4).contains(file.lanes.count))
      for lane in file.lanes {
        let times = lane.commands.map(\.time) + [lane.steps]
        #expect(times == times.sorted())
        for entry in lane.commands { try lane.configuration.check(entry.command) }
      }
      #expect(try RunFileTests.read(file.text).text == file.text)
    }
    #expect(accepted > 3 && accepted < 500, "\(accepted)")
  }

  private static func damaged(_ valid: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var bytes = valid
    let tokens = ["{", "}", "[", "]", ",", ":", "\"", "-", "9", "0", "1e9", "\\u", "\n", "\u{1b}"]
    for _ in 0...random.below(2) {
      let place = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.bits())
      case 1: bytes[place] ^= 1 << UInt8(random.below(8))
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(contentsOf: tokens[random.below(tokens.count)].utf8, at: place)
      case 4: bytes[place] = UInt8(0x30 + random.below(10))
      default: bytes.swapAt(place, random.below(bytes.count))
      }
    }
    return bytes
  }
}
