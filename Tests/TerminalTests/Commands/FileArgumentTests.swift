import Engine
import Foundation
import TestSupport
import Testing

/// Texts and weights: what goes in, what comes out, and what is refused.
@Suite final class FileArgumentTests {
  private let folder: URL

  init() throws { folder = try RunProgram.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  private func tensors(_ path: String) throws -> SafeTensors {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return try SafeTensors(bytes: bytes.span)
  }

  private static let small = TrainCommandTests.small

  #if os(Linux)
    @Test func aLimitOfAddressSpaceIsKnown() throws {
      let limited = #"ulimit -v 2000000; exec "$0" "$@""#
      let info = try RunProgram.run(["info"], shell: limited)
      #expect(info.output.contains("2.0 GB, the limit of address space (ulimit -v), of "))
      let large = ["--layers", "20", "--width", "1024", "--batch", "1", "--sequence", "4"]
      let result = try RunProgram.run(["train", "--steps", "1"] + large, shell: limited)
      #expect(result.code == 1 && result.output.isEmpty)
      #expect(
        result.errors.contains("and 80 % of the limit of address space (ulimit -v) is 1.6 GB"))
    }
  #endif

  private static let book = String(
    repeating: "残差连接 adds the input to the output.\r\nNorm goes after the add.\n", count: 30)

  @Test func textFromAFileAndFromAPipeAreTheSame() throws {
    let file = try write("book, a \\ b.txt", Self.book)
    let options = ["--steps", "51", "--json", "--vocabulary", "24"]
    let mapped = try RunProgram.run(Self.small + options + ["--text", file])
    let piped = try RunProgram.run(Self.small + options + ["--text", "-"], input: file)
    #expect(mapped.code == 0, "\(mapped.errors)")
    #expect(piped.code == 0, "\(piped.errors)")
    let losses = try [mapped, piped].map { result in
      try result.lines[1...51].map { try TrainCommandTests.object($0)["loss"] as? Double }
    }
    #expect(losses[0] == losses[1])
    let measured = mapped.lines.filter { $0.contains("\"evaluation_loss\":") }
    #expect(measured.count == 2 && measured[1].contains("\"step\":50,"))
    let config = try #require(
      try TrainCommandTests.object(mapped.lines[0])["config"] as? String)
    let again = try RunProgram.run(["train", "--steps", "1", "--json", "--config", config])
    #expect(again.lines.first == mapped.lines.first)
  }

  @Test func unusableTextsAreOneErrorEach() throws {
    let cases: [(String, String)] = [
      (path("missing"), "No such file or directory"), (folder.path, "found a directory"),
      (try write("empty", ""), "found an empty file"), ("/dev/null", "found an empty file"),
      (try write("short", "abc"), "expected at least 40 characters"),
    ]
    for (file, part) in cases {
      let result = try RunProgram.run(Self.small + ["--text", file])
      #expect(result.code == 1 && result.output.isEmpty)
      #expect(result.errors.contains(part), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
    try Data([0x61, 0x62, 0xff]).write(to: folder.appending(path: "binary"))
    let binary = try RunProgram.run(Self.small + ["--text", path("binary")])
    #expect(binary.code == 1 && binary.errors.contains("invalid sequence at byte 2"))
  }

  /// Runs the program as somebody whom permissions bind.
  private static let unprivileged: String? =
    getuid() != 0
    ? #"exec "$0" "$@""#
    : ["/usr/bin/setpriv", "/bin/setpriv"].first(where: FileManager.default.isExecutableFile)
      .map { #"exec \#($0) --reuid 65534 --regid 65534 --clear-groups "$0" "$@""# }

  @Test(.enabled(if: unprivileged != nil, "needs a user other than root"))
  func aClosedTextIsRefused() throws {
    let closed = try write("closed", Self.book)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    let result = try RunProgram.run(Self.small + ["--text", closed], shell: Self.unprivileged)
    #expect(result.code == 1 && result.errors.contains("Permission denied"), "\(result.errors)")
  }

  @Test func savedWeightsStartAnotherRun() throws {
    let file = path("w.safetensors")
    let first = try RunProgram.run(Self.small + ["--steps", "5", "--save", file])
    #expect(first.code == 0, "\(first.errors)")
    let saved = try tensors(file)
    #expect(saved["embedding.token"]?.shape == [16, 8])
    #expect(saved.metadata["residual-tui.config"]?.hasPrefix("layers=1,width=8,") == true)
    #expect(saved.metadata["residual-tui.steps"] == "5")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["w.safetensors"])
    let next = try RunProgram.run(
      Self.small + ["--steps", "1", "--json", "--weights", file])
    #expect(next.code == 0, "\(next.errors)")
    let fresh = try RunProgram.run(Self.small + ["--steps", "1", "--json"])
    #expect(next.lines[1] != fresh.lines[1])
    let other = try RunProgram.run(Self.small + ["--ffn", "5", "--weights", file])
    #expect(other.code == 1 && other.output.isEmpty)
    #expect(
      other.errors.hasSuffix(": expected weights of ffn=5, found ffn=32; try --ffn 32\n"),
      "\(other.errors)")
    let rms = try RunProgram.run(
      Self.small + ["--layers", "2", "--norm-kind", "rms", "--weights", file])
    #expect(
      rms.errors.contains("layers=2, norm-kind=rms, found layers=1, norm-kind=layer; try --layers"))
  }

  @Test func weightsThatLackATensorAreRefusedByName() throws {
    let file = try saved("w")
    var weights = try tensors(file)
    weights.tensors.removeAll { $0.name == "head.bias" }
    try Data(weights.bytes).write(to: folder.appending(path: "w"))
    let result = try RunProgram.run(Self.small + ["--weights", file])
    #expect(result.code == 1 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("residual-tui: '\(file.prefix(40))"), "\(result.errors)")
    #expect(result.errors.contains("head.bias"), "\(result.errors)")
  }

  @Test func weightsOfAnotherWiringAreRemarkedOn() throws {
    let file = path("w.safetensors")
    let first = try RunProgram.run(
      Self.small + ["--steps", "1", "--norm", "pre", "--save", file, "--weights", try saved("v")])
    #expect(first.code == 0)
    #expect(first.errors == "residual-tui: weights come from post; no fair start for pre\n")
    let same = try RunProgram.run(
      Self.small + ["--steps", "1", "--norm", "pre", "--weights", file, "--save", file])
    #expect(same.code == 0 && same.errors.isEmpty)
  }

  /// A small model's weights.
  private func saved(_ name: String, _ options: [String] = []) throws -> String {
    let file = path(name)
    let result = try RunProgram.run(Self.small + ["--steps", "1", "--save", file] + options)
    #expect(result.code == 0, "\(result.errors)")
    return file
  }

  @Test func alphabetIsSavedAndUsedAgain() throws {
    let text = try write("a.txt", Self.book)
    let reversed = try write("b.txt", String(Self.book.reversed()) + "zzzzzzzz")
    let file = path("w.safetensors")
    let options = ["--vocabulary", "12", "--steps", "1"]
    #expect(
      try RunProgram.run(Self.small + options + ["--text", text, "--save", file]).code == 0)
    let alphabet = try tensors(file).metadata["residual-tui.alphabet"]
    #expect(alphabet?.unicodeScalars.count == 10)
    let again = path("v.safetensors")
    let result = try RunProgram.run(
      Self.small + options + ["--text", reversed, "--weights", file, "--save", again])
    #expect(result.code == 0, "\(result.errors)")
    #expect(try tensors(again).metadata["residual-tui.alphabet"] == alphabet)
  }

  @Test(arguments: [
    ("", "a directory"), ("/none/w", "cannot write into"), ("/dev/null", "a device"),
  ])
  func unwritableFilesAreRefusedBeforeTraining(name: String, part: String) throws {
    let file = name.isEmpty ? folder.path : name.hasPrefix("/dev") ? name : path(name)
    let result = try RunProgram.run(Self.small + ["--save", file])
    #expect(result.code == 1 && result.output.isEmpty)
    #expect(result.errors.contains(part), "\(result.errors)")
  }

  @Test func damagedWeightsAreRefusedAtTheirByte() throws {
    let file = try write("w.safetensors", "not a tensor file at all")
    let result = try RunProgram.run(Self.small + ["--weights", file])
    #expect(result.code == 1 && result.output.isEmpty)
    #expect(result.errors.contains("byte 0: expected a header"), "\(result.errors)")
  }

  @Test func evaluateWritesWhatTheEngineComputed() throws {
    let weights = path("w.safetensors")
    _ = try RunProgram.run(Self.small + ["--norm", "pre", "--steps", "3", "--save", weights])
    let ids = (0..<12).map { Int64($0 % 16) }
    let batch = SafeTensors(tensors: [
      Tensor(name: "tokens", shape: [3, 4], values: .integer(ids)),
      Tensor(name: "targets", shape: [3, 4], values: .integer(ids.reversed())),
    ])
    try Data(batch.bytes).write(to: folder.appending(path: "b"))
    let arguments = ["evaluate", "--weights", weights, "--batch", path("b"), "--save", path("o")]
    let result = try RunProgram.run(arguments + ["--steps", "2"])
    #expect(result.code == 0 && result.output.isEmpty, "\(result.errors)")
    let output = try tensors(path("o"))
    #expect(output["logits"]?.shape == [3, 4, 16])
    #expect(output["activation.1.attention"]?.shape == [3, 4, 8])
    #expect(output["losses"]?.shape == [3])
    #expect(output["updated.embedding.token"]?.shape == [16, 8])
    #expect(output.metadata["residual-tui.config"]?.contains("norm=pre") == true)
    let wrong = try RunProgram.run(arguments + ["--heads", "3"])
    #expect(wrong.code == 2 && wrong.errors.contains("--heads: expected a divisor"))
  }

  @Test func evaluateRefusesForeignIDs() throws {
    let weights = path("w.safetensors")
    _ = try RunProgram.run(Self.small + ["--steps", "1", "--save", weights])
    let cases: [([Int64], [Int], String)] = [
      (Array(repeating: 16, count: 4), [1, 4], "tokens[0] is 16"),
      ([0, 1, 2, 1 << 40], [1, 4], "tokens[3]: expected an id"),
      ([0, 1, 2], [1, 3], "expected 4 tokens per sequence"), ([0, 1, 2, 3], [4], "int64 of shape"),
    ]
    for (ids, shape, part) in cases {
      let batch = SafeTensors(tensors: [
        Tensor(name: "tokens", shape: shape, values: .integer(ids)),
        Tensor(name: "targets", shape: shape, values: .integer(ids.map { _ in 0 })),
      ])
      try Data(batch.bytes).write(to: folder.appending(path: "b"))
      let result = try RunProgram.run([
        "evaluate", "--weights", weights, "--batch", path("b"), "--save", path("o"),
      ])
      #expect(result.code == 1 && result.errors.contains(part), "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: path("o")))
    }
  }
}
