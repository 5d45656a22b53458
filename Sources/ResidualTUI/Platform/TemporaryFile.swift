import CTermGuard

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A half-written file that must not outlive the program.
///
/// From here until it is forgotten every signal that can be caught and ends the program removes it.
struct TemporaryFile {
  private let name: String
  private let place: Int32

  /// Names the file, before it is created.
  init(_ name: String) {
    self.name = name
    place = unsafe termguard_note_leftover(name)
  }

  /// It has become whole, or belongs to somebody else.
  func forget() { termguard_forget_leftover(place) }

  /// Gives the file its real name; false, with `errno`, when that fails.
  func rename(to target: String) -> Bool {
    guard moveFile(name, target) == 0 else { return false }
    forget()
    return true
  }

  /// Removes the file.
  func remove() {
    unsafe unlink(name)
    forget()
  }

  /// Removes all there are; safe inside a signal handler.
  static func removeAll() { termguard_remove_leftovers() }
}

private func moveFile(_ name: String, _ target: String) -> Int32 { unsafe rename(name, target) }
