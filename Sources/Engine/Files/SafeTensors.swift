/// A safetensors file: named arrays and a few words about them.
///
/// The layout is eight bytes N, little-endian; N bytes of JSON that name each array's `dtype`,
/// `shape` and `data_offsets`; then the arrays, little-endian, without gaps.
public struct SafeTensors: Hashable, Sendable {
  /// The longest header that is read, as in the format's own library.
  public static let headerLimit = 100_000_000

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
  ///   of what it allows only F32 and I64.
  /// - Complexity: O(bytes); allocates the arrays and, while it reads, the header.
  public init(bytes: borrowing Span<UInt8>) throws(FileError) {
    let dataStart = try Self.headerEnd(bytes)
    var header: [UInt8] = []
    header.reserveCapacity(dataStart - 8)
    for index in 8..<dataStart { header.append(bytes[index]) }
    var reader = SafeTensorsHeader(header)
    try reader.read()
    metadata = reader.metadata
    let entries = reader.entries.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
    try Self.check(entries, dataCount: bytes.count - dataStart, fileCount: bytes.count)
    tensors = []
    for entry in entries { tensors.append(entry.tensor(bytes, from: dataStart)) }
  }

  /// Where the data start, once the header's length is known to be possible.
  private static func headerEnd(_ bytes: borrowing Span<UInt8>) throws(FileError) -> Int {
    guard bytes.count >= 8 else {
      throw FileError(
        offset: bytes.count, "expected the header's length in 8 bytes, found the end of the file")
    }
    var length: UInt64 = 0
    for index in 0..<8 { length |= UInt64(bytes[index]) << UInt64(8 * index) }
    guard length <= UInt64(headerLimit) else {
      throw FileError(
        offset: 0, "expected a header of at most \(headerLimit) bytes, found \(length)")
    }
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
