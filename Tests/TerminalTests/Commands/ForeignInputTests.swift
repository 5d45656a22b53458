import Engine
import Foundation
import TestSupport
import Testing

/// Files of other programs, given to the program.
@Suite final class ForeignInputTests {
  private let folder: URL

  init() throws { folder = try RunProgram.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let small = TrainCommandTests.small

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: folder.appending(path: name))
    return path(name)
  }

  private func tensors(_ path: String) throws -> SafeTensors {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return try SafeTensors(bytes: bytes.span)
  }

  private func losses(_ options: [String]) throws -> [Double?] {
    let result = try RunProgram.run(Self.small + ["--json"] + options)
    #expect(result.code == 0, "\(result.errors)")
    return try result.lines.filter { $0.contains(#""kind":"step""#) }
      .map { try TrainCommandTests.object($0)["loss"] as? Double }
  }

  @Test func trainingGoesOnAsOneRun() throws {
    let whole = try losses(["--steps", "8", "--warmup", "6"])
    #expect(whole.count == 8)
    _ = try losses(["--steps", "3", "--warmup", "6", "--save", path("w")])
    let rest = try losses([
      "--steps", "5", "--warmup", "6", "--weights", path("w"), "--save", path("v"),
    ])
    #expect(rest == Array(whole[3...]))
    #expect(try tensors(path("v")).metadata["residual-tui.steps"] == "8")
    let fresh = try losses(
      ["--steps", "5", "--warmup", "6", "--weights", path("w"), "--fresh-optimizer"])
    #expect(fresh != rest)
  }

  @Test func weightsAloneBeginAnewAndSaySo() throws {
    _ = try losses(["--steps", "1", "--save", path("w")])
    var file = try tensors(path("w"))
    file.tensors.removeAll { $0.name.hasPrefix("optimizer.") }
    let bare = try write("bare", file.bytes)
    let result = try RunProgram.run(Self.small + ["--steps", "1", "--weights", bare])
    #expect(
      result.errors
        == "residual-tui: the weights come without a state of adamw: moments, step and data begin anew\n"
    )
  }

  @Test func evaluateTakesForeignBatchesAndNamesABadWeight() throws {
    _ = try losses(["--steps", "1", "--save", path("w")])
    let header =
      #"{"mask":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]},"#
      + #""targets":{"dtype":"I64","shape":[1,4],"data_offsets":[4,36]},"#
      + #""tokens":{"dtype":"I64","shape":[1,4],"data_offsets":[36,68]}}"#
    let numbers: [Int64] = [-100, 1, 2, 3, 0, 1, 2, 3]
    let data = numbers.flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number >> Int64(8 * $0)) }
    }
    let size = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    let batch = try write("b", size + Array(header.utf8) + [1, 1, 1, 1] + data)
    let options = ["evaluate", "--weights", path("w"), "--batch", batch, "--save", path("o")]
    let result = try RunProgram.run(options)
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
    var file = try tensors(path("w"))
    for index in file.tensors.indices where file.tensors[index].name == "head.bias" {
      var values = Array(repeating: Float(0), count: 16)
      values[5] = .infinity
      file.tensors[index].values = .float(values)
    }
    _ = try write("w", file.bytes)
    for arguments in [options, Self.small + ["--steps", "1", "--weights", path("w")]] {
      let bad = try RunProgram.run(arguments)
      #expect(
        bad.code == 1 && bad.errors.contains("head.bias[5]: expected a finite number, found inf"))
      #expect(bad.errors.utf8.count < 400)
    }
  }

  @Test func theConversionOfATextWorksWhenCopied() throws {
    let text = String(repeating: "残差连接 adds.\n", count: 40)
    var utf16: [UInt8] = [0xff, 0xfe]
    for unit in text.utf16 { utf16 += [UInt8(unit & 0xff), UInt8(unit >> 8)] }
    let file = try write("a b.txt", utf16)
    let result = try RunProgram.run(Self.small + ["--steps", "1", "--text", file])
    #expect(result.code == 1)
    let command = "iconv -f UTF-16LE -t UTF-8 '\(file)' > utf8.txt"
    #expect(result.errors.hasSuffix("convert it with \(command)\n"), "\(result.errors)")
    let iconv = Process()
    iconv.executableURL = URL(filePath: "/bin/sh")
    iconv.arguments = ["-c", command]
    iconv.currentDirectoryURL = folder
    try iconv.run()
    iconv.waitUntilExit()
    #expect(iconv.terminationStatus == 0)
    let again = try RunProgram.run(Self.small + ["--steps", "1", "--text", path("utf8.txt")])
    #expect(again.code == 0, "\(again.errors)")
  }

  @Test func hugeFilesAreRefusedInOneLine() throws {
    let sparse = try write("sparse", [])
    try FileHandle(forWritingTo: URL(filePath: sparse)).truncate(atOffset: 1 << 30)
    for options in [["--weights", "/dev/zero"], ["--weights", sparse], ["--text", sparse]] {
      let result = try RunProgram.run(
        Self.small + ["--steps", "1"] + options, shell: #"ulimit -v 1000000; exec "$0" "$@""#)
      #expect(result.code == 1, "\(options)")
      #expect(result.errors.split(separator: "\n").count == 1 && result.errors.utf8.count < 400)
    }
  }
}
