import Engine

/// The narrator's sentences.
enum NarratorWords {
  static func opening(_ state: AppState) -> [LocalizedText] {
    let configuration = state.lane.launch
    let facts = [
      LiveWords.task(configuration.task), LiveWords.layers(configuration.layers),
      LiveWords.width(configuration.width), LiveWords.heads(configuration.heads),
      LocalizedText(same: configuration.optimizer.rawValue),
    ]
    return [
      LocalizedText("residual-tui, told in sentences.", "residual-tui，以文字叙述。"),
      LocalizedText.sentence(listed(facts)),
      wiring(state),
      LocalizedText(
        "Type a command or a key's name and press enter: describe, lanes, help, quit, space, n, i.",
        "输入命令或按键名后回车：describe、lanes、help、quit、space、n、i。"),
    ]
  }

  /// The formula of every layer and its name, `y = LN(x + F(x)): post`.
  static func wiring(_ state: AppState) -> LocalizedText {
    let stack = state.lane.wiring
    let name = StackWords.name(stack)
    guard let first = stack.first, stack.allSatisfy({ $0 == first }) else {
      return LocalizedText.sentence(LocalizedText("the wiring is ", "接法：") + name)
    }
    let formula = StackWords.formula(
      first, norm: state.lane.launch.normKind, gated: state.lane.launch.hasGates)
    return LocalizedText.sentence(
      LocalizedText("every layer computes \(formula): ", "每层计算 \(formula)：") + name)
  }

  static func selected(_ state: AppState) -> LocalizedText {
    LocalizedText.sentence(
      LocalizedText("lane \(state.lane.id): ", "通道 \(state.lane.id)：")
        + StackWords.name(state.lane.wiring))
  }

  /// Numbers and verdict of a step, and what would change it: `Step 20: loss 2.79. Stalled: …`.
  static func progress(_ report: StepReport, _ state: AppState, tellsAdvice: Bool) -> LocalizedText
  {
    let numbers = listed(
      [
        Fact.loss.words + number(report.loss),
        Fact.accuracy.words + number(report.accuracy),
        Fact.gradientSpread.words + number(report.gradientSpread),
      ]
        + state.command.watches.map { watch in
          LocalizedText(same: "\(watch) \(NumberFormat.text(watch.value(in: report)))")
        })
    let verdict = VerdictText.parts(report.verdict, state.configuration)
    let start = LocalizedText.sentence(
      LiveWords.step(report.step) + LocalizedText(": ", "：") + numbers)
    let told = start + gap + LocalizedText.sentence(joined(verdict, LocalizedText("; ", "；")))
    guard tellsAdvice, let advice = advice(report.verdict, state) else { return told }
    return told + gap + advice
  }

  private static func advice(_ verdict: Verdict, _ state: AppState) -> LocalizedText? {
    let steps = VerdictText.advice(verdict, state.configuration).keys
    guard !steps.isEmpty else { return nil }
    let parts = steps.enumerated().map { index, step in
      let isChoice = index > 0 && step.effect != nil
      let joint = isChoice ? LocalizedText(" or ", "，或 ") : step.joint
      let effect = step.effect.map { LocalizedText(same: step.key.isEmpty ? "" : " ") + $0 }
      return joint + LocalizedText(same: step.key) + (effect ?? LocalizedText(same: ""))
    }
    return LocalizedText.sentence(
      LocalizedText("to change it: ", "可以试：") + joined(parts, LocalizedText(same: "")))
  }

  private static let gap = LocalizedText(" ", "")

  private static func number(_ value: Double) -> LocalizedText {
    LocalizedText(same: " " + NumberFormat.text(value))
  }

  private static func listed(_ parts: [LocalizedText]) -> LocalizedText {
    joined(parts, LocalizedText(", ", "，"))
  }

  private static func joined(_ parts: [LocalizedText], _ joint: LocalizedText) -> LocalizedText {
    parts.enumerated().reduce(LocalizedText(same: "")) { text, part in
      text + (part.offset == 0 ? LocalizedText(same: "") : joint) + part.element
    }
  }
}

// MARK: - Answers

extension NarratorWords {
  /// The whole state: the run, then each tap from the embedding on.
  static func description(_ state: AppState) -> [LocalizedText] {
    guard let report = state.lane.report else {
      return [wiring(state), LocalizedText("No step yet.", "尚未训练。")]
    }
    let metrics = [state.activationMetric, state.gradientMetric]
    let values = metrics.map { state.values(of: $0)?.values ?? [] }
    let taps = report.taps.indices.map { tap in
      let numbers = zip(metrics, values).map { metric, values in
        metric.words
          + LocalizedText(same: values.indices.contains(tap) ? text(values[tap]) : " –")
      }
      return LocalizedText.sentence(
        StackWords.place(report.taps[tap].tap) + LocalizedText(": ", "：") + listed(numbers))
    }
    return [wiring(state), progress(report, state, tellsAdvice: true)] + taps
  }

  private static func text(_ value: Double?) -> String {
    value.map { " " + NumberFormat.text($0) } ?? " –"
  }

  /// Each lane: how it is wired and how it fares.
  static func lanes(_ state: AppState) -> [LocalizedText] {
    state.lanes.map { lane in
      let name = LocalizedText("lane \(lane.id): ", "通道 \(lane.id)：") + StackWords.name(lane.wiring)
      guard let report = lane.report else { return LocalizedText.sentence(name) }
      let verdict = VerdictText.parts(report.verdict, lane.configuration)
      return LocalizedText.sentence(
        name + LocalizedText(", ", "，") + LiveWords.step(report.step) + LocalizedText(", ", "，")
          + joined(verdict, LocalizedText("; ", "；")))
    }
  }

  /// What can be typed.
  static var help: [LocalizedText] {
    [
      LocalizedText("describe: every number of the present step.", "describe：当前一步的全部数值。"),
      LocalizedText("lanes: each lane and its verdict.", "lanes：各通道及其诊断。"),
      LocalizedText("help and a command's name: what it does.", "help 加命令名：说明该命令。"),
    ]
      + CommandTable.entries.filter { $0.name != "help" }.map { entry in
        LocalizedText(same: entry.name) + LocalizedText(": ", "：")
          + LocalizedText.sentence(entry.help)
      }
  }
}
