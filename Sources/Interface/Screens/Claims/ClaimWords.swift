import Engine

/// All words of the claims screen that belong to no single claim.
enum ClaimWords {
  static let title = LocalizedText("claims: the tutorial put to the test", "论断：检验教程")
  static let recorded = LocalizedText("record", "记录")
  static let measured = LocalizedText("here", "此机")
  static let nothing = LocalizedText(same: "·")

  /// The lines above a page before anything is measured.
  static func recorded(_ verdict: ClaimVerdict) -> LocalizedText {
    LocalizedText("recorded: ", "记录：") + ClaimText.name(verdict)
  }

  /// `measured here: only if, as recorded`.
  static func measured(_ result: ExperimentResult) -> LocalizedText {
    let verdict = LocalizedText("measured here: ", "此机测得：") + ClaimText.name(result.verdict)
    if result.verdict != result.experiment.recorded {
      return verdict + LocalizedText("; ", "；") + recorded(result.experiment.recorded)
    }
    return result.isAsRecorded
      ? verdict + LocalizedText(", as recorded", "，与记录一致")
      : verdict + LocalizedText(", with a number outside the record", "，有数字超出记录")
  }

  static func measuring(_ share: Double) -> LocalizedText {
    let percent = "\(Int((share * 100).rounded(.down))) %"
    return LocalizedText("measuring: \(percent) of 3 seeds", "测量中：3 个种子，\(percent)")
  }

  /// What is demanded and what is compared, before it is measured.
  static let notMeasured = LocalizedText(
    "Not measured here yet: enter runs it before your eyes, m measures it.",
    "此机尚未测量：enter 当面运行，m 只测量。")
  static func flips(_ experiment: Experiment) -> LocalizedText {
    LocalizedText("What flips it, f: \(experiment.flip). ", "如何翻转，f：\(experiment.flip)。")
      + experiment.words.flip
  }
  static func source(_ experiment: Experiment) -> LocalizedText {
    LocalizedText("Source: ", "来源：") + experiment.words.source
  }

  /// The lines below the plots while a claim is trained, measured or flipped.
  static func staged(_ staged: Staged, _ claims: ClaimState) -> LocalizedText {
    switch staged.purpose {
    case .claim(let id): words(of: id, staged.phase, claims)
    case .flip(let id):
      Experiment.of(id).map { experiment in
        LocalizedText(same: id.rawValue) + LocalizedText(": ", "：")
          + LocalizedText(same: experiment.flip)
          + LocalizedText(". ", "。") + experiment.words.flip
      } ?? LocalizedText(same: "")
    case .lesson: LocalizedText(same: "")
    }
  }

  private static func words(
    of id: ClaimID, _ phase: Staged.Phase, _ claims: ClaimState
  ) -> LocalizedText {
    let number = LocalizedText(same: id.rawValue) + LocalizedText(": ", "：")
    guard phase == .shown else {
      return Experiment.of(id).map { number + $0.words.claim } ?? number
    }
    if let progress = claims.progress, progress.id == id {
      return number + measuring(progress.share)
    }
    guard let result = claims.results[id] else {
      return number + LocalizedText("not measured; enter shows its page", "未测量；enter 显示其页")
    }
    return LocalizedText(same: id.rawValue + " ") + ClaimText.name(result.verdict)
      + LocalizedText(" · enter shows the numbers and what flips it", " · enter 显示数字及如何翻转")
  }

  /// The screen without a screen: the page of the claim, or all claims and the one at the cursor.
  static func sentences(_ state: AppState) -> [LocalizedText] {
    guard state.claims.page == .page else {
      let chosen = LocalizedText("enter runs ", "enter 运行：") + line(state.claims.experiment, state)
      return Experiment.all.map { LocalizedText.sentence(line($0, state)) }
        + [LocalizedText.sentence(chosen)]
    }
    var claims = state.claims
    // The start of a measurement is announced once.
    claims.progress?.share = 0
    let page = ClaimText.Page(claims, state.language, width: 10_000)
    return page.paragraphs.map { paragraph in
      let words = paragraph.lines.joined().split(separator: " ").joined(separator: " ")
      return LocalizedText.sentence(LocalizedText(same: words))
    }
  }

  /// `R1 A block outputs F(x) + x …, recorded: holds, measured here: holds, as recorded`.
  private static func line(_ experiment: Experiment, _ state: AppState) -> LocalizedText {
    let words =
      LocalizedText(same: experiment.id.rawValue + " ") + experiment.words.claim
      + LocalizedText(" ", "") + recorded(experiment.recorded)
    return state.claims.results[experiment.id].map {
      words + LocalizedText(", ", "，") + measured($0)
    }
      ?? words
  }
}
