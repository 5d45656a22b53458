import Testing

@testable import Engine

/// Files of other programs: read where they mean the same, else named for what they are.
@Suite struct ForeignFileTests {
  /// A file of one array from its header's members and its data.
  static func file(_ members: String, _ data: [UInt8]) -> [UInt8] {
    let header = Array("{\(members)}".utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
  }

  private func floats(_ type: String, _ data: [UInt8], count: Int) throws -> [Float] {
    let bytes = Self.file(
      #""a":{"dtype":"\#(type)","shape":[\#(count)],"data_offsets":[0,\#(data.count)]}"#, data)
    guard case .float(let values)? = try SafeTensors(bytes: bytes.span)["a"]?.values else {
      return []
    }
    return values
  }

  private func littleEndian<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
    numbers.flatMap { number in
      (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number(8 * $0)) }
    }
  }

  @Test func halvesAreWidenedExactly() throws {
    let halves: [UInt16] = [0x3c00, 0xc000, 0x7bff, 1, 0x8001, 0, 0x0400, 0x7c00, 0xfc00]
    let expected: [Float] = [
      1, -2, 65504, 0x1p-24, -0x1p-24, 0, 0x1p-14, .infinity, -.infinity,
    ]
    #expect(try floats("F16", littleEndian(halves), count: 9) == expected)
    #expect(try floats("F16", [0, 0x7e], count: 1)[0].isNaN)
    let brains: [UInt16] = [0x3f80, 0xc000, 0x7f80]
    #expect(try floats("BF16", littleEndian(brains), count: 3) == [1, -2, .infinity])
  }

  @Test func doublesAreNarrowedAndTooLargeOnesNamed() throws {
    let doubles = [1.5, -0.1, 0x1p-200]
    let bits = littleEndian(doubles.map(\.bitPattern))
    #expect(try floats("F64", bits, count: 3) == [1.5, -0.1, 0])
    let error = #expect(throws: FileError.self) {
      try floats("F64", littleEndian([1.0, 1e39].map(\.bitPattern)), count: 2)
    }
    #expect(error?.problem.contains("tensor 'a': number 1: expected one within") == true)
  }

  @Test func noMetadataIsNullToo() throws {
    let array = #""a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}"#
    let bytes = Self.file(#""__metadata__":null,"# + array, [0, 0, 0, 0])
    #expect(try SafeTensors(bytes: bytes.span).metadata.isEmpty)
    let wrong = Self.file(#""__metadata__":nulk,"# + array, [0, 0, 0, 0])
    #expect(throws: FileError.self) { try SafeTensors(bytes: wrong.span) }
  }

  @Test(arguments: ["I32", "BOOL", "F8_E4M3", "C64", "X7"])
  func arraysThatNobodyWantsMayBeOfAnyType(type: String) throws {
    let bytes = Self.file(
      #""b":{"dtype":"\#(type)","shape":[1],"data_offsets":[0,\#(ElementType(rawValue: type)?.size ?? 3)]},"#
        + #""a":{"dtype":"F32","shape":[],"data_offsets":[\#(ElementType(rawValue: type)?.size ?? 3),"#
        + #"\#((ElementType(rawValue: type)?.size ?? 3) + 4)]}"#,
      Array(repeating: 0, count: (ElementType(rawValue: type)?.size ?? 3) + 4))
    let file = try SafeTensors(bytes: bytes.span) { $0 == "a" }
    #expect(file.tensors.map(\.name) == ["a"])
    let error = #expect(throws: FileError.self) { try SafeTensors(bytes: bytes.span) }
    #expect(error?.problem.contains("found '\(type)'") == true)
  }

  @Test func namesAreComparedByTheirScalars() throws {
    // Canonically the same, but two names.
    let bytes = Self.file(
      #""\u00e9":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"#
        + #""e\u0301":{"dtype":"F32","shape":[],"data_offsets":[4,8]}"#,
      Array(repeating: 0, count: 8))
    #expect(try SafeTensors(bytes: bytes.span).tensors.count == 2)
  }

  @Test(arguments: [
    ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", "git lfs pull"),
    ("<!DOCTYPE html>\n<html>", "an HTML page"), ("\n <html lang=en>", "an HTML page"),
    ("PK\u{3}\u{4}00000000000000000000000000archive/data.pkl", "PyTorch"),
    ("PK\u{3}\u{4}00000000000000000000000000embedding.npy", "NumPy"),
    ("PK\u{3}\u{4}00000000000000000000000000a.txt", "unzip"), ("GGUF\u{3}\0\0\0\0", "a GGUF file"),
    ("%PDF-1.7 ........", "a PDF"), ("BZh91AY&SY", "bunzip2"),
  ])
  func otherFilesAreNamed(start: String, part: String) {
    checkNamed(Array(start.utf8), part)
  }

  @Test(arguments: [
    ([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0], "gunzip"),
    ([0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9], "pickle"),
    ([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 0x76], "NumPy"),
    ([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0], "h5py"),
  ])
  func otherBinaryFilesAreNamed(start: [UInt8], part: String) { checkNamed(start, part) }

  private func checkNamed(_ bytes: [UInt8], _ part: String) {
    let error = #expect(throws: FileError.self) { try SafeTensors(bytes: bytes.span) }
    #expect(error?.problem.contains(part) == true, "\(error?.problem ?? "")")
    #expect((error?.problem.utf8.count ?? 400) < 400)
  }

  @Test func pytorchNamesBecomeTheProgramsOwn() throws {
    let packed = Tensor(
      name: "module._orig_mod.encoder.layers.3.self_attn.in_proj_weight", shape: [6, 2],
      values: .float((0..<12).map(Float.init)))
    let norm = Tensor(name: "model.layers.3.norm1.weight", shape: [2], values: .float([1, 2]))
    let file = try SafeTensors(tensors: [packed, norm]).renamed()
    #expect(file["layers.3.attention.key.weight"]?.values == .float([4, 5, 6, 7]))
    #expect(file["layers.3.attention.key.weight"]?.shape == [2, 2])
    #expect(file["layers.3.attention.value.weight"]?.values == .float([8, 9, 10, 11]))
    #expect(file["layers.3.attention.norm_in.gain"] != nil)
    #expect(file["layers.3.attention.norm_add.gain"] != nil)
    let own = SafeTensorsTests.sample
    #expect(try own.renamed() == own)
    let twice = SafeTensors(tensors: [
      Tensor(name: "module.head.bias", shape: [1], values: .float([0])),
      Tensor(name: "head.bias", shape: [1], values: .float([0])),
    ])
    #expect(throws: FileError.self) { try twice.renamed() }
  }

  @Test func messagesStayShortWhateverTheNames() {
    let accents = "a" + String(repeating: "\u{301}", count: 100_000)
    let names = [
      accents, String(repeating: "\u{1b}", count: 500), String(repeating: "差", count: 500),
    ]
    for name in names {
      #expect(Printable.quoted(name).utf8.count < 130)
      #expect(Printable.quoted(name).unicodeScalars.count <= 62)
    }
    #expect(Printable.quoted(accents) == "'a\u{301}\u{301}…'")
    let line = #expect(throws: ConfigurationError.self) {
      try Configuration(line: String(repeating: "a", count: 100_000) + #"=\x"#)
    }
    #expect((line?.description.utf8.count ?? 400) < 400)
  }

  /// A header at its limit is read or refused in linear time: ten times as many names take about ten
  /// times as long, and the suite would stand still for minutes otherwise.
  @Test func aHeaderAtItsLimitIsRead() throws {
    let names = (0..<100_000).map {
      "\"\\u0065\\u0301\($0)\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}"
    }
    let bytes = Self.file(names.joined(separator: ","), [])
    #expect(try SafeTensors(bytes: bytes.span).tensors.count == 100_000)
    let long = Self.file(String(repeating: " ", count: SafeTensors.headerLimit), [])
    let error = #expect(throws: FileError.self) { try SafeTensors(bytes: long.span) }
    #expect(error?.problem.contains("at most 16000000 bytes") == true)
  }
}
