package import Engine

/// What the program is told besides a run's configuration: how it looks and how it computes.
package struct ProgramSettings: Hashable, Sendable {
  /// Worker threads; `nil` is one for each processor.
  package var threads: Int?
  /// The kernels to use; `nil` is the best that there are.
  package var instructionSet: InstructionSet?
  /// Steps per second at the start.
  package var pace = Pace.standard
  /// The most frames drawn in a second.
  package var framesPerSecond = 30
  package var color = ColorChoice.auto
  /// `nil` is what the terminal has.
  package var colorDepth: ColorDepth?
  /// `nil` goes by the user's locale.
  package var glyphs: Glyphs?
  /// `nil` goes by the terminal's background.
  package var theme: Theme?
  /// `nil` goes by the user's locale.
  package var language: Language?
  package var layout = ScreenLayout.full
  package var mouse = true
  /// What the snapshots for going back may take.
  package var historyMegabytes = Lab.standardHistoryBytes >> 20
  /// Sentences instead of a screen.
  package var isAccessible = false
  package var reducesMotion = false

  package var historyBytes: Int { historyMegabytes << 20 }

  package init() {}
}

/// The settings of the program by their long flags without dashes, in the order of `info`.
package enum ProgramKey: String, CaseIterable, Hashable, Sendable {
  case threads, isa, pace, fps, color
  case colorDepth = "color-depth"
  case glyphs, theme, language, layout, mouse
  case historyMemory = "history-memory"
  case accessible
  case reduceMotion = "reduce-motion"

  /// The key's row.
  package var setting: Setting<ProgramSettings> { Self.settings[self] ?? makeSetting() }

  private static let settings = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.makeSetting()) })

  private func makeSetting() -> Setting<ProgramSettings> {
    switch self {
    case .threads:
      row(
        .training, .immediate, "n", .count(\.threads, 1...64, or: "auto"),
        help: "Worker threads, 1 to 64, at most one per processor and shard; any number gives the"
          + " same bits. (default: as many as the machine or a control group grants)",
        LocalizedText(
          "worker threads, 1 to 64 or auto; the same bits", "工作线程数，1 到 64 或 auto；结果逐位相同"),
        expected: LocalizedText("1 to 64 threads or auto", "1 到 64 个线程或 auto"),
        examples: ["1", "2", "4", "auto"])
    case .isa:
      row(
        .training, .rebuilds, "name", .instructionSet,
        help:
          "Instruction set, here \(LocalizedText.oneOf(InstructionSet.names).english). (default:"
          + " RESIDUAL_TUI_ISA of the environment, else auto)",
        LocalizedText("instruction set; other bits, so from step 0", "指令集；数值逐位不同，因此从第 0 步重来"))
    case .pace:
      row(
        .screen, .immediate, "rate", .count(\.pace.stepsPerSecond, 1...100_000, or: "unlimited"),
        help: "Steps per second, or unlimited. (default: 20)",
        LocalizedText("steps per second, or unlimited", "每秒步数，或 unlimited"),
        expected: LocalizedText(
          "1 to 100000 steps per second or unlimited", "每秒 1 到 100000 步或 unlimited"),
        examples: ["1", "20", "50", "200", "unlimited"])
    case .fps:
      row(
        .screen, .immediate, "n", .count(\.framesPerSecond, 1...120),
        help: "Most frames drawn in a second, 1 to 120. (default: 30)",
        LocalizedText("most frames drawn in a second, 1 to 120", "每秒最多绘制的帧数，1 到 120"),
        expected: LocalizedText("1 to 120 frames per second", "每秒 1 到 120 帧"),
        examples: ["10", "30", "60"])
    case .color:
      row(
        .screen, .immediate, "when", .choice(\.color),
        help: "Colour: auto, always or never. (default: auto)",
        LocalizedText("auto, always or never", "auto、always 或 never"))
    case .colorDepth:
      row(
        .screen, .immediate, "depth", .choice(\.colorDepth, or: "auto"),
        help: "Colours: mono, 16, 256, truecolor or auto. (default: auto)",
        LocalizedText("mono, 16, 256, truecolor or auto", "mono、16、256、truecolor 或 auto"))
    case .glyphs:
      row(
        .screen, .immediate, "set", .choice(\.glyphs, or: "auto"),
        help: "What curves are drawn with: braille, block, narrow, ascii, auto. (default: auto)",
        LocalizedText(
          "characters: braille, block, narrow or ascii", "字符：braille、block、narrow 或 ascii"),
        examples: Glyphs.allCases.map(\.rawValue))
    case .theme:
      row(
        .screen, .immediate, "theme", .choice(\.theme, or: "auto"),
        help: "Colours for: dark, light, terminal, mono, high-contrast, auto. (default: auto)",
        LocalizedText(
          "colours: dark, light, terminal, mono or high-contrast",
          "配色：dark、light、terminal、mono 或 high-contrast"),
        examples: Theme.allCases.map(\.rawValue))
    case .language:
      row(
        .screen, .immediate, "language", .choice(\.language, or: "auto"),
        help: "Words on the screen: en, zh, or auto, by the locale. (default: auto)",
        LocalizedText("words on the screen: en or zh", "界面语言：en 或 zh"),
        examples: Language.allCases.map(\.rawValue))
    case .layout:
      row(
        .screen, .immediate, "layout", .choice(\.layout),
        help: "The live screen: full, or projector, large and sparse. (default: full)",
        LocalizedText("full, or projector: large and sparse", "full，或 projector：大而疏"))
    case .mouse:
      row(
        .screen, .immediate, "when", .toggle(\.mouse), help: "Leave the mouse to the terminal.",
        LocalizedText("on or off; off leaves the mouse to the terminal", "on 或 off；off 把鼠标还给终端"))
    case .historyMemory:
      row(
        .screen, .immediate, "mb", .count(\.historyMegabytes, 0...65536),
        help: "Memory for going back in time, in megabytes, 0 to 65536. (default: 256)",
        LocalizedText("megabytes for going back in time, 0 to 65536", "时间回溯可用的 MB 数，0 到 65536"),
        expected: LocalizedText("0 to 65536 megabytes", "0 到 65536 MB"),
        examples: ["0", "256", "1024"])
    case .accessible:
      row(
        .screen, .atStart, "when", .toggle(\.isAccessible),
        help: "Tell everything in sentences, line by line, and take commands by name.",
        LocalizedText("sentences instead of a screen", "以句子代替屏幕"))
    case .reduceMotion:
      row(
        .screen, .immediate, "when", .toggle(\.reducesMotion),
        help: "Redraw twice a second at most; keys are answered at once all the same.",
        LocalizedText(
          "on redraws twice a second at most; keys at once", "on 每秒最多重绘两次；按键立即响应"))
    }
  }

  private func row(
    _ table: SettingTable, _ effect: SettingEffect, _ valueName: String,
    _ value: SettingValue<ProgramSettings>, help: String, _ words: LocalizedText,
    expected: LocalizedText? = nil, examples: [String] = []
  ) -> Setting<ProgramSettings> {
    Setting(
      rawValue, table, effect, valueName, value, help: help, words, expected: expected,
      examples: examples)
  }
}

extension SettingValue<ProgramSettings> {
  /// One of the sets that this machine has, or the best of them.
  fileprivate static var instructionSet: Self {
    SettingValue(
      .choice(InstructionSet.names, none: "auto"),
      text: { $0.instructionSet?.rawValue ?? "auto" },
      read: { settings, text in
        settings.instructionSet = InstructionSet.available.first { $0.rawValue == text }
        return InstructionSet.names.contains(text)
      })
  }
}

extension InstructionSet {
  /// What `--isa` takes on this machine.
  fileprivate static var names: [String] { available.map(\.rawValue) + ["auto"] }
}
