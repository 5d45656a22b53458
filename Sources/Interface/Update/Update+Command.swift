import Engine

extension AppState {
  /// How long a failure stays in the note.
  static let complaintDuration = 10_000

  /// Takes a key while the `:` line is open.
  mutating func type(_ key: Key) -> [Effect] {
    switch key {
    case .escape: command.prompt = nil
    case .enter: return performTyped()
    case .tab: completeTyped(1)
    case .backTab: completeTyped(-1)
    case .up: command.prompt?.recall(-1, of: command.past)
    case .down: command.prompt?.recall(1, of: command.past)
    case .backspace where command.prompt?.editor.text.isEmpty == true: command.prompt = nil
    case .control("z"): return [.shell(.suspend)]
    case .control("l"): return [.shell(.redraw)]
    default: _ = command.prompt?.press(key)
    }
    return []
  }

  mutating func openCommand() -> ActionResult {
    command.prompt = CommandPrompt()
    return ActionResult(nil)
  }

  private mutating func completeTyped(_ offset: Int) {
    var prompt = command.prompt
    prompt?.complete(offset, candidates)
    command.prompt = prompt
  }

  /// Performs the line and closes it; what cannot be read stays to be mended.
  private mutating func performTyped() -> [Effect] {
    guard let line = command.prompt?.editor.text, line.contains(where: { !$0.isWhitespace }) else {
      command.prompt = nil
      return []
    }
    command.remember(line)
    let (effects, complaint) = perform(line: line)
    if let complaint { command.prompt?.show(error: complaint) } else { command.prompt = nil }
    return effects
  }

  /// Performs what a line says; what cannot be read is answered.
  private mutating func perform(line: String) -> (effects: [Effect], complaint: LocalizedText?) {
    var early: [Effect] = []
    do {
      let parsed = try Command(line, for: lane.launch)
      early = sendPending()
      let outcome = try perform(parsed)
      if outcome.note != nil { say(":" + line, outcome.note) }
      return (early + outcome.effects + askForInspection(), nil)
    } catch { return (early, error.words) }
  }

  /// Presses the keys that a line names, or performs it as a command.
  mutating func take(line: String) -> [Effect] {
    let words = line.split(separator: " ")
    let keys = words.compactMap { Key(named: String($0)) }
    let isCommand = CommandTable.entry(Command.Parts(line).name) != nil
    if !isCommand, !keys.isEmpty, keys.count == words.count { return keys.flatMap { take($0) } }
    let (effects, complaint) = perform(line: line)
    if let complaint { say("", complaint) }
    return effects
  }

  private mutating func perform(_ parsed: Command) throws(CommandError) -> ActionResult {
    if walk != nil, parsed.concernsLab { throw CommandError(StepWords.labWaits) }
    let left = parsed.changesRun ? leaveStage() : []
    var outcome = try outcome(of: parsed)
    outcome.effects = left + outcome.effects
    return outcome
  }

  private mutating func outcome(of parsed: Command) throws(CommandError) -> ActionResult {
    switch parsed {
    case .configure(let key, let text): return try configure(key, text)
    case .replace(let configuration): return rebuild(configuration)
    case .stand(let change): return rebuild(configuration, on: change)
    case .set(let setting):
      return ActionResult(CommandWords.set(setting), [.training(.set(setting))])
    case .setScreen(let setting):
      return ActionResult(CommandWords.set(setting), [.shell(.set(setting))])
    case .perform(.lesson(.open(let index))) where walk == nil:
      return perform(.lesson(.open(index)))
    case .perform(.claim(.open(let id))) where walk == nil:
      return perform(.claim(.open(id)))
    case .perform(let action): return try performBound(action)
    case .pace(let pace):
      self.pace = pace
      return ActionResult(NoteWords.pace(pace), [.training(.pace(pace))])
    case .until(let step): return try run(until: step)
    case .write(let file, let path, let replaces):
      let content: FileRequest.Content =
        switch file {
        case .weights: .weights
        case .curves where path.hasSuffix(".json"): .summary(RunSummary(self))
        case .curves: .text(lane.history.table)
        case .run: .run
        }
      let request = FileRequest(lane: lane.id, path: path, replaces: replaces, content: content)
      return ActionResult(CommandWords.writing, [.training(.write(request))])
    case .look(let step): return try go(to: step)
    case .lane(let id): return try select(lane: id)
    case .select(let selection):
      self.selection = selection
      return ActionResult(NoteWords.selected(selection))
    case .addBreakpoint(let breakpoint):
      let isSet = command.breakpoints.contains(breakpoint)
      return change(breakpoints: command.breakpoints + (isSet ? [] : [breakpoint]))
    case .dropBreakpoints: return change(breakpoints: [])
    case .listBreakpoints: return ActionResult(breakpointWords)
    case .addWatch(let watch):
      command.watches = command.watches.filter { $0 != watch } + [watch]
      return ActionResult(CommandWords.watches(watch))
    case .dropWatches:
      command.watches = []
      return ActionResult(CommandWords.noWatches)
    case .mouse(let isOn):
      mouse.isOn = isOn
      return ActionResult(CommandWords.mouse(isOn: isOn), [.shell(.mouse(isOn: isOn))])
    case .theme(let theme):
      guard look.depth != .mono else { throw CommandError(KeyTable.monoRefusal) }
      look.theme = theme
      return ActionResult(LookWords.theme(theme))
    case .glyphs(let glyphs):
      guard look.glyphSets.contains(glyphs) else { throw CommandError(KeyTable.asciiRefusal) }
      look.glyphs = glyphs
      return ActionResult(LookWords.glyphs(glyphs))
    case .language(let language):
      guard look.showsChinese || language == .english else {
        throw CommandError(KeyTable.chineseRefusal)
      }
      look.language = language
      return ActionResult(LookWords.name(language))
    case .layout(let layout): return ActionResult(show(layout))
    case .metric(let metric): return ActionResult(show(metric))
    }
  }

  /// Does what a key does, where that key would do it.
  private mutating func performBound(_ action: Action) throws(CommandError) -> ActionResult {
    guard let binding = chosenKeys.binding(of: action, on: screen) else {
      throw CommandError(CommandWords.elsewhere)
    }
    guard binding.isValid(self) else {
      throw CommandError(binding.refusal ?? CommandWords.impossible)
    }
    return perform(action)
  }

  private mutating func go(to step: Int?) throws(CommandError) -> ActionResult {
    let count = lane.history.stepCount
    if let step, step >= count {
      throw CommandError("goto", expected: CommandWords.trained(count), found: "\(step)")
    }
    let effects = look(at: step)
    return ActionResult(
      step.map { CommandWords.looking(at: $0, isRunning: isRunning) } ?? NoteWords.newestStep,
      effects)
  }

  private mutating func select(lane id: Int) throws(CommandError) -> ActionResult {
    guard let index = lanes.firstIndex(where: { $0.id == id }) else {
      throw CommandError("lane", expected: CommandWords.open(lanes.map(\.id)), found: "\(id)")
    }
    return selectLane(index)
  }

  private mutating func run(until step: Int?) throws(CommandError) -> ActionResult {
    guard let step else {
      command.until = nil
      return ActionResult(CommandWords.untilOff, [.training(.pauseAfter(step: nil))])
    }
    if let present = lane.report?.step, step <= present {
      throw CommandError("until", expected: CommandWords.past(present), found: "\(step)")
    }
    guard mode != .diverged else { throw CommandError(KeyTable.divergedRefusal) }
    command.until = step
    let starts: [Effect] = mode == .running ? [] : [.training(.run)]
    mode = .running
    return ActionResult(CommandWords.until(step), [.training(.pauseAfter(step: step))] + starts)
  }

  /// Pauses when the step that was asked for has been trained; the trainer does so by itself.
  mutating func pauseWhenReached() -> [Effect] {
    guard let until = command.until, let step = lane.report?.step, step >= until else { return [] }
    command.until = nil
    guard mode == .running else { return [] }
    mode = .paused
    say(":until", CommandWords.reached(step))
    return [.training(.pause)]
  }

  /// Tells what became of an effect that took its time.
  mutating func take(_ answer: EffectResult) -> [Effect] {
    let duration = answer.isGood ? Note.duration : Self.complaintDuration
    note = Note(
      key: "", effect: CommandWords.answer(answer), expiry: milliseconds + duration)
    if case .refused = answer { return refuseStage() }
    return []
  }
}

extension AppState {
  /// Puts a metric into the panel that can show it, and the focus with it.
  private mutating func show(_ metric: CommandMetric) -> LocalizedText {
    let isCurveFocused = focus == .upperCurve || focus == .lowerCurve
    switch metric {
    // Both profile and curves have it: the focus decides.
    case .activation(.tokenDiversity) where isCurveFocused: return show(.curve(.tokenDiversity))
    case .activation(let metric): (activationMetric, focus) = (metric, .activation)
    case .gradient(let metric): (gradientMetric, focus) = (metric, .gradient)
    case .curve(let metric) where focus == .lowerCurve: lowerCurve = metric
    case .curve(let metric): (upperCurve, focus) = (metric, .upperCurve)
    }
    fitAxes()
    return NoteWords.focused(focus, self)
  }
}
