/// A configuration that cannot be run, or a text that is none.
public indirect enum ConfigurationError: Error, Hashable, Sendable {
  /// A text that its setting does not take.
  case unreadable(ConfigurationKey, found: String)
  /// A value outside the range of its setting.
  case outOfRange(ConfigurationKey, found: String)
  /// Heads that do not divide the width, and the divisor nearest to them.
  case heads(Int, width: Int, nearest: Int)
  /// A vocabulary that the task brackets does not have.
  case vocabularyOfBrackets(Int)
  /// A vocabulary with no room for a character besides mask and unknown.
  case vocabularyOfText(Int)
  /// A placement beside a preset that has its own.
  case normBesidePreset(Placement, Preset)
  /// A rule of `--wiring`, counted from 1.
  case rule(Int, text: String, RuleFault)
  /// Another number of sublayers than the stack has.
  case sublayers(Int, expected: Int)
  /// Rules that leave the wiring of a sublayer open.
  case partialWiring
  /// A place in a `--config` line, in characters from 1.
  case line(character: Int, LineFault)
  /// A tensor of stored weights.
  case tensor(String, TensorFault)
  /// Tokens and targets that no loss can be measured on.
  case batch(BatchFault)
  /// An update that would write numbers that are not finite, and where the first was born.
  case nonFiniteUpdate(Int, slot: String)
  /// The system has no memory for the model.
  case memory(mebibytes: Int)
  /// Models that need more memory than they may take.
  case tooLarge(MemoryExcess)

  /// What is wrong with a rule of `--wiring`.
  public enum RuleFault: Hashable, Sendable {
    /// It is not `LAYERS[.attention|.feedforward]=PLACEMENT[:SCALE]`.
    case form
    /// Its parts that cannot be read.
    case layers(String), kind(String), placement(String), scale(String)
    /// It reaches layers that the stack lacks.
    case stack(layers: Int, reached: Int)
  }

  /// What is wrong at a place of a `--config` line.
  public enum LineFault: Hashable, Sendable {
    /// There is no `=`, in whatever stands there.
    case form(String?)
    /// A key that no configuration has.
    case key(String)
    /// A flag that belongs to no configuration.
    case otherFlag(String)
    /// A key that was set before, and where.
    case repeated(String, earlier: Int)
    /// A backslash in a key's value that escapes nothing.
    case escape(String)
    /// The value of a key.
    case value(ConfigurationError)
  }

  /// What is wrong with a tensor of stored weights.
  public enum TensorFault: Hashable, Sendable {
    /// The model has no tensor of this name.
    case unknown
    /// It is missing.
    case missing
    /// It has another type or shape.
    case shape([Int], type: String, expected: [Int])
    /// It holds a number that no weight and no moment may be, and where.
    case number(String, at: [Int])
    /// It holds a mean of squares below 0, and where.
    case negative(String, at: [Int])
    /// It is no count of updates.
    case count
  }

  /// What is wrong with tokens and targets.
  public enum BatchFault: Hashable, Sendable {
    /// Their numbers.
    case counts(tokens: Int, targets: Int, expected: Int)
    /// An id that the vocabulary lacks.
    case id(Int32, name: String, index: Int, range: Range<Int>)
    /// Every target is -1.
    case noTargets
  }

  /// The setting that the fault is about.
  package var key: ConfigurationKey? {
    switch self {
    case .unreadable(let key, _), .outOfRange(let key, _): key
    case .heads: .heads
    case .vocabularyOfBrackets, .vocabularyOfText: .vocabulary
    case .normBesidePreset: .norm
    case .rule, .sublayers, .partialWiring: .wiring
    case .line, .tensor, .batch, .nonFiniteUpdate, .memory, .tooLarge: nil
    }
  }
}

extension ConfigurationError: CustomStringConvertible {
  /// One line: what, where, expected, found, way out.
  public var description: String { text(dashes: "--").english }

  /// The line in both languages; settings are written as flags with these dashes, or with a colon.
  package func text(dashes: String) -> LocalizedText {
    switch self {
    case .unreadable(let key, let found):
      let form = key.setting.form
      return .start(dashes + key.rawValue)
        + .expected(form.expected, found: found, among: form.names)
    case .outOfRange(let key, let found):
      return .start(dashes + key.rawValue)
        + .expected(
          key.setting.form.expectedRange,
          value: found.isEmpty ? .nothing : LocalizedText(same: found))
    case .heads(let heads, let width, let nearest):
      return .start("\(dashes)heads")
        + .expected(
          LocalizedText("a divisor of the width \(width)", "宽度的约数，宽度 \(width)"),
          value: LocalizedText(same: "\(heads)"))
        + LocalizedText("; try \(dashes)heads \(nearest)", "；可试 \(dashes)heads \(nearest)")
    case .vocabularyOfBrackets(let found):
      return .start("\(dashes)vocabulary")
        + .expected(
          LocalizedText("5 with \(dashes)task brackets", "5，因有 \(dashes)task brackets"),
          value: LocalizedText(same: "\(found)"))
        + LocalizedText("; leave it out", "；请省去")
    case .vocabularyOfText(let found):
      return .start("\(dashes)vocabulary")
        + .expected(
          LocalizedText(
            "3 or more with \(dashes)text (mask, unknown, one character)",
            "至少 3，因有 \(dashes)text（掩码、未知、一个字符）"),
          value: LocalizedText(same: "\(found)"))
    case .normBesidePreset(let norm, let preset):
      let (norm, name, own) = (norm.rawValue, preset.rawValue, preset.placement.rawValue)
      return .start("\(dashes)norm")
        + .expected(
          LocalizedText(
            "none beside \(dashes)preset \(name), which sets it to \(own)",
            "不与下者并用：\(dashes)preset \(name)，它已设为 \(own)"),
          value: LocalizedText(same: norm))
        + LocalizedText(
          "; leave one of them out, or rewire with \(dashes)wiring \"*=\(norm)\"",
          "；请去掉其一，或改接：\(dashes)wiring \"*=\(norm)\"")
    case .rule(let number, let text, let fault):
      let rule = Printable.quoted(text)
      return LocalizedText(
        "\(dashes)wiring, rule \(number) \(rule): ", "\(dashes)wiring，第 \(number) 条规则 \(rule)：")
        + fault.text(dashes: dashes)
    case .sublayers(let found, let expected):
      return .start("\(dashes)wiring")
        + .expected(
          LocalizedText("\(expected) sublayers", "\(expected) 个子层"),
          value: LocalizedText(same: "\(found)"))
    case .partialWiring:
      return LocalizedText(
        "\(dashes)wiring: expected rules that set placement and scale of every sublayer",
        "\(dashes)wiring：应为设定每个子层的位置与系数的规则")
    case .line(let character, let fault):
      return LocalizedText(
        "\(dashes)config, character \(character): ", "\(dashes)config，第 \(character) 个字符：")
        + fault.text(dashes: dashes)
    case .tensor(let name, let fault): return fault.text(dashes: dashes, name: name)
    case .batch(let fault): return fault.text
    case .nonFiniteUpdate(let step, let slot):
      return LocalizedText(
        "update \(step) would write numbers that are not finite; the first was born in \(slot)",
        "第 \(step) 次更新会写入非有限数；首个产生于 \(slot)")
    case .memory(let mebibytes):
      return LocalizedText(
        "model: the system refuses \(mebibytes) MiB; try fewer \(dashes)layers, a smaller"
          + " \(dashes)width or a smaller \(dashes)batch",
        "模型：系统不给 \(mebibytes) MiB；请减小 \(dashes)layers、\(dashes)width 或 \(dashes)batch")
    case .tooLarge(let excess): return excess.text(dashes: dashes)
    }
  }
}

extension ConfigurationError.RuleFault {
  fileprivate func text(dashes: String) -> LocalizedText {
    switch self {
    case .form:
      LocalizedText(
        "expected LAYERS[.attention|.feedforward]=PLACEMENT[:SCALE], such as 3-5=pre",
        "应为 形如 3.attention=post:0 的规则，例如 3-5=pre")
    case .layers(let found):
      .expected(
        LocalizedText(
          "layers such as 3, 2-5 or *, counted from 1", "层，如 3、2-5 或 *，从 1 数起"), found: found)
    case .kind(let found): .expected(oneOf: SublayerKind.allCases.map(\.rawValue), found: found)
    case .placement(let found): .expected(oneOf: Placement.allCases.map(\.rawValue), found: found)
    case .scale(let found): .expected(LocalizedText("a finite skip scale", "有限系数"), found: found)
    case .stack(let layers, let reached):
      LocalizedText(
        "expected layers 1 to \(layers); more layers with \(dashes)layers \(reached)",
        "应为 层 1 到 \(layers)；增加层数：\(dashes)layers \(reached)")
    }
  }
}

extension ConfigurationError.LineFault {
  fileprivate func text(dashes: String) -> LocalizedText {
    switch self {
    case .form(let found):
      .expected(LocalizedText("key=value", "键=值"), found: found)
    case .key(let found):
      .expected(
        LocalizedText("a key such as layers or norm", "键，如 layers 或 norm"), found: found,
        among: ConfigurationKey.allCases.map(\.rawValue))
    case .otherFlag(let name):
      LocalizedText(
        "'\(name)' is not part of a configuration: give it as \(dashes)\(name)",
        "'\(name)' 不属于配置：请用 \(dashes)\(name)")
    case .repeated(let name, let earlier):
      LocalizedText(same: Printable.quoted(name))
        + LocalizedText(" was already set at character \(earlier)", " 已设于第 \(earlier) 个字符")
    case .escape(let name):
      LocalizedText(
        #"\#(Printable.cut(name)): expected \\, \, or \u{…} after a backslash"#,
        #"\#(Printable.cut(name))：应为 \\、\, 或 \u{…}（反斜杠之后）"#)
    case .value(let error): error.text(dashes: dashes)
    }
  }
}

extension ConfigurationError.TensorFault {
  fileprivate func text(dashes: String, name: String) -> LocalizedText {
    switch self {
    case .unknown:
      LocalizedText(
        "tensor \(Printable.quoted(name)) has no place in this model; check \(dashes)layers,"
          + " \(dashes)norm-kind and \(dashes)preset",
        "模型中没有张量 \(Printable.quoted(name))；请检查 \(dashes)layers、\(dashes)norm-kind 与 "
          + "\(dashes)preset")
    case .missing:
      LocalizedText("\(name) is missing, and this wiring reads it", "缺少 \(name)，而此接法要读它")
    case .shape(let shape, let type, let expected):
      LocalizedText(
        "\(name): expected F32 of shape \(expected), found \(type) of shape \(Printable.shape(shape))",
        "\(name)：应为 F32，形状 \(expected)，得到 \(type)，形状 \(Printable.shape(shape))")
    case .number(let value, let position):
      LocalizedText(
        "\(name)\(position): expected a finite number, found \(value); take weights from before "
          + "they diverged",
        "\(name)\(position)：应为有限数，得到 \(value)；请用发散之前的权重")
    case .negative(let value, let position):
      LocalizedText(
        "\(name)\(position): expected a mean of squares, 0 or more, found \(value); start with "
          + "--fresh-optimizer",
        "\(name)\(position)：平方的均值应不小于 0，得到 \(value)；请用 --fresh-optimizer")
    case .count:
      LocalizedText(
        "\(name): expected one I64, 0 or more; start with --fresh-optimizer",
        "\(name)：应为一个不小于 0 的 I64；请用 --fresh-optimizer")
    }
  }
}

extension ConfigurationError.BatchFault {
  fileprivate var text: LocalizedText {
    switch self {
    case .counts(let tokens, let targets, let expected):
      LocalizedText(
        "batch: tokens hold \(tokens) and targets \(targets) ids, expected \(expected)",
        "批次：tokens 有 \(tokens) 个、targets 有 \(targets) 个编号，应为 \(expected) 个")
    case .id(let id, let name, let index, let range):
      LocalizedText(
        "batch: \(name)[\(index)] is \(id), expected \(range.lowerBound)…\(range.upperBound - 1)",
        "批次：\(name)[\(index)] 为 \(id)，应为 \(range.lowerBound)…\(range.upperBound - 1)")
    case .noTargets:
      LocalizedText(
        "batch: every target is -1, so there is no loss to measure", "批次：所有目标都是 -1，没有可测的损失")
    }
  }
}
