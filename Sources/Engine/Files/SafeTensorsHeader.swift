/// Reads the JSON at the start of a safetensors file.
struct SafeTensorsHeader {
  /// The description of one array.
  struct Entry {
    let name: String
    /// Where its description starts in the file, for error lines.
    let offset: Int
    /// `nil` for one that this program does not know, in an array that is passed over.
    let type: ElementType?
    let shape: [Int]
    let begin: Int
    let end: Int

    var label: String { "tensor \(Printable.quoted(name))" }

    /// The array's numbers, whose bounds have been checked; halves are widened, doubles narrowed.
    ///
    /// - Throws: The first finite double that no Float holds.
    func tensor(_ bytes: borrowing Span<UInt8>, from dataStart: Int) throws(FileError) -> Tensor {
      let start = dataStart + begin
      let size = type?.size ?? 1
      let count = (end - begin) / size
      if type == .i64 {
        var numbers: [Int64] = []
        numbers.reserveCapacity(count)
        for index in 0..<count {
          numbers.append(Int64(bitPattern: Self.bits(bytes, start + 8 * index, 8)))
        }
        return Tensor(name: name, shape: shape, values: .integer(numbers))
      }
      var numbers: [Float] = []
      numbers.reserveCapacity(count)
      for index in 0..<count {
        let bits = Self.bits(bytes, start + size * index, size)
        switch type {
        case .f16: numbers.append(Float(half: UInt16(truncatingIfNeeded: bits)))
        case .bf16: numbers.append(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
        case .f64:
          let wide = Double(bitPattern: bits)
          guard !wide.isFinite || Float(wide).isFinite else {
            throw FileError(
              offset: start + size * index,
              "\(label): number \(index): expected one within the range of F32, found \(wide)")
          }
          numbers.append(Float(wide))
        case .f32, .i64, .i32, .i16, .i8, .u64, .u32, .u16, .u8, .bool, .c64, .f8e4m3, .f8e5m2, nil:
          numbers.append(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        }
      }
      return Tensor(name: name, shape: shape, values: .float(numbers))
    }

    @inline(__always)
    private static func bits(
      _ bytes: borrowing Span<UInt8>, _ start: Int, _ size: Int
    ) -> UInt64 {
      var bits: UInt64 = 0
      for place in 0..<size { bits |= UInt64(bytes[start + place]) << UInt64(8 * place) }
      return bits
    }
  }

  /// The most dimensions that an array may have.
  static let dimensionLimit = 32
  /// The longest name, in bytes; the program's own have 70 at most.
  static let nameLimit = 1024
  /// The most arrays; the largest model has 11,000 with its optimizer.
  static let entryLimit = 200_000
  /// The most words of metadata.
  static let metadataLimit = 10_000

  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]
  private var reader: JSONReader
  private let startsWithBrace: Bool

  /// Whether an array is read; the others only have to lie in their places.
  private let isWanted: (String) -> Bool

  init(_ bytes: [UInt8], isWanted: @escaping (String) -> Bool) {
    self.isWanted = isWanted
    reader = JSONReader(bytes, base: 8)
    startsWithBrace = bytes.first == UInt8(ascii: "{")
  }

  /// Reads all of it.
  mutating func read() throws(FileError) {
    // The format demands the brace at once, without white space.
    guard startsWithBrace else { throw reader.error("expected a header that starts with '{'") }
    try reader.expect("{")
    // Compared by bytes: canonical equality would take long, and names are no prose.
    var names: Set<[UInt8]> = []
    while try reader.hasMember(after: names.count, close: "}") {
      _ = reader.peek()
      let start = reader.offset
      let name = try reader.string(limit: Self.nameLimit)
      guard names.count <= Self.entryLimit else {
        throw reader.error("expected at most \(Self.entryLimit) tensors, found more", at: start)
      }
      guard names.insert(Array(name.utf8)).inserted else {
        throw reader.error("duplicate name \(Printable.quoted(name))", at: start)
      }
      try reader.expect(":")
      if name == "__metadata__" { try readMetadata() } else { try readEntry(name, start) }
    }
    try reader.expectEnd()
  }

  private mutating func readMetadata() throws(FileError) {
    if try reader.takeNull() { return }
    try reader.expect("{")
    var names: Set<[UInt8]> = []
    while try reader.hasMember(after: names.count, close: "}") {
      _ = reader.peek()
      let start = reader.offset
      let key = try reader.string(limit: Self.nameLimit)
      try reader.expect(":")
      let value = try reader.string()
      guard names.insert(Array(key.utf8)).inserted else {
        throw reader.error("duplicate name \(Printable.quoted(key))", at: start)
      }
      guard names.count <= Self.metadataLimit else {
        throw reader.error(
          "expected at most \(Self.metadataLimit) words in __metadata__", at: start)
      }
      metadata[key] = value
    }
  }

  /// `{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}`, in any order.
  private mutating func readEntry(_ name: String, _ start: Int) throws(FileError) {
    var type: ElementType??
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
      case "dtype" where type == nil: type = .some(try elementType(name))
      case "shape" where shape == nil: shape = try integers(limit: Self.dimensionLimit)
      case "data_offsets" where offsets == nil: offsets = try integers(limit: 2)
      default:
        throw reader.error(
          "expected dtype, shape and data_offsets once each, found \(Printable.quoted(key))",
          at: place)
      }
      count += 1
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw reader.error(
        "tensor \(Printable.quoted(name)): expected dtype, shape and two data_offsets", at: start)
    }
    let entry = Entry(
      name: name, offset: start, type: type, shape: shape, begin: offsets[0], end: offsets[1])
    try check(entry)
    entries.append(entry)
  }

  private mutating func elementType(_ name: String) throws(FileError) -> ElementType? {
    _ = reader.peek()
    let place = reader.offset
    let dtype = try reader.string(limit: Self.nameLimit)
    let type = ElementType(rawValue: dtype)
    if type?.isRead == true || !isWanted(name) { return type }
    throw reader.error(
      "tensor \(Printable.quoted(name)): expected dtype F32, F16, BF16, F64 or I64, found "
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
    guard let type = entry.type else {
      guard entry.end >= entry.begin else {
        throw reader.error(
          "\(entry.label): expected ascending data_offsets, found [\(entry.begin), \(entry.end)]",
          at: entry.offset)
      }
      return
    }
    var size = type.size
    for dimension in entry.shape {
      let (product, overflows) = size.multipliedReportingOverflow(by: dimension)
      if overflows {
        throw reader.error(
          "\(entry.label): shape \(Printable.shape(entry.shape)) is more than 2^63 bytes",
          at: entry.offset)
      }
      size = product
    }
    guard entry.end >= entry.begin, entry.end - entry.begin == size else {
      throw reader.error(
        "\(entry.label): expected \(size) bytes for shape \(Printable.shape(entry.shape)), found data_offsets "
          + "[\(entry.begin), \(entry.end)]",
        at: entry.offset)
    }
  }
}
