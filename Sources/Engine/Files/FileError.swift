/// A file that is not what it should be.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte offset of the fault, from 0.
  public var offset: Int
  /// What was expected and what was found.
  public var problem: String

  /// States a fault at a byte.
  public init(offset: Int, _ problem: String) {
    self.offset = offset
    self.problem = problem
  }

  /// `byte 8: expected an object, found '['`.
  public var description: String { "byte \(offset): \(problem)" }
}
