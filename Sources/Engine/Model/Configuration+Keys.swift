extension Configuration {
  /// Sets one key from its text, as a flag, a `--config` line or a typed command gives it.
  ///
  /// `auto` is the default that follows from the other keys. Only the form is checked
  /// here; ranges and what fits together are `validated()`'s.
  ///
  /// - Throws: One line that names the flag, what was expected and what was found.
  public mutating func set(
    _ key: ConfigurationKey, to text: String
  ) throws(ConfigurationError) {
    // Rules say where they are wrong.
    if key == .wiring { return rules = try WiringRule.parse(rules: text) }
    if !key.setting.read(text, into: &self) { throw .unreadable(key, found: text) }
  }

  /// The text of one key, which `set` reads back; `nil` for the one of task and text not in use.
  public func text(of key: ConfigurationKey) -> String? { key.setting.text(self) }
}
