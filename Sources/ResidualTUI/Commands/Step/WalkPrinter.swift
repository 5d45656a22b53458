import Engine
import Interface

/// Walks a step from its start to its end and prints what it passes.
struct WalkPrinter {
  let walk: Walk
  let focus: WalkFocus
  let selection: OperationSelection
  let showsPaths: Bool
  private var output = Output(.standard)

  init(walk: Walk, focus: WalkFocus, selection: OperationSelection, showsPaths: Bool) {
    self.walk = walk
    self.focus = focus
    self.selection = selection
    self.showsPaths = showsPaths
  }

  /// Goes through all operations, printing those selected.
  mutating func forEach(_ body: (WalkOperation) -> String) throws(Failure) {
    for operation in walk.operations where selection.contains(operation) {
      walk.move(to: operation.index)
      try output.write(body(operation))
    }
  }

  /// The splits of all taps, embedding first; none where nobody asked.
  private var splits: [PathSplit] {
    showsPaths ? (walk.splitByPathLength() ?? []).reversed() : []
  }
}

// MARK: - Sentences

extension WalkPrinter {
  mutating func plain(_ language: Language) throws(Failure) {
    let configuration = walk.configuration
    try output.write("\(ShellWord.configFlag(configuration))\n")
    let count = walk.operations.count
    try output.write(
      LocalizedText("step \(walk.step), \(count) operations", "第 \(walk.step) 步，\(count) 个运算")[
        language]
        + "\n")
    let paragraphs = WalkParagraphs(walk: walk, focus: focus, language: language)
    var place = ""
    try forEach { operation in
      let phase = OperationWords.name(operation.phase)[language]
      let next = operation.sublayer.map { "\(phase)  \($0)" } ?? phase
      defer { place = next }
      return (next == place ? "" : "\n\(next)\n") + paragraphs.text(of: operation)
    }
    let splits = splits
    guard !splits.isEmpty else { return }
    try output.write("\n" + paragraphs.text(of: splits))
  }
}

// MARK: - JSON

extension WalkPrinter {
  mutating func json() throws(Failure) {
    var head = JSONObject()
    head.add("kind", text: "walk")
    head.add("schema", 1)
    head.add("config", text: walk.configuration.line)
    head.add("step", walk.step)
    head.add("operations", walk.operations.count)
    head.add("token", focus.token + 1)
    head.add("feature", focus.feature + 1)
    try output.write(head.closed + "\n")
    var printed = 0
    let (walk, focus) = (walk, focus)
    try forEach { operation in
      printed += 1
      return walk.json(of: operation, focus) + "\n"
    }
    for split in splits { try output.write(split.json + "\n") }
    var end = JSONObject()
    end.add("kind", text: "end")
    end.add("printed", printed)
    try output.write(end.closed + "\n")
  }
}
