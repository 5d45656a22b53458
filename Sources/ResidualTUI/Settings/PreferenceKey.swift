import Engine

/// What a file of preferences may set: flags by their names without dashes, each in its table.
struct PreferenceKey: Hashable, Sendable {
  /// The tables; `keys` holds actions instead of flags.
  enum Table: String, CaseIterable, Hashable, Sendable {
    case model, training, screen, keys
  }

  /// What values a flag takes.
  enum Kind: Hashable, Sendable {
    /// A number, or a word in its place, such as `"auto"`.
    case number
    case text
    /// `16` or `"16"`.
    case either
  }

  var name: String
  var table: Table
  var kind: Kind

  /// The variable of the environment that says it too: `RESIDUAL_TUI_` and its name in capitals.
  var variable: String {
    "RESIDUAL_TUI_" + String(name.map { $0 == "-" ? "_" : Character($0.uppercased()) })
  }

  /// All flags that a file may set, in the order in which `info` shows them.
  static let all: [PreferenceKey] =
    ConfigurationKey.allCases.map { key in
      PreferenceKey(
        name: key.rawValue, table: ofModel.contains(key) ? .model : .training,
        kind: numbers.contains(key) ? .number : .text)
    } + [
      PreferenceKey(name: "threads", table: .training, kind: .number),
      PreferenceKey(name: "isa", table: .training, kind: .text),
      PreferenceKey(name: "pace", table: .screen, kind: .number),
      PreferenceKey(name: "fps", table: .screen, kind: .number),
      PreferenceKey(name: "color", table: .screen, kind: .text),
      PreferenceKey(name: "color-depth", table: .screen, kind: .either),
      PreferenceKey(name: "glyphs", table: .screen, kind: .text),
      PreferenceKey(name: "theme", table: .screen, kind: .text),
      PreferenceKey(name: "language", table: .screen, kind: .text),
      PreferenceKey(name: "layout", table: .screen, kind: .text),
      PreferenceKey(name: "mouse", table: .screen, kind: .text),
      PreferenceKey(name: "history-memory", table: .screen, kind: .number),
      PreferenceKey(name: "accessible", table: .screen, kind: .text),
      PreferenceKey(name: "reduce-motion", table: .screen, kind: .text),
    ]

  private static let ofModel: Set<ConfigurationKey> = [
    .layers, .width, .heads, .ffn, .sequence, .vocabulary, .norm, .normKind, .residual, .wiring,
    .activation, .initialization, .initGain, .preset,
  ]

  private static let numbers: Set<ConfigurationKey> = [
    .layers, .width, .heads, .ffn, .sequence, .batch, .vocabulary, .residual, .learningRate,
    .warmup, .clip, .weightDecay, .initGain, .shards, .seed,
  ]

  /// The value of a flag of no model that nobody has set.
  var standard: String {
    switch name {
    case "pace": "20"
    case "fps": "30"
    case "mouse": "on"
    case "layout": "full"
    case "history-memory": "256"
    case "accessible", "reduce-motion": "off"
    default: "auto"
    }
  }

  /// The value as its flag would take it; what was expected otherwise.
  func text(of value: TOMLValue) -> Result<String, Mismatch> {
    switch (value, kind) {
    case (.number(let text), .number), (.number(let text), .either): .success(text)
    case (.string(let text), .text), (.string(let text), .either): .success(text)
    case (.string(let text), .number) where Double(text) == nil: .success(text)
    case (.string, .number): .failure(Mismatch(expected: "a number without quotes"))
    case (_, .number): .failure(Mismatch(expected: "a number"))
    case (_, .text), (_, .either): .failure(Mismatch(expected: "a text in quotes"))
    }
  }

  /// A value of another type than its key takes.
  struct Mismatch: Error, Hashable, Sendable {
    var expected: String
  }
}
