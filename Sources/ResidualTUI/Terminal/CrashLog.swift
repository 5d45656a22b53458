import Engine

/// The file that keeps the last words of a crash.
enum CrashLog {
  /// `residual-tui/crash.log` in the folder that XDG gives to states; `nil` when nobody has a home,
  /// or one whose name could not be shown as it is.
  static var path: String? {
    path(state: System.variable("XDG_STATE_HOME"), home: System.variable("HOME"))
  }

  /// The path under these values of XDG_STATE_HOME and HOME.
  static func path(state: String?, home: String?) -> String? {
    // The XDG specification wants a relative path ignored.
    let folders = [state, home.map { "\($0)/.local/state" }].compactMap(\.self)
    guard let folder = folders.first(where: { $0.hasPrefix("/") }) else { return nil }
    let path = "\(folder)/residual-tui/crash.log"
    return Printable.escaped(path) == path ? path : nil
  }
}
