import Engine
import Interface

/// A value's text and its source.
struct SourcedValue: Hashable, Sendable {
  /// Its source.
  enum Origin: Hashable, Sendable {
    case flag(String)
    case variable(String)
    case file(path: String, line: Int)
  }

  var name: String
  var text: String
  var origin: Origin

  /// What an error begins with: `--fps`, or the file's name, the line and `fps`.
  var label: String {
    switch origin {
    case .flag, .variable: source
    case .file: "\(source): \(name)"
    }
  }

  /// The source: a flag, a variable, or a file and its line.
  var source: String {
    switch origin {
    case .flag(let name), .variable(let name): name
    case .file(let path, let line): "'\(path)', line \(line)"
    }
  }

  /// Whether a file says it, so that a fault is not one of the command line.
  var isFromFile: Bool { if case .file = origin { true } else { false } }

  /// Reads the text; what is wrong in a file is a failure, on the command line wrong usage.
  func read<Value>(
    _ body: (_ label: String, _ text: String) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    do { return try body(label, text) } catch {
      throw isFromFile ? .failed(error.message) : error
    }
  }
}

/// What a person wants unless a flag says otherwise: from the environment, else from a file.
struct Preferences: Hashable, Sendable {
  /// The file; `nil` when there is none.
  private(set) var path: String?
  private var values: [String: SourcedValue] = [:]
  /// What the table `keys` holds, in the order of the file.
  private(set) var keys: [KeyChoice] = []

  /// An action and the keys that it gets.
  struct KeyChoice: Hashable, Sendable {
    var action: String
    var keys: [String]
    var line: Int
  }

  /// No preferences.
  init() {}

  /// Reads a file's text.
  ///
  /// - Throws: The first fault, with its line.
  init(_ bytes: [UInt8], path: String) throws(Failure) {
    self.path = path
    let document: TOMLDocument
    do { document = try TOMLText.document(of: bytes) } catch {
      throw fault(error.problem, error.line)
    }
    for table in document.tables where PreferenceKey.Table(rawValue: table.name) == nil {
      throw unknown(table)
    }
    for item in document.items { try take(item) }
    try checkAlone()
  }

  /// What is said of a flag on the command line, else here.
  func said(_ name: String, flag: String?) -> SourcedValue? {
    let flagName = name == "mouse" ? "no-mouse" : name
    return flag.map { SourcedValue(name: name, text: $0, origin: .flag("--\(flagName)")) }
      ?? values[name]
  }

  /// Puts what the environment says over what the file says.
  mutating func take(_ variable: (String) -> String?) {
    for key in PreferenceKey.all {
      guard let text = variable(key.variable) else { continue }
      if let rival = ConfigurationKey(rawValue: key.name)?.rival { values[rival.rawValue] = nil }
      values[key.name] = SourcedValue(name: key.name, text: text, origin: .variable(key.variable))
    }
  }

  private mutating func take(_ item: TOMLItem) throws(Failure) {
    guard let table = PreferenceKey.Table(rawValue: item.table) else {
      throw fault("\(item.key): expected below a table, one of \(Self.tables)", item.line)
    }
    if table == .keys {
      keys.append(
        KeyChoice(action: item.key, keys: try keyNames(item), line: item.line))
      return
    }
    let key = try key(of: item, in: table)
    switch key.text(of: item.value) {
    case .success(let text):
      let origin = SourcedValue.Origin.file(path: path ?? "", line: item.line)
      values[key.name] = SourcedValue(name: key.name, text: text, origin: origin)
    case .failure(let mismatch):
      throw fault("\(key.name): expected \(mismatch.expected), found \(item.value)", item.line)
    }
  }

  private func key(
    of item: TOMLItem, in table: PreferenceKey.Table
  ) throws(Failure) -> PreferenceKey {
    guard let key = PreferenceKey.all.first(where: { $0.name == item.key }) else {
      let names = PreferenceKey.all.filter { $0.table == table }.map(\.name)
      let near = NearestName.suggestion(for: item.key, among: names)
      throw fault(
        "unknown key \(Printable.quoted(item.key)) in [\(table.rawValue)]; "
          + (near.map { "did you mean '\($0)'?" }
            ?? "expected one of \(names.joined(separator: ", "))"),
        item.line)
    }
    guard key.table == table else {
      throw fault(
        "\(key.name): expected in [\(key.table.rawValue)], found in [\(table.rawValue)]", item.line)
    }
    return key
  }

  private func keyNames(_ item: TOMLItem) throws(Failure) -> [String] {
    switch item.value {
    case .string(let name): return [name]
    case .list(let names) where !names.isEmpty: return names
    default:
      throw fault(
        "\(item.key): expected a key in quotes or a list of keys, found \(item.value)", item.line)
    }
  }

  private static let tables =
    "[\(PreferenceKey.Table.allCases.map(\.rawValue).joined(separator: "], ["))]"

  private func unknown(_ table: TOMLDocument.Table) -> Failure {
    let names = PreferenceKey.Table.allCases.map(\.rawValue)
    let near = NearestName.suggestion(for: table.name, among: names)
    return fault(
      "unknown table [\(table.name)]; "
        + (near.map { "did you mean [\($0)]?" } ?? "expected one of \(Self.tables)"), table.line)
  }

  /// The keys of the screen with the choices of the table `keys`.
  func chosenKeys() throws(Failure) -> ChosenKeys {
    do { return try ChosenKeys(keys.map { ($0.action, $0.keys) }) } catch {
      let choice = keys[error.place]
      let near = NearestName.suggestion(for: choice.action, among: ChosenKeys.actionNames)
      let isKnown = ChosenKeys.actionNames.contains(choice.action)
      let hint = isKnown ? nil : near.map { "unknown action; did you mean '\($0)'?" }
      throw fault("\(choice.action): \(hint ?? error.problem)", choice.line)
    }
  }

  /// A fault of the file in one of its lines.
  func fault(_ problem: String, _ line: Int) -> Failure {
    .failed("'\(path ?? "")', line \(line): \(problem)")
  }
}

extension TOMLValue: CustomStringConvertible {
  /// The value in an error.
  var description: String {
    switch self {
    case .string(let text): Printable.quoted(text)
    case .number(let text): text
    case .boolean(let value): "\(value)"
    case .list: "a list"
    }
  }
}
