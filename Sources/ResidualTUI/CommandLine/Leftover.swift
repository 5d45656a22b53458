import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The half-written file that must not outlive the program; at most one at a time.
enum Leftover {
  // The pointer belongs to whoever exchanges it for nil.
  nonisolated(unsafe) private static let path = unsafe Atomic<UnsafeMutablePointer<CChar>?>(nil)

  /// Names the file, before it is created.
  static func register(_ name: String) {
    forget()
    unsafe path.store(strdup(name), ordering: .sequentiallyConsistent)
  }

  /// It has become whole, or belongs to somebody else.
  static func forget() {
    unsafe free(path.exchange(nil, ordering: .sequentiallyConsistent))
  }

  /// Gives the file its real name; false, with `errno`, when that fails.
  static func rename(to target: String) -> Bool {
    guard let name = unsafe path.load(ordering: .sequentiallyConsistent),
      unsafe moveFile(name, target) == 0
    else { return false }
    forget()
    return true
  }

  /// Removes the file, if there is one; safe inside a signal handler.
  static func remove() {
    if let name = unsafe path.exchange(nil, ordering: .sequentiallyConsistent) {
      unsafe unlink(name)
    }
  }
}

private func moveFile(_ name: UnsafePointer<CChar>, _ target: String) -> Int32 {
  unsafe rename(name, target)
}
