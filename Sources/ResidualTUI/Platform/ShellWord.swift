import Engine

/// Text as a shell reads it back.
enum ShellWord {
  /// `--config LINE`, ready to be pasted behind the program's name.
  static func configFlag(_ configuration: Configuration) -> String {
    "--config \(quoted(configuration.line))"
  }

  /// The text itself when it needs no quotes, else in single quotes.
  static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
      default: "_-.,:=/+@%".utf8.contains(byte)
      }
    }
    if plain, !text.isEmpty { return text }
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'\(parts.joined(separator: #"'\''"#))'"
  }
}
