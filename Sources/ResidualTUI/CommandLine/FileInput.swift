import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes of a file, mapped where possible, so that they need no memory of their own.
enum FileInput {
  /// Lends the bytes of a file, or of standard input for `-`, to `body`.
  ///
  /// A regular file is mapped; a pipe or device is read to its end, within half of the memory.
  static func withBytes<Value>(
    of path: String, _ body: (borrowing Span<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if path == "-" {
      return try body(readToEnd(STDIN_FILENO, path).span)
    }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, "cannot read: \(System.lastError)") }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw .file(path, "cannot read: \(System.lastError)")
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw .file(path, "expected a file, found a directory") }
    guard kind == S_IFREG, status.st_size > 0 else {
      return try body(readToEnd(descriptor, path).span)
    }
    return try withMapping(of: descriptor, count: Int(status.st_size), path, body)
  }

  private static func withMapping<Value>(
    of descriptor: Int32, count: Int, _ path: String,
    _ body: (borrowing Span<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      throw .file(path, "cannot map: \(System.lastError)")
    }
    defer { unsafe munmap(start, count) }
    unsafe madvise(start, count, Int32(MADV_SEQUENTIAL))
    // The mapping outlives `body`, which may only borrow it.
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
      .assumingMemoryBound(to: UInt8.self)
    return try body(unsafe bytes.span)
  }

  private static func readToEnd(_ descriptor: Int32, _ path: String) throws(Failure) -> [UInt8] {
    let limit = System.memoryBytes / 2
    var bytes: [UInt8] = []
    var piece = Array(repeating: UInt8(0), count: 1 << 16)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .file(path, "cannot read: \(System.lastError)")
      }
      bytes.append(contentsOf: piece[..<count])
      if bytes.count > limit {
        throw .file(path, "expected at most \(limit / 1_000_000) MB, half of the memory; use a file")
      }
    }
  }
}
