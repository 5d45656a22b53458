extension KeyTable {
  static let training = [
    KeyBinding(
      "space", [.character(" ")], .training, .toggleRunning, "run or pause",
      refusal: "the run has diverged: rewire it, or i starts again",
      footer: { $0.mode == .running ? "pause" : "run" }, isValid: { $0.mode != .diverged }),
    KeyBinding(
      ".", .training, .trainOneStep, "train one step while paused",
      refusal: "one step at a time needs a pause: space", footer: { _ in "step" },
      isValid: { $0.mode == .paused }),
    KeyBinding(
      "i", .training, .reset,
      "back to the same initial weights and the same batches; the old curve stays as a ghost",
      footer: { _ in "restart" }),
    KeyBinding(
      "w", .training, .toggleWarmup,
      "warm-up on or off: the learning rate rises over its steps; i starts with it",
      footer: { _ in "warm-up" }),
  ]

  static let wiring = [
    KeyBinding(
      "n", .wiring, .nextPlacement,
      "next norm placement: post, pre, sandwich, branch, none; of the selection, or of all",
      footer: { _ in "norm" }),
    KeyBinding("N", .wiring, .previousPlacement, "previous norm placement"),
    KeyBinding(
      "r", .wiring, .toggleResidual, "residual on or off, of the selection, or of all",
      footer: { _ in "residual" }),
    KeyBinding(
      "enter", [.enter], .wiring, .toggleSelected, "cut or join the skip of what is selected",
      refusal: "nothing is selected: ↑ ↓ select a layer", footer: { _ in "skip" },
      isValid: { $0.selection != .everything }),
    KeyBinding(
      "u", .wiring, .undo, "undo a rewiring; the weights stay", refusal: "nothing to undo",
      footer: { _ in "undo" }, isValid: { !$0.undoStack.isEmpty || $0.pending != nil }),
    KeyBinding(
      "U", .wiring, .redo, "redo a rewiring", refusal: "nothing to redo",
      isValid: { !$0.redoStack.isEmpty }),
    KeyBinding(
      "↓ j", [.down, .character("j")], .wiring, .nextLayer, "select the next layer",
      footer: { _ in "select" }),
    KeyBinding("↑ k", [.up, .character("k")], .wiring, .previousLayer, "select the layer before"),
    KeyBinding(
      "← h", [.left, .character("h")], .wiring, .narrow(.attention), "select its attention only"),
    KeyBinding(
      "→ l", [.right, .character("l")], .wiring, .narrow(.feedforward),
      "select its feed-forward only"),
    KeyBinding(
      "esc", [.escape], .wiring, .widen, "widen the selection, then clear it",
      refusal: "nothing is selected", footer: { _ in "widen" },
      isValid: { $0.selection != .everything }),
  ]

  static let rate = [
    KeyBinding("[", .rate, .lowerLearningRate, "lower the learning rate: 1, 2, 5 steps"),
    KeyBinding("]", .rate, .raiseLearningRate, "raise the learning rate"),
    KeyBinding("-", .rate, .slower, "slower pace", footer: { _ in nil }),
    KeyBinding(
      "+ =", [.character("+"), .character("=")], .rate, .faster,
      "faster pace, up to unlimited", footer: { _ in "pace" }),
  ]

  static let view = [
    KeyBinding(
      "tab", [.tab], .view, .nextPanel, "focus the next panel: it gets more room",
      footer: { _ in "panel" }),
    KeyBinding("shift-tab", [.backTab], .view, .previousPanel, "focus the panel before"),
    KeyBinding(
      "m", .view, .nextMetric, "next metric in the focused panel", footer: { _ in "metric" }),
    KeyBinding(
      "L", .view, .toggleScale, "log or linear axis in the focused panel",
      refusal: "this metric can be negative: its axis is always linear",
      isValid: { $0.scaleCanChange }),
  ]

  static let program = [
    KeyBinding("?", .program, .openHelp, "this help", footer: { _ in "help" }),
    KeyBinding("q", .program, .quit, "quit", layer: .everywhere, footer: { _ in "quit" }),
    KeyBinding(
      "ctrl-z", [.control("z")], .program, .suspend, "suspend; fg in the shell comes back",
      layer: .everywhere),
    KeyBinding(
      "ctrl-l", [.control("l")], .program, .redraw, "draw the whole screen anew",
      layer: .everywhere),
  ]

  static let help = [
    KeyBinding(
      "? esc", [.character("?"), .escape], .help, .closeHelp, "close the help", layer: .help,
      footer: { _ in "close" }),
    KeyBinding(
      "↓ j", [.down, .character("j")], .help, .scrollHelp(.lines(1)), "scroll down", layer: .help,
      footer: { _ in "scroll" }),
    KeyBinding(
      "↑ k", [.up, .character("k")], .help, .scrollHelp(.lines(-1)), "scroll up", layer: .help),
    KeyBinding(
      "pgdn", [.pageDown, .character(" ")], .help, .scrollHelp(.pages(1)), "a page down",
      layer: .help, footer: { _ in "page" }),
    KeyBinding("pgup", [.pageUp], .help, .scrollHelp(.pages(-1)), "a page up", layer: .help),
    KeyBinding(
      "home", [.home, .character("g")], .help, .scrollHelp(.start), "to the start", layer: .help),
    KeyBinding(
      "end", [.end, .character("G")], .help, .scrollHelp(.end), "to the end", layer: .help),
  ]
}
