/// A safetensors file: named arrays and a few words about them.
///
/// The layout is eight bytes N, little-endian; N bytes of JSON that name each array's `dtype`,
/// `shape` and `data_offsets`; then the arrays, little-endian, without gaps.
public struct SafeTensors: Hashable, Sendable {
  /// The longest header that is read: that of the largest model has 2 MB, with its optimizer.
  public static let headerLimit = 16_000_000

  /// The arrays, in the order of the file's data.
  public var tensors: [Tensor]
  /// `__metadata__`.
  public var metadata: [String: String]

  /// Collects arrays for a file.
  public init(tensors: [Tensor], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The array of a name.
  public subscript(name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// Reads a whole file.
  ///
  /// - Throws: What is wrong and the byte where: nothing that the format forbids is accepted, and
  ///   of the arrays that are wanted only F32, F16, BF16 and F64, which become Floats, and I64.
  /// - Complexity: O(bytes); allocates the arrays and, while it reads, the header.
  public init(
    bytes: borrowing Span<UInt8>, isWanted: @escaping (_ name: String) -> Bool = { _ in true }
  ) throws(FileError) {
    let dataStart = try Self.headerEnd(bytes)
    var header: [UInt8] = []
    header.reserveCapacity(dataStart - 8)
    for index in 8..<dataStart { header.append(bytes[index]) }
    var reader = SafeTensorsHeader(header, isWanted: isWanted)
    try reader.read()
    metadata = reader.metadata
    let entries = reader.entries.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
    try Self.check(entries, dataCount: bytes.count - dataStart, fileCount: bytes.count)
    tensors = []
    for entry in entries where isWanted(entry.name) {
      tensors.append(try entry.tensor(bytes, from: dataStart))
    }
  }

  /// Bytes at the start that tell whether the rest is worth reading.
  public static let headCount = 512

  /// Refuses a file by its first bytes, `headCount` or all of them; what it is instead is named.
  public static func checkHead(_ bytes: borrowing Span<UInt8>) throws(FileError) {
    guard bytes.count >= 8 else { return }
    let length = headerLength(bytes)
    let isPossible = length <= UInt64(headerLimit)
    if isPossible, bytes.count > 8, bytes[8] == UInt8(ascii: "{") { return }
    if let kind = FileKind(bytes), kind != .safeTensors {
      throw FileError(offset: 0, "expected a safetensors file, found \(kind.description)")
    }
    guard isPossible else {
      throw FileError(
        offset: 0, "expected a header of at most \(headerLimit) bytes, found \(length)")
    }
    if bytes.count > 8 {
      throw FileError(offset: 8, "expected a header that starts with '{'; no safetensors file")
    }
  }

  private static func headerLength(_ bytes: borrowing Span<UInt8>) -> UInt64 {
    var length: UInt64 = 0
    for index in 0..<8 { length |= UInt64(bytes[index]) << UInt64(8 * index) }
    return length
  }

  /// Where the data start, once the header's length is known to be possible.
  private static func headerEnd(_ bytes: borrowing Span<UInt8>) throws(FileError) -> Int {
    guard bytes.count >= 8 else {
      throw FileError(
        offset: bytes.count, "expected the header's length in 8 bytes, found the end of the file")
    }
    let length = headerLength(bytes)
    // The length first: 2^63 does not fit the comparison below.
    try checkHead(bytes)
    guard Int(length) <= bytes.count - 8 else {
      throw FileError(
        offset: 0,
        "expected a header of at most \(bytes.count - 8) bytes (the rest of the file), "
          + "found \(length)")
    }
    return 8 + Int(length)
  }

  /// Refuses overlaps, gaps, and data beyond or short of the file's end.
  private static func check(
    _ entries: [SafeTensorsHeader.Entry], dataCount: Int, fileCount: Int
  ) throws(FileError) {
    var end = 0
    for entry in entries {
      guard entry.begin == end else {
        let fault = entry.begin < end ? "an overlap" : "a gap"
        throw FileError(
          offset: entry.offset,
          "\(entry.label): expected data from byte \(end) on, found \(entry.begin), \(fault)")
      }
      guard entry.end <= dataCount else {
        throw FileError(
          offset: entry.offset,
          "\(entry.label): expected data within \(dataCount) bytes, found an end at \(entry.end)")
      }
      end = entry.end
    }
    if end < dataCount {
      throw FileError(
        offset: fileCount - (dataCount - end), "\(dataCount - end) bytes that belong to no tensor")
    }
  }
}
