import Engine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file that keeps which lessons were done: a line each, `vanishing right` or `vanishing wrong`.
enum LessonProgress {
  /// `residual-tui/lessons` in the folder that XDG gives to states; `nil` where there is none.
  static var path: String? {
    CrashLog.path(state: System.variable("XDG_STATE_HOME"), home: System.variable("HOME"))
      .map { $0.dropLast("crash.log".count) + "lessons" }
  }

  /// What was done before; a file that cannot be read is as if there were none.
  static func kept(at path: String? = path) -> [String: Bool] {
    guard let path, let bytes = try? FileInput.bytes(of: path, limit: 1 << 16) else {
      return [:]
    }
    return results(String(decoding: bytes, as: UTF8.self))
  }

  /// Reads such a text; what is not understood is passed over.
  static func results(_ text: String) -> [String: Bool] {
    var results: [String: Bool] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      guard words.count == 2, words[1] == "right" || words[1] == "wrong" else { continue }
      results[String(words[0])] = words[1] == "right"
    }
    return results
  }

  /// Adds results to those that are kept, another laboratory's among them, whole or not at all;
  /// where that fails the lessons go on without.
  static func keep(_ results: [String: Bool], at path: String? = path) {
    guard let path else { return }
    let folders = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in folders.indices.dropFirst() {
      _ = unsafe mkdir(folders[...count].joined(separator: "/"), 0o700)
    }
    let lines = kept(at: path).merging(results) { $1 }.sorted { $0.key < $1.key }.map {
      "\($0) \($1 ? "right" : "wrong")\n"
    }
    try? FileOutput(path, for: "lesson", sparing: []).write { (sink) throws(Failure) in
      try sink(Array(lines.joined().utf8)[...])
    }
  }
}
