/// A setting as a row of a table: what it is called, what it takes, where its value is kept, and what
/// is said of it.
///
/// Command line, environment, file of preferences, `:` line, `info`, manual and completions read it.
package struct Setting<Root>: Sendable {
  /// The long flag without its dashes, and the name everywhere else.
  package let name: String
  package let table: SettingTable
  package let effect: SettingEffect
  /// What stands for a value in the help: `n`, `rate`.
  package let valueName: String
  package let form: SettingForm
  /// What the command line says of it, its default included.
  package let help: String
  /// What the `:` line says of it.
  package let words: LocalizedText
  /// What a text or a value must be.
  package let expected: LocalizedText
  /// Values to offer behind `:`: all names, else those that make sense while the program runs.
  package let examples: [String]
  private let value: SettingValue<Root>

  package init(
    _ name: String, _ table: SettingTable, _ effect: SettingEffect, _ valueName: String,
    _ value: SettingValue<Root>, help: String, _ words: LocalizedText,
    expected: LocalizedText? = nil, examples: [String] = []
  ) {
    (self.name, self.table, self.effect, self.valueName) = (name, table, effect, valueName)
    (self.value, form) = (value, value.form)
    (self.help, self.words, self.expected) = (help, words, expected ?? form.expected)
    self.examples = examples.isEmpty ? form.names : examples
  }

  /// The value in a root, as `read` takes it; `nil` where another setting holds its place.
  package func text(_ root: Root) -> String? { value.text(root) }

  /// Takes a text over into a root; answers whether its form is right.
  package func read(_ text: String, into root: inout Root) -> Bool { value.read(&root, text) }

  /// Whether the value in a root is in its range.
  package func isValid(_ root: Root) -> Bool { value.isValid(root) }
}

/// The table of a file of preferences that a setting stands in.
package enum SettingTable: String, CaseIterable, Hashable, Sendable {
  case model, training, screen
  /// Actions and their keys instead of settings.
  case keys
}

/// What happens when a setting changes while a model trains.
package enum SettingEffect: Hashable, Sendable {
  /// The stack is wired differently; the weights stay.
  case rewires
  /// The next step uses the new number; the weights stay.
  case tunes
  /// Another model starts at step 0.
  case rebuilds
  /// No number of the run changes.
  case immediate
  /// It says how the program starts, and cannot change later.
  case atStart
}

/// What texts a setting takes.
package enum SettingForm: Hashable, Sendable {
  /// A whole number, or the word that stands for none.
  case count(ClosedRange<Int>, or: String?)
  case seed
  /// A finite number above 0, or the word.
  case positive(or: String?)
  /// A finite number that is not negative, or the word.
  case notNegative(or: String?)
  /// `on`, `off` or a finite number.
  case scale
  /// One of several names; the word that stands for none is the last of them.
  case choice([String], none: String?)
  /// Rules of wiring.
  case rules
  case path

  /// The names that it takes.
  package var names: [String] {
    switch self {
    case .count(_, let word), .positive(let word), .notNegative(let word): word.map { [$0] } ?? []
    case .choice(let names, _): names
    case .scale: ["on", "off"]
    case .seed, .rules, .path: []
    }
  }

  /// The text of a value that says nothing and is left out of a configuration's line.
  package var none: String? {
    switch self {
    case .count(_, let word), .positive(let word), .notNegative(let word): word
    case .choice(_, let word): word
    case .rules: ""
    case .seed, .scale, .path: nil
    }
  }

  /// Whether a value may begin with a minus, and stands without quotes in a file of preferences.
  package var isNumber: Bool {
    switch self {
    case .count, .seed, .positive, .notNegative, .scale: true
    case .choice, .rules, .path: false
    }
  }

  /// `on` or `off`.
  package static let toggle = Self.choice(["on", "off"], none: nil)

  /// What a text must look like.
  var expected: LocalizedText {
    switch self {
    case .count(let range, _):
      LocalizedText("a whole number, ", "整数 ") + .range(range.lowerBound, range.upperBound)
    case .seed: LocalizedText("a whole number, ", "整数 ") + .range(UInt64.min, UInt64.max)
    case .positive, .notNegative: LocalizedText("a finite number", "有限数")
    case .choice(let names, _): .oneOf(names)
    case .scale, .rules, .path: expectedRange
    }
  }

  /// What a value that looks right must be.
  var expectedRange: LocalizedText {
    switch self {
    case .count(let range, _): .range(range.lowerBound, range.upperBound)
    case .positive: LocalizedText("a finite number above 0", "大于 0 的有限数")
    case .notNegative: LocalizedText("a finite number, 0 or more", "不小于 0 的有限数")
    case .scale: LocalizedText("on, off or a finite skip scale", "on、off 或有限系数")
    case .rules: LocalizedText("rules such as 3-5=pre", "形如 3-5=pre 的规则")
    case .path:
      LocalizedText("a file or - for standard input", "文件，或 - 表示标准输入")
    case .seed, .choice: expected
    }
  }
}

/// Where a setting's value is kept, and how it is read and written.
package struct SettingValue<Root>: Sendable {
  package let form: SettingForm
  let text: @Sendable (Root) -> String?
  let read: @Sendable (inout Root, String) -> Bool
  let isValid: @Sendable (Root) -> Bool

  package init(
    _ form: SettingForm, text: @escaping @Sendable (Root) -> String?,
    read: @escaping @Sendable (inout Root, String) -> Bool,
    isValid: @escaping @Sendable (Root) -> Bool = { _ in true }
  ) {
    (self.form, self.text, self.read, self.isValid) = (form, text, read, isValid)
  }

  package typealias Path<Value> = any WritableKeyPath<Root, Value> & Sendable

  /// A value that must be there.
  private init<Value>(
    _ form: SettingForm, _ path: Path<Value>, text: @escaping @Sendable (Value) -> String,
    parse: @escaping @Sendable (String) -> Value?,
    isValid: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    self.init(
      form, text: { text($0[keyPath: path]) },
      read: { root, text in
        guard let value = parse(text) else { return false }
        root[keyPath: path] = value
        return true
      },
      isValid: { isValid($0[keyPath: path]) })
  }

  /// A value in whose place a word may stand.
  private init<Value>(
    _ form: SettingForm, _ path: Path<Value?>, or none: String,
    text: @escaping @Sendable (Value) -> String, parse: @escaping @Sendable (String) -> Value?,
    isValid: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    self.init(
      form, text: { $0[keyPath: path].map(text) ?? none },
      read: { root, text in
        let value = parse(text)
        guard text == none || value != nil else { return false }
        root[keyPath: path] = text == none ? nil : value
        return true
      },
      isValid: { $0[keyPath: path].map(isValid) ?? true })
  }

  package static func count(_ path: Path<Int>, _ range: ClosedRange<Int>) -> Self {
    Self(
      .count(range, or: nil), path, text: { "\($0)" }, parse: { Int($0) },
      isValid: { range.contains($0) })
  }

  package static func count(
    _ path: Path<Int?>, _ range: ClosedRange<Int>, or none: String
  ) -> Self {
    Self(
      .count(range, or: none), path, or: none, text: { "\($0)" }, parse: { Int($0) },
      isValid: { range.contains($0) })
  }

  static func seed(_ path: Path<UInt64>) -> Self {
    Self(.seed, path, text: { "\($0)" }, parse: { UInt64($0) })
  }

  static func notNegative(_ path: Path<Float>) -> Self {
    Self(
      .notNegative(or: nil), path, text: { Decimal.text($0) }, parse: finite,
      isValid: { $0.isFinite && $0 >= 0 })
  }

  static func notNegative(_ path: Path<Float?>, or none: String) -> Self {
    Self(
      .notNegative(or: none), path, or: none, text: { Decimal.text($0) }, parse: finite,
      isValid: { $0.isFinite && $0 >= 0 })
  }

  static func positive(_ path: Path<Float?>, or none: String) -> Self {
    Self(
      .positive(or: none), path, or: none, text: { Decimal.text($0) }, parse: finite,
      isValid: { $0.isFinite && $0 > 0 })
  }

  static func scale(_ path: Path<Float?>) -> Self {
    Self(
      .scale, path, or: "on", text: { $0 == 0 ? "off" : Decimal.text($0) },
      parse: { $0 == "off" ? 0 : finite($0) }, isValid: { $0.isFinite })
  }

  package static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ path: Path<Choice>
  ) -> Self {
    Self(
      .choice(Choice.allCases.map(\.rawValue), none: nil), path, text: { $0.rawValue },
      parse: { Choice(rawValue: $0) })
  }

  package static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ path: Path<Choice?>, or none: String
  ) -> Self {
    Self(
      .choice(Choice.allCases.map(\.rawValue) + [none], none: none), path, or: none,
      text: { $0.rawValue }, parse: { Choice(rawValue: $0) })
  }

  package static func toggle(_ path: Path<Bool>) -> Self {
    Self(
      .toggle, path, text: { $0 ? "on" : "off" },
      parse: { ["on": true, "off": false][$0] })
  }

  private static func finite(_ text: String) -> Float? {
    Float(text).flatMap { $0.isFinite ? $0 : nil }
  }
}
