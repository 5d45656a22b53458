import TestSupport
import Testing

@testable import Engine

/// Damaged texts, lines and optimizer states: an answer for each, and a short one.
@Suite struct TextFuzzTests {
  @Test(arguments: SafeTensorsFuzzTests.seeds)
  func damagedTextsAreReadOrRefusedInOneLine(seed: UInt64) {
    let valid = Array(String(repeating: "残差连接 adds é.\n", count: 3).utf8)
    // A text's census takes 9 MB, so its kinds and encodings are tried by themselves.
    for index in 0..<4000 {
      var random = RandomStream(seed: seed, name: "text fuzz", index: index)
      let bytes = SafeTensorsFuzzTests.damaged(valid, &random)
      _ = FileKind(bytes.span)
      _ = TextEncoding(markOf: bytes.span)
      let encoding = TextEncoding(bytes.span, fault: random.below(bytes.count))
      let error = TextError.invalidUTF8(offset: index, encoding)
      #expect(error.description.utf8.count < 400)
    }
  }

  @Test(arguments: SafeTensorsFuzzTests.seeds)
  func damagedLinesAreReadOrRefusedInOneLine(seed: UInt64) {
    let valid = Array("--config “layers=3，norm=pre,wiring=2=post:0;3=pre,text=a\\, b”".utf8)
    for index in 0..<4000 {
      var random = RandomStream(seed: seed, name: "line fuzz", index: index)
      let bytes = SafeTensorsFuzzTests.damaged(valid, &random)
      do throws(ConfigurationError) {
        _ = try Configuration(line: String(decoding: bytes, as: UTF8.self)).validated()
      } catch { #expect(error.description.utf8.count < 400, "\(error)") }
    }
  }
}
