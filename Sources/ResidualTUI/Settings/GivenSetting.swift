import ArgumentParser
import Engine
import Interface

/// A setting and the text that a flag gives it.
struct GivenSetting<Key: Hashable & Sendable>: Hashable, Sendable {
  var key: Key
  var text: String

  /// What the options of a group say; the parser finds its options in the same way.
  static func all(in group: some ParsableArguments) -> [GivenSetting] {
    Mirror(reflecting: group).children.compactMap {
      ($0.value as? Option<GivenSetting?>)?.wrappedValue
    }
  }
}

extension Option {
  /// The option of a setting of the configuration.
  init(_ key: ConfigurationKey) where Value == GivenSetting<ConfigurationKey>? {
    self.init(key.setting) { GivenSetting(key: key, text: $0) }
  }

  /// The option of a setting of the program.
  init(_ key: ProgramKey) where Value == GivenSetting<ProgramKey>? {
    self.init(key.setting) { GivenSetting(key: key, text: $0) }
  }

  /// The text stays as it is: who said it, and what came before, is not known yet.
  private init<Root, Key>(
    _ setting: Setting<Root>, said: @escaping @Sendable (String) -> GivenSetting<Key>
  ) where Value == GivenSetting<Key>? {
    self.init(
      name: .customLong(setting.name), parsing: setting.form.isNumber ? .unconditional : .next,
      help: ArgumentHelp(setting.help, valueName: setting.valueName),
      completion: setting.form.completion, transform: said)
  }
}

extension SettingForm {
  /// What a shell offers.
  fileprivate var completion: CompletionKind? {
    switch self {
    case .choice(let names, _): .list(names)
    case .path: .file()
    case .count, .seed, .positive, .notNegative, .scale, .rules: nil
    }
  }
}
