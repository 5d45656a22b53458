import Testing

@testable import Engine

@Suite struct SafeTensorsTests {
  static let sample = SafeTensors(
    tensors: [
      Tensor(name: "a", shape: [3], values: .float([1.5, -0.25, Float(bitPattern: 1)])),
      Tensor(name: "汉\"\\\n", shape: [2, 2], values: .integer([1, -2, 3, .min])),
      Tensor(name: "scalar", shape: [], values: .float([.infinity])),
      Tensor(name: "empty", shape: [0, 3], values: .float([])),
    ], metadata: ["config": "layers=2", "alphabet": "\u{0}\u{1f600}\u{7f}é"])

  /// A file of this header, its length put before it, and data of zeros.
  static func file(_ header: String, data: Int = 0) -> [UInt8] {
    let json = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) } + json
      + Array(repeating: 0, count: data)
  }

  static func fault(_ bytes: [UInt8]) -> String? {
    do {
      _ = try SafeTensors(bytes: bytes.span)
      return nil
    } catch { return "\(error)" }
  }

  @Test func writtenFileReadsBackToTheSameBits() throws {
    let bytes = Self.sample.bytes
    let read = try SafeTensors(bytes: bytes.span)
    #expect(Set(read.tensors) == Set(Self.sample.tensors))
    #expect(read.metadata == Self.sample.metadata)
    #expect(read["scalar"]?.shape == [])
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(length.isMultiple(of: 8))
  }

  @Test func largeArraysAreWrittenInPieces() throws {
    let numbers = (0..<700_000).map(Float.init)
    let file = SafeTensors(tensors: [
      Tensor(name: "x", shape: [700, 1000], values: .float(numbers))
    ])
    var largest = 0
    file.write { largest = max(largest, $0.count) }
    #expect(largest < 1 << 21)
    #expect(try SafeTensors(bytes: file.bytes.span) == file)
  }

  /// Written by safetensors 0.8.0 (Python) from numpy 2.4.6 arrays: int64, float32, a scalar, an
  /// empty array and metadata.
  @Test func pythonsFileIsRead() throws {
    let header =
      #"{"__metadata__":{"k":"v\"\n汉"},"b":{"dtype":"I64","shape":[2,2],"data_offsets":[0,32]},"#
      + #""a":{"dtype":"F32","shape":[3],"data_offsets":[32,44]},"#
      + #""e":{"dtype":"F32","shape":[0,3],"data_offsets":[44,44]},"#
      + #""s":{"dtype":"F32","shape":[],"data_offsets":[44,48]}} "#
    let data =
      "0100000000000000feffffffffffffff03000000000000000000000000010000"
      + "0000c03f000080bea15300000000e040"
    let bytes = Self.file(header) + Self.bytes(hex: data)
    let read = try SafeTensors(bytes: bytes.span)
    #expect(read["b"]?.values == .integer([1, -2, 3, 1 << 40]))
    #expect(read["a"]?.values == .float([1.5, -0.25, Float(bitPattern: 0x53a1)]))
    #expect(read["e"]?.shape == [0, 3])
    #expect(read["s"] == Tensor(name: "s", shape: [], values: .float([7])))
    #expect(read.metadata == ["k": "v\"\n汉"])
  }

  static func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(16 * digits[$0] + digits[$0 + 1])
    }
  }

  @Test(arguments: [
    (#"[]"#, 0, "byte 8: expected a header that starts with '{'"),
    (#" {}"#, 0, "byte 8: expected a header that starts with '{'"),
    (#"{} x"#, 0, "byte 11: expected the end of the header, found 'x'"),
    (#"{"#, 0, "byte 9: expected '\"', found the end"),
    (#"{"a"}"#, 0, "byte 12: expected ':', found '}'"),
    (#"{"a":{}}"#, 0, "byte 9: tensor 'a': expected dtype, shape and two data_offsets"),
    (#"{"a":[]}"#, 0, "byte 13: expected '{', found '['"),
    (
      #"{"a":{"dtype":"I16","shape":[],"data_offsets":[0,2]}}"#, 2,
      "byte 22: tensor 'a': expected dtype F32, F16, BF16, F64 or I64, found 'I16'; convert it before saving"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4,
      "byte 37: expected a whole number, 0 or more, found '-'"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#, 4,
      "byte 38: expected a whole number, found a fraction or exponent"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#, 4, "byte 37: leading zero"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}"#, 4,
      "byte 37: number above 2^63"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#, 4,
      "byte 9: tensor 'a': shape [4294967296, 4294967296] is more than 2^63 bytes"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4,
      "byte 9: tensor 'a': expected 8 bytes for shape [2], found data_offsets [0, 4]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,0]}}"#, 0,
      "byte 9: tensor 'a': expected 0 bytes for shape [0], found data_offsets [4, 0]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 3,
      "byte 9: tensor 'a': expected data within 3 bytes, found an end at 4"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
      "byte 9: tensor 'a': expected data from byte 0 on, found 4, a gap"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4, "byte 62: tensor 'b': expected data from byte 4 on, found 0, an overlap"
    ),
    (#"{}"#, 3, "byte 10: 3 bytes that belong to no tensor"),
    (#"{"__metadata__":{"k":1}}"#, 0, "byte 29: expected '\"', found '1'"),
    (#"{"__metadata__":{"k":"a","k":"b"}}"#, 0, "byte 33: duplicate name 'k'"),
    (#"{"__metadata__":{},"__metadata__":{}}"#, 0, "byte 27: duplicate name '__metadata__'"),
    (#"{"\ud800":{}}"#, 0, "byte 10: half of a surrogate pair"),
    (#"{"\x":{}}"#, 0, "byte 11: unknown escape 'x'"),
    ("{\"\u{1}\":{}}", 0, "byte 10: control character inside a string"),
    (#"{"a":{"dtype":"F32","dtype":"F32"}}"#, 0, "found 'dtype'"),
    (#"{"a":{"dtype":"F32","x":[[[[[[[["#, 0, "found 'x'"),
  ])
  func malformedFilesAreRefusedAtTheirByte(header: String, data: Int, message: String) {
    let found = Self.fault(Self.file(header, data: data)) ?? "accepted"
    #expect(found.contains(message), "\(found)")
  }

  @Test func impossibleLengthsAreRefused() {
    #expect(
      Self.fault([]) == "byte 0: expected the header's length in 8 bytes, found the end of the file"
    )
    #expect(Self.fault([1, 0, 0, 0, 0, 0, 0, 0])?.contains("found 1") == true)
    let huge = Array(repeating: UInt8(0xff), count: 8) + Array("{}".utf8)
    #expect(Self.fault(huge)?.contains("found 18446744073709551615") == true)
    #expect(Self.fault([0, 0, 0, 0, 0, 0, 0, 0])?.contains("starts with '{'") == true)
  }

  @Test func invalidUTF8InNamesIsRefused() {
    var bytes = Self.file(#"{"aa":{}}"#)
    bytes[11] = 0xff
    #expect(Self.fault(bytes) == "byte 11: invalid UTF-8")
  }

  @Test func surrogatePairsAreJoined() throws {
    let bytes = Self.file(#"{"__metadata__":{"k":"\ud83d\ude00\/"}}"#)
    #expect(try SafeTensors(bytes: bytes.span).metadata == ["k": "\u{1f600}/"])
  }
}
