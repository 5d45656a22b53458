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
    of path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
  ) throws -> Value {
    if path == "-" {
      return try unsafe readToEnd(STDIN_FILENO, path).withUnsafeBufferPointer(body)
    }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.file(path, "cannot read: \(System.lastError)") }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Failure.file(path, "cannot read: \(System.lastError)")
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Failure.file(path, "expected a file, found a directory") }
    guard kind == S_IFREG, status.st_size > 0 else {
      return try unsafe readToEnd(descriptor, path).withUnsafeBufferPointer(body)
    }
    let count = Int(status.st_size)
    let mapping = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start = unsafe mapping, unsafe start != MAP_FAILED else {
      throw Failure.file(path, "cannot map: \(System.lastError)")
    }
    // The mapping outlives `body`, which may only borrow it.
    defer { unsafe munmap(start, count) }
    unsafe madvise(start, count, Int32(MADV_SEQUENTIAL))
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
    return try unsafe body(bytes.assumingMemoryBound(to: UInt8.self))
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
        throw .file(
          path, "expected at most \(limit / 1_000_000) MB, half of the memory; use a file")
      }
    }
  }
}
