/// A configuration that cannot be run, or a line that does not say one.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line: what, where, expected, found, way out.
  public var description: String

  /// States the error in one line.
  public init(_ description: String) { self.description = description }
}
