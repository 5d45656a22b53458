import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that is there whole or not at all.
///
/// The bytes go to a temporary file in the same folder, are flushed to the disk, and then take
/// the name in one step. Whatever stood there before stays until that step, and the temporary file
/// goes with every failure and every signal that can be caught.
struct FileOutput {
  /// A file that the same command reads, or writes.
  struct Neighbor: Hashable, Sendable {
    var flag: String
    /// `-` is standard input.
    var path: String
    var isWritten = false

    /// Refuses to write to that same file.
    func refuse(_ asked: String, for label: String) throws(Failure) {
      var (own, target) = (stat(), stat())
      guard unsafe stat(asked, &target) == 0,
        unsafe path == "-" ? fstat(STDIN_FILENO, &own) == 0 : stat(path, &own) == 0,
        own.st_dev == target.st_dev, own.st_ino == target.st_ino
      else { return }
      throw .usage(
        "\(label): expected another file than \(flag) \(isWritten ? "writes" : "reads"), found "
          + "\(Printable.quoted(asked)); choose another name")
    }
  }

  private let path: String
  /// The flag or command that names it.
  private let label: String

  /// Checks early that the file can be written: by creating and removing the temporary one.
  ///
  /// - Throws: The reason: a name that is empty or too long, a folder that is missing or closed,
  ///   something there that is no regular file, or one of `neighbors`, which would be lost.
  init(
    _ asked: String, for label: String = "--save", sparing neighbors: [Neighbor]
  ) throws(Failure) {
    guard !asked.isEmpty else { throw .usage("\(label): expected a file, found an empty name") }
    guard asked != "-" else {
      throw .usage(
        "\(label): expected a file, found -; standard output cannot be there whole or not at all; "
          + "a file of that name is ./-")
    }
    self.label = label
    path = try Self.resolved(asked, expecting: "a file to write")
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      if status.st_mode & S_IFMT != S_IFREG {
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        throw .file(asked, "expected a file to write, found a \(isFolder ? "directory" : "device")")
      }
      for neighbor in neighbors { try neighbor.refuse(path, for: label) }
      try refuseForeign(status, asked)
    } else if errno != ENOENT {
      throw .file(asked, "cannot write: \(System.lastError)")
    }
    let (descriptor, leftover) = try create()
    close(descriptor)
    leftover.remove()
  }

  /// Writes what `body` hands out, in pieces.
  func write(
    _ body: ((_ piece: ArraySlice<UInt8>) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let (descriptor, leftover) = try create()
    do throws(Failure) {
      do throws(Failure) {
        try body { (piece) throws(Failure) in
          try Output.write(piece, to: descriptor) { Printable.quoted(path) }
        }
      } catch {
        close(descriptor)
        throw error
      }
      try finish(descriptor, leftover)
    } catch {
      leftover.remove()
      throw error
    }
  }

  /// The temporary file: a short name, so that any legal name can be saved to.
  private func create() throws(Failure) -> (descriptor: Int32, TemporaryFile) {
    var attempt = 0
    while true {
      let temporary = temporary(attempt)
      let leftover = TemporaryFile(temporary)
      let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, leftover) }
      let (code, reason) = (errno, System.lastError)
      leftover.forget()
      // Being written by another thread, or left by a program of this number that was killed.
      if code == EEXIST, attempt < 100 {
        attempt += 1
        continue
      }
      throw .file(path, "cannot write into \(Printable.quoted(folder)): \(reason)")
    }
  }

  /// Flushes, closes and renames; `descriptor` is closed in any case.
  private func finish(_ descriptor: Int32, _ leftover: TemporaryFile) throws(Failure) {
    var status = stat()
    // An existing file keeps its permissions.
    if unsafe stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    let isFlushed = fsync(descriptor) == 0
    let reason = System.lastError
    let isClosed = close(descriptor) == 0
    guard isFlushed, isClosed else {
      throw .file(path, "cannot write: \(isFlushed ? System.lastError : reason)")
    }
    guard leftover.rename(to: path) else {
      throw .file(path, "cannot write: \(System.lastError)")
    }
    // The name is on the disk once its folder is.
    let folder = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}

extension FileOutput {
  private func temporary(_ attempt: Int) -> String {
    "\(folder)/.residual-tui.\(getpid())\(attempt == 0 ? "" : "-\(attempt)").part"
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// In a sticky folder such as /tmp only its owner may replace a file.
  private func refuseForeign(_ target: stat, _ asked: String) throws(Failure) {
    var status = stat()
    let user = geteuid()
    guard unsafe stat(folder, &status) == 0, status.st_mode & S_ISVTX != 0, user != 0,
      user != target.st_uid, user != status.st_uid
    else { return }
    throw .file(asked, "cannot replace a file of another user; choose another name")
  }

  /// What is behind a symbolic link, so that the link stays one.
  static func resolved(_ path: String, expecting what: String) throws(Failure) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    var status = stat()
    if unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
      throw .file(path, "expected \(what), found a link that leads nowhere; remove it")
    }
    return path
  }
}
