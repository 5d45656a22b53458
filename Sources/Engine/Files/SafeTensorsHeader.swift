/// Reads the JSON at the start of a safetensors file.
struct SafeTensorsHeader {
  /// The description of one array.
  struct Entry {
    let name: String
    /// Where its description starts in the file, for error lines.
    let offset: Int
    let isInteger: Bool
    let shape: [Int]
    let begin: Int
    let end: Int

    var label: String { "tensor \(Printable.quoted(name))" }

    /// The array's numbers, whose bounds have been checked.
    func tensor(_ bytes: borrowing Span<UInt8>, from dataStart: Int) -> Tensor {
      let start = dataStart + begin
      var values: Tensor.Values
      if isInteger {
        var numbers: [Int64] = []
        numbers.reserveCapacity((end - begin) / 8)
        for index in 0..<(end - begin) / 8 {
          let low = UInt64(Self.word(bytes, start + 8 * index))
          let high = UInt64(Self.word(bytes, start + 8 * index + 4))
          numbers.append(Int64(bitPattern: high << 32 | low))
        }
        values = .integer(numbers)
      } else {
        var numbers: [Float] = []
        numbers.reserveCapacity((end - begin) / 4)
        for index in 0..<(end - begin) / 4 {
          numbers.append(Float(bitPattern: Self.word(bytes, start + 4 * index)))
        }
        values = .float(numbers)
      }
      return Tensor(name: name, shape: shape, values: values)
    }

    @inline(__always)
    private static func word(_ bytes: borrowing Span<UInt8>, _ index: Int) -> UInt32 {
      UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
        | UInt32(bytes[index + 3]) << 24
    }
  }

  /// The most dimensions that an array may have.
  static let dimensionLimit = 32

  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]
  private var reader: JSONReader
  private let startsWithBrace: Bool

  init(_ bytes: [UInt8]) {
    reader = JSONReader(bytes, base: 8)
    startsWithBrace = bytes.first == UInt8(ascii: "{")
  }

  /// Reads all of it.
  mutating func read() throws(FileError) {
    // The format demands the brace at once, without white space.
    guard startsWithBrace else { throw reader.error("expected a header that starts with '{'") }
    try reader.expect("{")
    var names: Set<String> = []
    while try reader.hasMember(after: names.count, close: "}") {
      _ = reader.peek()
      let start = reader.offset
      let name = try reader.string()
      guard names.insert(name).inserted else {
        throw reader.error("duplicate name \(Printable.quoted(name))", at: start)
      }
      try reader.expect(":")
      if name == "__metadata__" { try readMetadata() } else { try readEntry(name, start) }
    }
    try reader.expectEnd()
  }

  private mutating func readMetadata() throws(FileError) {
    try reader.expect("{")
    while try reader.hasMember(after: metadata.count, close: "}") {
      _ = reader.peek()
      let start = reader.offset
      let key = try reader.string()
      try reader.expect(":")
      let value = try reader.string()
      guard metadata.updateValue(value, forKey: key) == nil else {
        throw reader.error("duplicate name \(Printable.quoted(key))", at: start)
      }
    }
  }

  /// `{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}`, in any order.
  private mutating func readEntry(_ name: String, _ start: Int) throws(FileError) {
    var isInteger: Bool?
    var shape: [Int]?
    var offsets: [Int]?
    var count = 0
    try reader.expect("{")
    while try reader.hasMember(after: count, close: "}") {
      _ = reader.peek()
      let place = reader.offset
      let key = try reader.string()
      try reader.expect(":")
      switch key {
      case "dtype" where isInteger == nil: isInteger = try dtypeIsInteger(name)
      case "shape" where shape == nil: shape = try integers(limit: Self.dimensionLimit)
      case "data_offsets" where offsets == nil: offsets = try integers(limit: 2)
      default:
        throw reader.error(
          "expected dtype, shape and data_offsets once each, found \(Printable.quoted(key))",
          at: place)
      }
      count += 1
    }
    guard let isInteger, let shape, let offsets, offsets.count == 2 else {
      throw reader.error(
        "tensor \(Printable.quoted(name)): expected dtype, shape and two data_offsets", at: start)
    }
    let entry = Entry(
      name: name, offset: start, isInteger: isInteger, shape: shape, begin: offsets[0],
      end: offsets[1])
    try check(entry)
    entries.append(entry)
  }

  private mutating func dtypeIsInteger(_ name: String) throws(FileError) -> Bool {
    _ = reader.peek()
    let place = reader.offset
    let dtype = try reader.string()
    if dtype == "F32" || dtype == "I64" { return dtype == "I64" }
    throw reader.error(
      "tensor \(Printable.quoted(name)): expected dtype F32 or I64, found "
        + "\(Printable.quoted(dtype)); convert it before saving",
      at: place)
  }

  private mutating func integers(limit: Int) throws(FileError) -> [Int] {
    try reader.expect("[")
    var values: [Int] = []
    while try reader.hasMember(after: values.count, close: "]") {
      _ = reader.peek()
      if values.count == limit { throw reader.error("expected at most \(limit) numbers") }
      values.append(try reader.integer())
    }
    return values
  }

  /// Whether shape and offsets speak of the same number of bytes.
  private func check(_ entry: Entry) throws(FileError) {
    var size = entry.isInteger ? 8 : 4
    for dimension in entry.shape {
      let (product, overflows) = size.multipliedReportingOverflow(by: dimension)
      if overflows {
        throw reader.error(
          "\(entry.label): shape \(entry.shape) is more than 2^63 bytes", at: entry.offset)
      }
      size = product
    }
    guard entry.end >= entry.begin, entry.end - entry.begin == size else {
      throw reader.error(
        "\(entry.label): expected \(size) bytes for shape \(entry.shape), found data_offsets "
          + "[\(entry.begin), \(entry.end)]",
        at: entry.offset)
    }
  }
}
