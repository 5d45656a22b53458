import Engine

extension ClaimText {
  /// What the page of a claim says, paragraph by paragraph; for the screen and for sentences.
  struct Page {
    /// How a paragraph is shown.
    enum Kind: Hashable, Sendable {
      case claim, verdict(ClaimVerdict, isRecorded: Bool), finding(isMet: Bool?), text, muted
    }

    /// A paragraph and its lines.
    struct Paragraph: Hashable, Sendable {
      var kind: Kind
      var lines: [String]
    }

    private let claims: ClaimState
    private let language: Language
    private let width: Int

    /// The page of the claim at the cursor, as wide as the screen shows text.
    init(_ state: AppState) {
      self.init(state.claims, state.language, width: TextScreen.width(columns: state.columns))
    }

    init(_ claims: ClaimState, _ language: Language, width: Int) {
      (self.claims, self.language, self.width) = (claims, language, width)
    }

    /// Everything below the title; findings stand close to each other, and the claim to its verdict.
    var lines: [(kind: Kind, text: String)] {
      var result: [(kind: Kind, text: String)] = []
      var before = Kind.claim
      for paragraph in paragraphs {
        if before != .claim, !(paragraph.kind.isFinding && before.isFinding) {
          result.append((.text, ""))
        }
        result += paragraph.lines.map { (paragraph.kind, $0) }
        before = paragraph.kind
      }
      return result
    }

    var paragraphs: [Paragraph] {
      let experiment = claims.experiment
      let words = experiment.words
      let result = claims.results[experiment.id]
      var all = [paragraph(.claim, words.claim)]
      if let progress = claims.progress, progress.id == experiment.id {
        all.append(paragraph(.muted, ClaimWords.measuring(progress.share)))
      } else if let result {
        let isRecorded = result.isAsRecorded
        all.append(
          paragraph(.verdict(result.verdict, isRecorded: isRecorded), ClaimWords.measured(result)))
      } else {
        all.append(paragraph(.muted, ClaimWords.notMeasured))
        all.append(
          paragraph(
            .verdict(experiment.recorded, isRecorded: true),
            ClaimWords.recorded(experiment.recorded)))
      }
      all += findings(experiment, result)
      // What the record says of the numbers is true of those that agree with it.
      if result?.isAsRecorded ?? true { all.append(paragraph(.text, words.reading)) }
      all.append(paragraph(.text, ClaimWords.flips(experiment)))
      all.append(paragraph(.muted, ClaimWords.source(experiment)))
      return all
    }

    private func findings(_ experiment: Experiment, _ result: ExperimentResult?) -> [Paragraph] {
      guard let result else {
        return experiment.findings.map {
          let found = FindingLines(demandOf: $0, language: language)
          return Paragraph(kind: .finding(isMet: nil), lines: found.lines(width: width))
        }
      }
      return result.evidence.map {
        let found = FindingLines($0, language: language)
        return Paragraph(kind: .finding(isMet: $0.isMet), lines: found.lines(width: width))
      }
    }

    private func paragraph(_ kind: Kind, _ words: LocalizedText) -> Paragraph {
      Paragraph(kind: kind, lines: WrappedText.lines(words[language], width: width))
    }
  }
}

extension ClaimText.Page.Kind {
  fileprivate var isFinding: Bool {
    if case .finding = self { true } else { false }
  }
}
