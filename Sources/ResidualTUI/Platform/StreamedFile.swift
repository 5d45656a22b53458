import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that grows line by line while somebody watches; never is a part of a line left in it.
///
/// A disk that refuses ends the file and not the laboratory; `close` tells.
struct StreamedFile: Hashable, Sendable {
  let path: String
  /// -1 once it is closed.
  private var descriptor: Int32
  /// Whether it is a file and no device.
  private let isFile: Bool
  /// The device it is on, and its number there.
  private let place: [UInt64]
  /// Bytes of whole lines.
  private(set) var size = 0
  /// Why no more is written.
  private(set) var failure: String?

  /// Whether lines still reach it.
  var isOpen: Bool { failure == nil && descriptor >= 0 }

  /// Creates the file, or takes an empty one.
  ///
  /// - Throws: The reason: a name that is `-` or empty, something there that is not an empty file, a
  ///   folder that is missing or closed.
  init(_ path: String, for flag: String, insteadOfOutput hint: String = "") throws(Failure) {
    guard !path.isEmpty, path != "-" else {
      throw .usage(
        "\(flag): expected a file, found \(path.isEmpty ? "an empty name" : "-"); the screen has "
          + "standard output\(hint)")
    }
    self.path = path
    // Without O_NONBLOCK a named pipe that nobody reads would keep the program waiting here.
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else { throw .file(path, "cannot write: \(System.lastError)") }
    var status = stat()
    isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    place = [UInt64(status.st_dev), UInt64(status.st_ino)]
    if let problem = Self.problem(with: descriptor) {
      Self.shut(descriptor)
      throw .file(path, problem)
    }
  }

  private static func problem(with descriptor: Int32) -> String? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return "cannot write: \(System.lastError)" }
    switch status.st_mode & S_IFMT {
    case S_IFREG where status.st_size == 0: return nil
    case S_IFREG:
      return "expected a new or empty file, found \(ByteCount.text(Int(status.st_size))); "
        + "choose another name"
    case S_IFCHR where isatty(descriptor) == 0: return nil
    default: return "expected a file, found something else"
    }
  }

  /// Adds a line, if none has failed so far.
  mutating func append(_ line: String) {
    guard isOpen else { return }
    let bytes = Array((line + "\n").utf8)
    do throws(Failure) {
      try Output.write(bytes[...], to: descriptor) { "'\(path)'" }
      size += bytes.count
    } catch {
      failure = error.message
      // Half a line is worse than none.
      if isFile { ftruncate(descriptor, off_t(size)) }
    }
  }

  /// Closes the file and returns what went wrong; an empty one is removed.
  mutating func close() -> String? {
    let isClosed = Self.shut(descriptor)
    if !isClosed, failure == nil { failure = "cannot write to '\(path)': \(System.lastError)" }
    descriptor = -1
    if isFile, size == 0 { unsafe unlink(path) }
    return failure
  }

  /// Whether both lead to one file.
  func isSame(as other: StreamedFile) -> Bool { isFile && other.isFile && place == other.place }

  /// Closes the file and leaves it as it is.
  mutating func abandon() {
    Self.shut(descriptor)
    descriptor = -1
  }

  @discardableResult private static func shut(_ descriptor: Int32) -> Bool {
    closeDescriptor(descriptor) == 0
  }
}

private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
