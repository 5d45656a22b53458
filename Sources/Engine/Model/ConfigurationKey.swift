/// The keys of a configuration: the long flags without their dashes, in the order of `--config`.
public enum ConfigurationKey: String, CaseIterable, Hashable, Sendable {
  /// Sizes of the model and of its input.
  case layers, width, heads, ffn, sequence, batch, vocabulary
  /// The wiring of the stack.
  case norm
  /// The kind of every norm.
  case normKind = "norm-kind"
  /// Skip scale, rules on top of it, and the feed-forward's activation.
  case residual, wiring, activation
  /// What the model is trained on: one of the two.
  case task, text
  /// The update rule.
  case optimizer
  /// The rate after warm-up.
  case learningRate = "learning-rate"
  /// Steps of warm-up and the largest gradient norm.
  case warmup, clip
  /// Decoupled weight decay.
  case weightDecay = "weight-decay"
  /// The distribution of the initial matrices.
  case initialization = "init"
  /// What multiplies them.
  case initGain = "init-gain"
  /// Recipe, shards of the batch, and the seed of weights and batches.
  case preset, shards, seed

  /// The long flag, `--norm-kind`.
  public var flag: String { "--\(rawValue)" }

  /// The key's row.
  package var setting: Setting<Configuration> { Self.settings[self] ?? makeSetting() }

  /// The whole numbers that the key takes.
  package var range: ClosedRange<Int> {
    if case .count(let range, _) = setting.form { range } else { .min ... .max }
  }

  private static let settings = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.makeSetting()) })

  private func makeSetting() -> Setting<Configuration> {
    switch self {
    case .layers:
      row(
        .model, .rebuilds, "n", .count(\.layers, 1...128),
        help: "Layers of the stack, 1 to 128. (default: 12)",
        LocalizedText("layers of the stack, 1 to 128", "堆叠的层数，1 到 128"))
    case .width:
      row(
        .model, .rebuilds, "n", .count(\.width, 1...1024),
        help: "Width of the stream, 1 to 1024. (default: 64)",
        LocalizedText("width of the stream, 1 to 1024", "残差流的宽度，1 到 1024"))
    case .heads:
      row(
        .model, .rebuilds, "n", .count(\.heads, 1...1024),
        help: "Attention heads; must divide the width. (default: 4)",
        LocalizedText("attention heads; must divide the width", "注意力头数；须整除宽度"))
    case .ffn:
      row(
        .model, .rebuilds, "n", .count(\.ffn, 1...8192, or: "auto"),
        help: "Width of the feed-forward's hidden layer, 1 to 8192. (default: 4 x width)",
        LocalizedText("width of the feed-forward's hidden layer, or auto", "前馈隐藏层的宽度，或 auto"))
    case .sequence:
      row(
        .model, .rebuilds, "n", .count(\.sequence, 1...512),
        help: "Tokens per sequence, 1 to 512. (default: 16)",
        LocalizedText("tokens per sequence, 1 to 512", "每个序列的词元数，1 到 512"))
    case .batch:
      row(
        .training, .rebuilds, "n", .count(\.batch, 1...1024),
        help: "Sequences per batch, 1 to 1024. (default: 16)",
        LocalizedText("sequences per batch, 1 to 1024", "每批次的序列数，1 到 1024"))
    case .vocabulary:
      row(
        .model, .rebuilds, "n", .count(\.vocabulary, 2...8192, or: "auto"),
        help: "Vocabulary, 2 to 8192, mask and unknown included. (default: 16; text: 256)",
        LocalizedText("size of the vocabulary, 2 to 8192, or auto", "词表大小，2 到 8192，或 auto"))
    case .norm:
      row(
        .model, .rewires, "placement", .choice(\.norm, or: "auto"),
        help: "Placement: \(LocalizedText.oneOf(Placement.allCases.map(\.rawValue)).english)."
          + " (default: post)",
        LocalizedText("placement of every norm; keeps the weights", "所有归一化的位置；权重不变"))
    case .normKind:
      row(
        .model, .rebuilds, "kind", .choice(\.normKind),
        help: "Norm kind: layer or rms. (default: layer)",
        LocalizedText("layer or rms", "layer 或 rms"))
    case .residual:
      row(
        .model, .rewires, "scale", .scale(\.residual),
        help: "Residual connection: on, off or a skip scale. (default: on)",
        LocalizedText("on, off or a scale, everywhere; keeps the weights", "on、off 或系数，全部；权重不变"))
    case .wiring:
      row(
        .model, .rewires, "rules", .rules,
        help: "Rules for single sublayers, \"2.attention=post:0; 3-5=pre\". (default: none)",
        LocalizedText("rules such as 3-5=pre:0.5; keeps the weights", "规则，如 3-5=pre:0.5；权重不变"))
    case .activation:
      row(
        .model, .rebuilds, "name", .choice(\.activation),
        help: "Activation: gelu, gelu-tanh or relu. (default: gelu)",
        LocalizedText("gelu, gelu-tanh or relu", "gelu、gelu-tanh 或 relu"))
    case .task:
      row(
        .training, .rebuilds, "name", .task,
        help: "Task: copy, reverse, sort, modsum or brackets. (default: copy)",
        LocalizedText(
          "copy, reverse, sort, modsum or brackets", "copy、reverse、sort、modsum 或 brackets"))
    case .text:
      row(
        .training, .rebuilds, "file", .textFile,
        help: "Train on the masked characters of a UTF-8 file; - is standard input.",
        LocalizedText("masked characters of a UTF-8 file", "UTF-8 文件的掩码字符"))
    case .optimizer:
      row(
        .training, .rebuilds, "name", .choice(\.optimizer),
        help: "Optimizer: adamw or sgd. (default: adamw)",
        LocalizedText("adamw or sgd", "adamw 或 sgd"))
    case .learningRate:
      row(
        .training, .tunes, "rate", .positive(\.learningRate, or: "auto"),
        help: "Learning rate after warm-up. (default: 0.001; sgd: 0.1)",
        LocalizedText("the rate after warm-up, at once, or auto", "预热后的学习率，立即生效，或 auto"))
    case .warmup:
      row(
        .training, .tunes, "steps", .count(\.warmup, 0...1_000_000_000),
        help: "Steps over which the learning rate rises; 0 for none. (default: 0)",
        LocalizedText("steps over which the rate rises, at once; 0 for none", "学习率上升的步数，立即生效；0 为无"))
    case .clip:
      row(
        .training, .tunes, "norm", .notNegative(\.clip),
        help:
          "Largest global gradient norm; 0 for no clipping. gradient_norm is measured before it."
          + " (default: 0)",
        LocalizedText("largest gradient norm, at once; 0 for no clipping", "梯度范数上限，立即生效；0 为不裁剪"))
    case .weightDecay:
      row(
        .training, .tunes, "rate", .notNegative(\.weightDecay, or: "auto"),
        help: "Decoupled weight decay. (default: 0.01; sgd: 0)",
        LocalizedText("decoupled weight decay, at once, or auto", "解耦权重衰减，立即生效，或 auto"))
    case .initialization:
      row(
        .model, .rebuilds, "scheme", .choice(\.initialization),
        help: "Initialization: xavier, torch, normal02 or gpt2. (default: xavier)",
        LocalizedText("xavier, torch, normal02 or gpt2", "xavier、torch、normal02 或 gpt2"))
    case .initGain:
      row(
        .model, .rebuilds, "gain", .notNegative(\.initGain),
        help: "Multiplies all initial matrices. (default: 1)",
        LocalizedText("multiplies all initial matrices", "所有初始矩阵乘以此数"))
    case .preset:
      row(
        .model, .rebuilds, "name", .choice(\.preset, or: "none"),
        help: "Recipe: deepnorm, rezero or none; sets its own placement. (default: none)",
        LocalizedText("deepnorm, rezero or none", "deepnorm、rezero 或 none"))
    case .shards:
      row(
        .training, .rebuilds, "n", .count(\.shards, 1...64),
        help: "Logical shards of the batch, 1 to 64. (default: 4)",
        LocalizedText("logical shards of the batch, 1 to 64", "批次的逻辑分片数，1 到 64"))
    case .seed:
      row(
        .training, .rebuilds, "n", .seed(\.seed),
        help: "Determines initial weights and batches. (default: 1)",
        LocalizedText("determines weights and batches", "决定权重与批次"))
    }
  }

  private func row(
    _ table: SettingTable, _ effect: SettingEffect, _ valueName: String,
    _ value: SettingValue<Configuration>, help: String, _ words: LocalizedText
  ) -> Setting<Configuration> {
    Setting(rawValue, table, effect, valueName, value, help: help, words)
  }
}

extension SettingValue<Configuration> {
  /// Rules of wiring; `Configuration.set` says what is wrong with one.
  fileprivate static var rules: Self {
    SettingValue(
      .rules, text: { $0.rules.map(\.description).joined(separator: ";") },
      read: { configuration, text in
        guard let rules = try? WiringRule.parse(rules: text) else { return false }
        configuration.rules = rules
        return true
      })
  }

  /// A synthetic task; there is none while a text is trained on.
  fileprivate static var task: Self {
    SettingValue(
      .choice(SyntheticTask.allCases.map(\.rawValue), none: nil),
      text: { if case .synthetic(let task) = $0.task { task.rawValue } else { nil } },
      read: { configuration, text in
        guard let task = SyntheticTask(rawValue: text) else { return false }
        configuration.task = .synthetic(task)
        return true
      })
  }

  fileprivate static var textFile: Self {
    SettingValue(
      .path, text: { if case .text(let path) = $0.task { path } else { nil } },
      read: { configuration, text in
        configuration.task = .text(path: text)
        return true
      },
      isValid: { $0.task != .text(path: "") })
  }
}
