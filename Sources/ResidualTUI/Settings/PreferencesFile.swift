import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where preferences are looked for: `--config-file`, else RESIDUAL_TUI_CONFIG, else the folder that
/// XDG gives to configurations.
struct PreferencesFile: Hashable, Sendable {
  /// The environment variable that names another file.
  static let variable = "RESIDUAL_TUI_CONFIG"
  /// No file that a person writes is larger.
  static let byteLimit = 1 << 16

  /// `nil` when nobody has a home.
  var path: String?
  /// The flag or variable that names it, so that it must be there; `nil` where it is only usual.
  var namedBy: String?

  /// Decides from the flag and the environment.
  init(flag: String?, variable: (String) -> String? = System.variable) {
    if let flag {
      (path, namedBy) = (flag, "--config-file")
      return
    }
    if let named = variable(Self.variable) {
      (path, namedBy) = (named, Self.variable)
      return
    }
    // The XDG specification wants a relative path ignored.
    let folder = variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    path = (folder ?? variable("HOME").map { "\($0)/.config" }).map {
      "\($0)/residual-tui/config.toml"
    }
  }

  /// What the environment says, else the file.
  func read(variable: (String) -> String? = System.variable) throws(Failure) -> Preferences {
    var preferences = try readFile()
    preferences.take(variable)
    return preferences
  }

  private func readFile() throws(Failure) -> Preferences {
    guard let path else { return Preferences() }
    if let namedBy, path.isEmpty || path == "-" {
      throw .usage("\(namedBy): expected a file, found \(path.isEmpty ? "an empty name" : path)")
    }
    if namedBy == nil, unsafe access(path, F_OK) != 0 { return Preferences() }
    return try Preferences(FileInput.bytes(of: path, limit: Self.byteLimit), path: path)
  }
}
