extension Configuration {
  /// The whole configuration as one printable line, the long flags without dashes:
  /// `layers=12,…,norm=pre,wiring=2.attention=post:0;3-5=pre,…`.
  ///
  /// Values that follow from others are written out, so that the line means the same under other
  /// defaults: it reads back to `resolved`. Rules and preset appear where there are any.
  ///
  /// In a text's path commas and backslashes stand behind a backslash, and characters that a
  /// terminal would act on, or blanks at either end, are written as `\u{20}`.
  public var line: String {
    let whole = resolved
    return ConfigurationKey.allCases.compactMap { key in
      guard let text = whole.text(of: key), text != key.setting.form.none else { return nil }
      return "\(key.rawValue)=\(Self.escaped(text))"
    }.joined(separator: ",")
  }

  /// This configuration with every derived value written out.
  public var resolved: Configuration {
    var result = self
    result.ffn = hiddenWidth
    result.vocabulary = vocabularySize
    result.norm = norm ?? (preset == nil ? .post : nil)
    result.learningRate = peakLearningRate
    result.weightDecay = decay
    return result
  }

  /// Reads a line that `line` printed, or a part of one; keys not named keep their defaults.
  ///
  /// - Throws: One line with the character at which the fault stands, counted from 1.
  public init(line: String) throws(ConfigurationError) {
    self.init()
    var seen: [ConfigurationKey: Int] = [:]
    for item in try LineItem.items(of: line) {
      let key = try item.key()
      // task and text name the same thing: what to train on.
      let slot = key == .text ? .task : key
      if let earlier = seen[slot] {
        throw item.error(.repeated(item.name, earlier: earlier))
      }
      seen[slot] = item.position
      do { try set(key, to: item.value) } catch { throw item.error(.value(error)) }
    }
  }

  private static func escaped(_ value: String) -> String {
    var result = ""
    let scalars = value.unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      let isEdge = index == scalars.startIndex || scalars.index(after: index) == scalars.endIndex
      if scalar == "," || scalar == "\\" {
        result += "\\\(scalar)"
      } else if Printable.isUnprintable(scalar) || (isEdge && scalar.properties.isWhitespace) {
        result += Printable.code(of: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// One `key=value` of a configuration line, the value with its escapes undone.
private struct LineItem {
  /// Where the item starts, in characters from 1.
  var position: Int
  var name: String
  var value: String

  func error(_ fault: ConfigurationError.LineFault) -> ConfigurationError {
    .line(character: position, fault)
  }

  func key() throws(ConfigurationError) -> ConfigurationKey {
    if let key = ConfigurationKey(rawValue: name) { return key }
    let others = ["steps", "every", "threads", "isa", "weights", "save", "pace"]
    throw error(others.contains(name) ? .otherFlag(name) : .key(name))
  }

  /// Splits at commas that stand behind no backslash.
  static func items(of line: String) throws(ConfigurationError) -> [LineItem] {
    let scalars = Array(line.unicodeScalars)
    let pasted = PastedLine.content(of: scalars)
    var items: [LineItem] = []
    var text: [Unicode.Scalar] = []
    var start = pasted.lowerBound + 1
    var isEscaped = false
    for index in pasted {
      let (scalar, position) = (scalars[index], index + 1)
      let isComma = scalar == "," || PastedLine.isWideComma(at: index, in: scalars)
      if isComma, !isEscaped {
        items.append(try LineItem(text, at: start))
        text = []
        start = position + 1
        continue
      }
      isEscaped = scalar == "\\" && !isEscaped
      text.append(scalar)
    }
    items.append(try LineItem(text, at: start))
    return items
  }

  private init(_ text: [Unicode.Scalar], at start: Int) throws(ConfigurationError) {
    let leading = text.prefix { $0.properties.isWhitespace }.count
    let trimmed = Self.trimmed(text[...])
    position = start + leading
    guard let equals = trimmed.firstIndex(where: { $0 == "=" || $0 == "\u{ff1d}" }) else {
      let found = trimmed.isEmpty ? nil : Self.string(trimmed)
      throw .line(character: position, .form(found))
    }
    name = Self.string(Self.trimmed(trimmed[..<equals]))
    value = ""
    let rest = Self.trimmed(trimmed[(equals + 1)...])
    // A path is taken as it is.
    value = try unescaped(name == ConfigurationKey.text.rawValue ? rest : PastedLine.narrowed(rest))
  }

  private func unescaped(
    _ text: ArraySlice<Unicode.Scalar>
  ) throws(ConfigurationError) -> String {
    var result = String.UnicodeScalarView()
    var rest = text
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      guard let escape = Self.escape(&rest) else {
        throw error(.escape(name))
      }
      result.append(escape)
    }
    return String(result)
  }

  /// The character that an escape denotes; takes it off `rest`.
  private static func escape(_ rest: inout ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    switch rest.popFirst() {
    case "\\": return "\\"
    case ",": return ","
    case "u":
      guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}") else { return nil }
      let digits = string(rest[..<end])
      rest = rest[(end + 1)...]
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func trimmed(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    var text = text
    while let first = text.first, first.properties.isWhitespace { text.removeFirst() }
    // A blank behind a backslash cannot occur: blanks at the end are written as \u{20}.
    while let last = text.last, last.properties.isWhitespace { text.removeLast() }
    return text
  }
}
