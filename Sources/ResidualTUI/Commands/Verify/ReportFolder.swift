import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A folder of files that is there whole or not at all.
///
/// The files go into a folder of another name beside it, which takes the name in one step.
struct ReportFolder {
  /// A file and the folder below the report that it lies in, if any.
  struct File: Hashable, Sendable {
    var folder: String?
    var name: String
    var text: String

    fileprivate var path: String { folder.map { "\($0)/\(name)" } ?? name }
  }

  private let path: String

  /// Checks early that the folder can be made.
  ///
  /// - Throws: When something other than an empty folder has the name, when that is the current one,
  ///   which would be another after it, or nothing can be made there.
  init(_ asked: String) throws(Failure) {
    guard !asked.isEmpty, asked != "/" else {
      throw .usage("--report: expected a folder to make, found \(Printable.quoted(asked))")
    }
    let named = asked.count > 1 && asked.hasSuffix("/") ? String(asked.dropLast()) : asked
    path = try FileOutput.resolved(named, expecting: "a folder to make")
    guard path != (try? FileOutput.resolved(".", expecting: "")) else {
      throw .usage("--report: expected a folder to make, found the current one; name another")
    }
    var status = stat()
    if unsafe stat(path, &status) == 0, !Self.isEmptyFolder(path) {
      throw .file(
        asked, "expected a folder that is not there yet or empty; choose another name for --report")
    }
    try make(temporary)
    unsafe rmdir(temporary)
  }

  /// Writes all files.
  func write(_ files: [File]) throws(Failure) {
    try make(temporary)
    do throws(Failure) {
      for folder in Set(files.compactMap(\.folder)) { try make("\(temporary)/\(folder)") }
      for file in files { try write(file) }
      guard unsafe rename(temporary, path) == 0 else {
        throw Failure.file(path, "cannot write: \(System.lastError)")
      }
    } catch {
      remove(files)
      throw error
    }
  }

  private var temporary: String {
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return "\(parent).residual-tui.\(getpid()).part"
  }

  private func make(_ folder: String) throws(Failure) {
    guard unsafe mkdir(folder, 0o777) == 0 else {
      throw .file(path, "cannot make \(Printable.quoted(folder)): \(System.lastError)")
    }
  }

  private func write(_ file: File) throws(Failure) {
    let name = "\(temporary)/\(file.path)"
    let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .file(path, "cannot write: \(System.lastError)") }
    defer { close(descriptor) }
    try Output.write(Array(file.text.utf8)[...], to: descriptor) { Printable.quoted(path) }
    guard fsync(descriptor) == 0 else { throw .file(path, "cannot write: \(System.lastError)") }
  }

  private func remove(_ files: [File]) {
    for file in files { unsafe unlink("\(temporary)/\(file.path)") }
    for folder in Set(files.compactMap(\.folder)) { unsafe rmdir("\(temporary)/\(folder)") }
    unsafe rmdir(temporary)
  }

  /// Only an empty one can be removed, or replaced.
  private static func isEmptyFolder(_ path: String) -> Bool {
    guard let folder = unsafe opendir(path) else { return false }
    defer { unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    // "." and "..".
    return count <= 2
  }
}
