import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that is there whole or not at all.
///
/// The bytes go to a temporary file in the same folder, are flushed to the disk, and then take
/// the name in one step. Whatever stood there before stays until that step.
struct FileOutput {
  private let path: String

  /// Checks early that the file could be written, without touching it.
  ///
  /// - Throws: The reason: a folder that is missing or closed, or something there that is no
  ///   regular file.
  init(_ asked: String) throws(Failure) {
    path = Self.resolved(asked)
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .file(asked, "expected a file to write, found a \(isFolder ? "directory" : "device")")
    }
    guard unsafe access(folder, W_OK) == 0 else {
      throw .file(asked, "cannot write into \(Printable.quoted(folder)): \(System.lastError)")
    }
  }

  /// Writes what `body` hands out, in pieces.
  func write(
    _ body: ((_ piece: ArraySlice<UInt8>) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let temporary = "\(path).\(getpid()).part"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .file(temporary, "cannot create: \(System.lastError)")
    }
    do {
      try body { (piece) throws(Failure) in
        try Output.write(piece, to: descriptor) { Printable.quoted(path) }
      }
      try finish(descriptor, temporary)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
  }

  /// Flushes, closes and renames; `descriptor` is closed in any case by the end of the program.
  private func finish(_ descriptor: Int32, _ temporary: String) throws(Failure) {
    var status = stat()
    // An existing file keeps its permissions.
    if unsafe stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    let isFlushed = fsync(descriptor) == 0
    let reason = System.lastError
    let isClosed = close(descriptor) == 0
    guard isFlushed, isClosed else {
      throw .file(path, "cannot write: \(isFlushed ? System.lastError : reason)")
    }
    guard unsafe rename(temporary, path) == 0 else {
      throw .file(path, "cannot write: \(System.lastError)")
    }
    // The name is on the disk once its folder is.
    let folder = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The file behind a symbolic link, so that the link stays one.
  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
