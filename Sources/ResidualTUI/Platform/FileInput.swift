import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes of a file, or of standard input for `-`.
///
/// They are read, not mapped: a mapped file that another program cuts short kills whoever reads it.
enum FileInput {
  /// Looks at the first bytes and throws where the rest need not be read.
  typealias HeadCheck = (_ head: borrowing Span<UInt8>) throws(Failure) -> Void

  /// Reads all of it, within half of the memory or the given limit.
  ///
  /// `checkHead` sees the first `SafeTensors.headCount` bytes, or all of a shorter file, before
  /// anything else is read.
  static func bytes(
    of path: String, limit: Int? = nil, checkHead: HeadCheck = { (_) throws(Failure) in }
  ) throws(Failure) -> [UInt8] {
    let limit = limit ?? System.memory.limit / 2
    if path == "-" { return try read(STDIN_FILENO, path, limit, checkHead) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.file(path, "cannot read: \(System.lastError)") }
    defer { close(descriptor) }
    return try read(descriptor, path, limit, checkHead)
  }

  private static func read(
    _ descriptor: Int32, _ path: String, _ limit: Int, _ checkHead: HeadCheck
  ) throws(Failure) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Failure.file(path, "cannot read: \(System.lastError)")
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Failure.file(path, "expected a file, found a directory") }
    let size = kind == S_IFREG ? Int(status.st_size) : 0
    var bytes: [UInt8] = []
    var isHeadChecked = false
    var piece = Array(repeating: UInt8(0), count: 1 << 18)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe readOnce(descriptor, buffer.baseAddress, buffer.count)
      }
      if count == 0 {
        if !isHeadChecked { try checkHead(bytes.span) }
        return bytes
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .file(path, "cannot read: \(System.lastError)")
      }
      let room = bytes.count + count
      if isHeadChecked, room > bytes.capacity {
        let wanted = max(size, 2 * bytes.capacity)
        try checkRoom(for: wanted, path)
        bytes.reserveCapacity(wanted)
      }
      bytes.append(contentsOf: piece[..<count])
      if bytes.count > limit { throw tooLarge(path, limit) }
      if !isHeadChecked, bytes.count >= SafeTensors.headCount {
        try checkHead(bytes.span)
        isHeadChecked = true
        if size > limit { throw tooLarge(path, limit) }
      }
    }
  }

  /// Refuses what the system has no memory for, as under `ulimit -v`: an array that cannot be
  /// allocated ends the program.
  static func checkRoom(for count: Int, _ path: String) throws(Failure) {
    guard count > 1 << 20 else { return }
    let room = unsafe malloc(count)
    unsafe free(room)
    guard unsafe room == nil else { return }
    throw .file(
      path, "needs \(ByteCount.text(count)) of memory, which the system refuses; try a smaller file"
    )
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> Failure {
    .file(path, "expected at most \(ByteCount.text(limit)), found more")
  }
}

/// Reads as `read` does.
func readOnce(
  _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  unsafe read(descriptor, buffer, count)
}
