import Engine

/// What is said of the present operation, line by line.
struct StepFacts {
  let page: WalkPage
  let opening: WalkOpening
  let state: AppState

  /// Formula, sizes, the arithmetic of the chosen number, the sentence, what meets at a fork or is
  /// removed by a norm, and the laws.
  func head(width: Int) -> [StyledText] {
    guard width > 8 else { return [] }
    var lines = formula(width)
    lines += sizes(width)
    lines += arithmetic(width)
    let sentence = OperationWords.sentence(page.operation, opening.configuration)[language]
    lines += wrapped(StepListing.plain(sentence), width, Style(.text)).prefix(4)
    lines += special(width)
    return lines + page.identityChecks.flatMap { check($0, width) }
  }

  private var language: Language { state.language }

  private func wrapped(_ text: String, _ width: Int, _ style: Style) -> [StyledText] {
    WrappedText.lines(text, width: width).map { StyledText($0, style).clipped(to: width) }
  }

  /// Whole on as many lines as it needs, and what it is about behind it or below.
  private func formula(_ width: Int) -> [StyledText] {
    let text = state.glyphs.formula(
      StepListing.plain(OperationWords.formula(page.operation, opening.configuration)))
    let phrase = StyledText(text, Style(.text, .bold))
    var lines = phrase.width <= width ? [phrase] : wrapped(text, width, Style(.text, .bold))
    guard page.operation.kind == .update || page.operation.kind == .reduceGradient,
      let tensor = page.outputs.first?.tensor.name, !tensor.isEmpty
    else { return lines }
    let name = StyledText(tensor, Style(.muted))
    if phrase.width + 2 + name.width <= width {
      lines[lines.count - 1] = lines[lines.count - 1] + StyledText("  ") + name
    } else {
      lines.append(name.clipped(to: width))
    }
    return lines
  }

  /// The written-out arithmetic: as many terms of a sum as two lines hold, and always its result.
  private func arithmetic(_ width: Int) -> [StyledText] {
    let choices = (0...3).reversed().map { shown in
      let line = ArithmeticText.line(page.arithmetic, shown: shown)
      return wrapped(state.glyphs.formula(StepListing.plain(line)), width, Style(.accent))
    }
    return choices.first { $0.count <= 2 } ?? choices[3]
  }

  // MARK: Sizes

  private func sizes(_ width: Int) -> [StyledText] {
    let sizes = page.sizes
    func size(_ name: LocalizedText, _ value: Double?) -> StyledText {
      guard let value else { return StyledText() }
      return StyledText(name[language] + " ", Style(.muted)) + StyledText(NumberFormat.text(value))
    }
    var factor = StyledText()
    if let amplification = sizes.amplification {
      factor =
        StyledText(StepWords.amplification[language] + " ", Style(.muted))
        + StyledText("×" + NumberFormat.text(amplification), Style(.accent, .bold))
    }
    let origin = page.operation.phase == .forward ? StepWords.sinceEmbedding : StepWords.sinceLoss
    let so = sizes.product.map { "×" + NumberFormat.text($0) }
    let product = so.map {
      StyledText(origin[language] + " ", Style(.muted)) + StyledText($0, Style(.text, .bold))
    }
    let first = [
      size(StepWords.rmsIn, sizes.inputRMS), size(StepWords.rmsOut, sizes.outputRMS), factor,
    ]
    let line = StyledText.fitting(first + [product ?? StyledText()], width: width)
    let short = StyledText.fitting(first, width: width)
    let lines = line == short && product != nil ? [short, product ?? StyledText()] : [line]
    return (lines + [values]).filter { !$0.isEmpty }
  }

  /// How much of the gradient goes to the values, where attention splits it between them and the
  /// weights.
  private var values: StyledText {
    guard page.operation.kind == .attentionMixGradient, page.outputs.count > 1 else {
      return StyledText()
    }
    func norm(_ numbers: WalkPage.Numbers) -> Double {
      numbers.values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    let whole = norm(page.inputs[0])
    guard whole > 0 else { return StyledText() }
    let factor = NumberFormat.text(norm(page.outputs[1]) / whole)
    return StyledText(StepWords.toValues(factor)[language], Style(.accent, .bold))
  }

  // MARK: Forks and norms

  /// Bars as wide as there is room for behind names and numbers.
  private func special(_ width: Int) -> [StyledText] {
    if let fork = page.forkShares { return self.fork(fork, width) }
    if let removal = page.normRemoval { return self.removal(removal, width) }
    guard let sublayer = page.operation.sublayer, page.operation.phase != .update, state.rows >= 30
    else { return [] }
    let diagram = WiringDiagram(
      opening.configuration.wiring[sublayer.index], branch: LiveWords.branch,
      cut: LiveWords.cut[language], norm: opening.configuration.normKind,
      gated: opening.configuration.hasGates, glyphs: state.glyphs)
    return [diagram.upper, diagram.lower]
  }

  /// The wiring backward, both ways with their parts: shares add up to 1, and one may be negative.
  private func fork(_ fork: ForkShares, _ width: Int) -> [StyledText] {
    let wire = Style(.muted)
    let scale = page.operation.scale.map { $0 == 1 ? "" : " ×\(StackWords.scale($0))" } ?? ""
    let names = [StepWords.branch[language], StepWords.skip[language] + scale]
    let longest = names.map { CharacterWidth.columns(of: $0) }.max() ?? 0
    func name(_ index: Int) -> String {
      names[index]
        + String(repeating: " ", count: longest - CharacterWidth.columns(of: names[index]))
    }
    let upper =
      StyledText("dx ◀─", wire) + StyledText(state.glyphs.add, Style(.text, .bold))
      + StyledText("◀─ ", wire) + StyledText(name(0), Style(.text, .bold))
      + StyledText(" ◀─┬─ ds ", wire)
    let blanks = String(repeating: " ", count: 5)
    let pad = String(repeating: " ", count: CharacterWidth.columns(of: state.glyphs.add) - 1)
    let lower =
      StyledText(blanks + "╰" + pad + "─◀ ", wire) + StyledText(name(1), Style(.good, .bold))
      + StyledText(" ◀─╯    ", wire)
    let room = max(width - upper.width - 8, 0)
    return [upper + bar(fork.branchShare, room), lower + bar(fork.skipShare, room)]
      + norms(fork, width)
  }

  /// The norms of both parts, and of their sum; on two lines where one is too short.
  private func norms(_ fork: ForkShares, _ width: Int) -> [StyledText] {
    let parts = StepWords.norms(
      branch: NumberFormat.text(fork.branchNorm), skip: NumberFormat.text(fork.skipNorm))
    let total = StepWords.total(NumberFormat.text(fork.totalNorm), NumberFormat.text(fork.cosine))
    let lines = [parts, total].map { StyledText($0[language], Style(.muted)) }
    let line = lines[0] + StyledText("  ") + lines[1]
    return line.width <= width ? [line] : lines.map { $0.clipped(to: width) }
  }

  /// A share as a bar that starts at 0, those below it in another colour and with a minus.
  private func bar(_ share: Double?, _ room: Int) -> StyledText {
    guard let share, share.isFinite else { return StyledText("–", Style(.muted)) }
    let length = Int((min(abs(share), 1) * Double(room)).rounded())
    let style = Style(.diverging(share < 0 ? -6 : 6))
    let glyph = share < 0 ? "░" : "█"
    return StyledText(String(repeating: glyph, count: length), style)
      + StyledText((length > 0 ? " " : "") + NumberFormat.text(share), Style(.text, .bold))
  }

  private func removal(_ removal: NormRemoval, _ width: Int) -> [StyledText] {
    let rows = [
      (StepWords.removedMean, removal.meanShare),
      (StepWords.removedDirection, removal.directionShare),
      (StepWords.kept, removal.keptShare),
    ]
    let names = rows.map { $0.0[language] }
    let longest = names.map { CharacterWidth.columns(of: $0) }.max() ?? 0
    let room = max(width - longest - 10, 0)
    return zip(names, rows).map { name, row in
      let blanks = String(repeating: " ", count: longest + 1 - CharacterWidth.columns(of: name))
      return StyledText(name + blanks, Style(.muted)) + bar(row.1, room)
    } + [
      StyledText(
        StepWords.meanRstd[language] + " " + NumberFormat.text(removal.meanRstd), Style(.muted))
    ]
  }

  // MARK: Laws

  private func check(_ check: IdentityCheck, _ width: Int) -> [StyledText] {
    let mark =
      check.holds ? StyledText("= ", Style(.good, .bold)) : StyledText("! ", Style(.bad, .bold))
    let words = StepWords.check(
      check.law, deviation: NumberFormat.text(check.deviation),
      bound: NumberFormat.text(check.bound), holds: check.holds)
    let style = Style(check.holds ? .muted : .bad)
    return wrapped(words[language], width - mark.width, style).enumerated().map { index, line in
      (index == 0 ? mark : StyledText("  ")) + line
    }
  }
}
