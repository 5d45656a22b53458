public import Foundation

/// Files of the repository that tests read.
public enum Repository {
  /// The repository's root, found from this file's own place.
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file below the root.
  public static func url(_ path: String) -> URL { root.appending(path: path) }

  /// The bytes of a file below the root.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  /// Names of the files in a folder below the root, sorted.
  public static func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path).sorted()
  }
}
