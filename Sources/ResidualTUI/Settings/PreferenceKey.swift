import Engine
import Interface

/// A setting as a file of preferences and the environment know it.
struct PreferenceKey: Hashable, Sendable {
  typealias Table = SettingTable

  var name: String
  var table: Table
  /// The value where nobody has set it.
  var standard: String
  private var form: SettingForm

  /// All of them, in the order in which `info` shows them.
  static let all =
    ConfigurationKey.allCases.map { PreferenceKey($0.setting, in: Configuration()) }
    + ProgramKey.allCases.map { PreferenceKey($0.setting, in: ProgramSettings()) }

  private init<Root>(_ setting: Setting<Root>, in root: Root) {
    (name, table, form) = (setting.name, setting.table, setting.form)
    standard = setting.text(root) ?? ""
  }

  /// The variable of the environment that says it too: `RESIDUAL_TUI_` and its name in capitals.
  var variable: String {
    "RESIDUAL_TUI_" + String(name.map { $0 == "-" ? "_" : Character($0.uppercased()) })
  }

  /// The value as its flag would take it; what was expected otherwise.
  func text(of value: TOMLValue) -> Result<String, Mismatch> {
    // Some names are numbers: 16 or "16" colours.
    let takesNumbers = form.isNumber || form.names.contains { Double($0) != nil }
    switch value {
    case .number(let text) where takesNumbers: return .success(text)
    case .string(let text) where !form.isNumber || Double(text) == nil: return .success(text)
    case .string: return .failure(Mismatch(expected: "a number without quotes"))
    case .number, .boolean, .list:
      return .failure(Mismatch(expected: form.isNumber ? "a number" : "a text in quotes"))
    }
  }

  /// A value of another type than its key takes.
  struct Mismatch: Error, Hashable, Sendable {
    var expected: String
  }
}
