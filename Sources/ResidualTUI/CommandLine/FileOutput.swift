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
  /// A file that the same command reads.
  struct Input: Hashable, Sendable {
    var flag: String
    /// `-` is standard input.
    var path: String
  }

  private let path: String
  /// The flag or command that names it.
  private let label: String

  /// Checks early that the file can be written: by creating and removing the temporary one.
  ///
  /// - Throws: The reason: a name that is empty or too long, a folder that is missing or closed,
  ///   something there that is no regular file, or one of `inputs`, which would be lost.
  init(_ asked: String, for label: String = "--save", sparing inputs: [Input]) throws(Failure) {
    guard !asked.isEmpty else { throw .usage("\(label): expected a file, found an empty name") }
    guard asked != "-" else {
      throw .usage(
        "\(label): expected a file, found -; standard output cannot be there whole or not at all; "
          + "a file of that name is ./-")
    }
    self.label = label
    path = try Self.resolved(asked)
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      if status.st_mode & S_IFMT != S_IFREG {
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        throw .file(asked, "expected a file to write, found a \(isFolder ? "directory" : "device")")
      }
      for input in inputs where Self.isSame(input, status) {
        throw .usage(
          "\(label): expected another file than \(input.flag) reads, found "
            + "\(Printable.quoted(asked)); choose another name")
      }
      try refuseForeign(status, asked)
    } else if errno != ENOENT {
      throw .file(asked, "cannot write: \(System.lastError)")
    }
    close(try create())
    Leftover.remove()
  }

  /// Writes what `body` hands out, in pieces.
  func write(
    _ body: ((_ piece: ArraySlice<UInt8>) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let descriptor = try create()
    do {
      try body { (piece) throws(Failure) in
        try Output.write(piece, to: descriptor) { Printable.quoted(path) }
      }
      try finish(descriptor)
    } catch {
      Leftover.remove()
      throw error
    }
  }

  /// The temporary file: a short name, so that any legal name can be saved to.
  private func create() throws(Failure) -> Int32 {
    var attempt = 0
    while true {
      let temporary = temporary(attempt)
      Leftover.register(temporary)
      let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return descriptor }
      let (code, reason) = (errno, System.lastError)
      Leftover.forget()
      // Left by a program of the same number that was killed.
      if code == EEXIST, attempt < 100 {
        attempt += 1
        continue
      }
      throw .file(path, "cannot write into \(Printable.quoted(folder)): \(reason)")
    }
  }

  /// Flushes, closes and renames; `descriptor` is closed in any case by the end of the program.
  private func finish(_ descriptor: Int32) throws(Failure) {
    var status = stat()
    // An existing file keeps its permissions.
    if unsafe stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    let isFlushed = fsync(descriptor) == 0
    let reason = System.lastError
    let isClosed = close(descriptor) == 0
    guard isFlushed, isClosed else {
      throw .file(path, "cannot write: \(isFlushed ? System.lastError : reason)")
    }
    guard Leftover.rename(to: path) else {
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

  private static func isSame(_ input: Input, _ target: stat) -> Bool {
    var status = stat()
    let result =
      unsafe input.path == "-"
      ? fstat(STDIN_FILENO, &status) : stat(input.path, &status)
    return result == 0 && status.st_dev == target.st_dev && status.st_ino == target.st_ino
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

  /// The file behind a symbolic link, so that the link stays one.
  private static func resolved(_ path: String) throws(Failure) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    var status = stat()
    if unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
      throw .file(path, "expected a file to write, found a link that leads nowhere; remove it")
    }
    return path
  }
}
