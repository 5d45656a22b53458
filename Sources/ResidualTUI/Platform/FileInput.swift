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
  /// Reads all of it, within half of the memory or the given limit.
  static func bytes(of path: String, limit: Int? = nil) throws(Failure) -> [UInt8] {
    let limit = limit ?? System.memory.limit / 2
    if path == "-" { return try read(STDIN_FILENO, path, limit) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.file(path, "cannot read: \(System.lastError)") }
    defer { close(descriptor) }
    return try read(descriptor, path, limit)
  }

  private static func read(
    _ descriptor: Int32, _ path: String, _ limit: Int
  ) throws(Failure) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Failure.file(path, "cannot read: \(System.lastError)")
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Failure.file(path, "expected a file, found a directory") }
    let size = kind == S_IFREG ? Int(status.st_size) : 0
    if size > limit { throw tooLarge(path, limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var piece = Array(repeating: UInt8(0), count: 1 << 18)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe readOnce(descriptor, buffer.baseAddress, buffer.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .file(path, "cannot read: \(System.lastError)")
      }
      bytes.append(contentsOf: piece[..<count])
      if bytes.count > limit { throw tooLarge(path, limit) }
    }
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
