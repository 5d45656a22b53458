import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The half-written file that must not outlive the program; at most one at a time.
enum Leftover {
  /// Address of the name's C string, 0 for none; the string belongs to whoever exchanges it for 0.
  private static let path = Atomic<UInt>(0)

  /// Names the file, before it is created.
  static func register(_ name: String) {
    forget()
    path.store(UInt(bitPattern: unsafe strdup(name)), ordering: .sequentiallyConsistent)
  }

  /// It has become whole, or belongs to somebody else.
  static func forget() {
    unsafe free(take())
  }

  /// Gives the file its real name; false, with `errno`, when that fails.
  static func rename(to target: String) -> Bool {
    guard let name = unsafe name(at: path.load(ordering: .sequentiallyConsistent)),
      unsafe moveFile(name, target) == 0
    else { return false }
    forget()
    return true
  }

  /// Removes the file, if there is one; safe inside a signal handler.
  static func remove() {
    if let name = unsafe take() { unsafe unlink(name) }
  }

  private static func take() -> UnsafeMutablePointer<CChar>? {
    unsafe name(at: path.exchange(0, ordering: .sequentiallyConsistent))
  }

  private static func name(at address: UInt) -> UnsafeMutablePointer<CChar>? {
    unsafe UnsafeMutablePointer(bitPattern: address)
  }
}

private func moveFile(_ name: UnsafePointer<CChar>, _ target: String) -> Int32 {
  unsafe rename(name, target)
}
