import Engine

/// All words of the help.
enum HelpWords {
  static let title = "help: the live screen"
  static let more = "more ↓"
  static let end = "end"
  static let symbolsHeading = "Symbols"
  static let measuresHeading = "Measures"
  static let verdictsHeading = "Verdicts, the first that holds"

  static func position(first: Int, last: Int, of count: Int) -> String {
    "lines \(first)–\(last) of \(count)"
  }

  static func name(_ group: KeyBinding.Group) -> String {
    switch group {
    case .training: "Training"
    case .wiring: "Wiring"
    case .rate: "Rates"
    case .view: "View"
    case .program: "Program"
    case .help: "In this help"
    }
  }

  static func panelHeading(_ state: AppState) -> String {
    "What am I looking at: \(focusedName(state))"
  }

  private static func focusedName(_ state: AppState) -> String {
    switch state.focus {
    case .activation: LiveWords.name(state.activationMetric)
    case .gradient: LiveWords.name(state.gradientMetric)
    case .upperCurve: LiveWords.name(state.upperCurve)
    case .lowerCurve: LiveWords.name(state.lowerCurve)
    }
  }

  static func panel(_ state: AppState) -> String {
    switch state.focus {
    case .activation:
      """
      One bar for each place where the stream is measured, from the embedding down to the final \
      tap. Equal bars: the signal keeps its size through the stack. Bars that grow or shrink by a \
      constant length per layer on the log axis: it grows or shrinks exponentially with depth.
      """
    case .gradient:
      """
      How strongly the loss answers to a change of the stream at each place, per token. The \
      gradient flows upward, from the final tap to the embedding: bars that get shorter upward \
      vanish, bars that get longer explode. The axis spans whole decades and does not jitter.
      """
    case .upperCurve, .lowerCurve:
      """
      One number for every step since the start. The level line is what guessing costs or \
      scores. Loose dots are the run before the last restart. Where several steps share a \
      column, the line runs through their mean and fills from the least to the largest.
      """
    }
  }

  static let placementsHeading = "Placements, in the order of n"

  static var placements: [(String, String)] {
    let places = [
      "the original Transformer", "GPT-2 and most modern models", "CogView, Peri-LN",
      "the norm before the add, res-post-norm", "no normalization",
    ]
    return zip(Placement.allCases, places).map { placement, place in
      let formula = StackWords.formula(Wiring(placement), norm: .layer, gated: false)
      return (StackWords.name(placement), "\(formula): \(place)")
    }
  }

  static func symbols(_ glyphs: Glyphs) -> [(String, String)] {
    [
      ("x ─┬─▶ F", "the stream x splits into the branch F and the skip below it"),
      (glyphs.add, "the branch and the skip are added"),
      ("LN  RMS", "a norm: LayerNorm or RMSNorm"),
      ("╰──╯", "the skip; ╌╌ ╳ cut means that it is cut, ×0.50 that it is scaled"),
      ("g  ×g", "the learned gate of preset rezero: it multiplies the branch and starts at 0"),
      ("│po ╳pr", "a sublayer's skip and the first two letters of its placement"),
      ("┊po", "a skip of another scale, or several kinds on one row"),
      ("··", "several placements on one row"),
      ("█ ░", "where a row holds several taps: up to the least, up to the extreme"),
      ("┊", "a labelled tick of the axis; over a curve: the stack was rewired there"),
      ("▲", "the step of a rewiring"),
      ("┄", "the level of guessing"),
      (glyphs.looseDot, "the run before the last restart; ↑ ↓ it lies above or below the axis"),
      ("!", "a number that is none: nan or inf"),
      ("–", "not measured at this step, or not there"),
      ("@140", "measured at step 140: such numbers cost too much for every step"),
      ("[post]", "the placement of what is selected; … while a choice is not sent yet"),
      ("▸", "the focused panel; the selected layer"),
    ]
  }

  static let measures = [
    ("RMS", "root of the mean square over the batch; max is the largest magnitude"),
    ("branch", "ratio: RMS of what is added over RMS of the stream; cosine: between the two"),
    ("input", "similarity: cosine of the stream with the embedding, 1 is unchanged"),
    ("token", "similarity: mean cosine between the tokens of a sequence"),
    ("token", "residual: the part of the stream in which tokens differ; 0 is rank collapse"),
    ("spread", "log10 of the largest over the smallest gradient RMS along the stream"),
    (
      "falls to 0",
      "over \(NumberFormat.fixed(VerdictText.deepest, digits: 0)) decades: the gradient left the "
        + "range of the numbers; 0 counts as 1e-38"
    ),
    ("update", "ratio: RMS change of a matrix over its RMS; Adam hides vanishing in it"),
    ("q/v", "gradient of the query matrix over that of the value matrix"),
  ]

  /// The engine's own thresholds, in words.
  static var verdicts: [(String, String)] {
    let decades = NumberFormat.fixed(VerdictRules.spreadDecades, digits: 0)
    return [
      ("diverged", "a number was not finite; that update was not applied"),
      ("solved", "loss under \(VerdictRules.solvedLoss)"),
      ("exploding", "gradient spread over \(decades) decades, larger towards the input"),
      (
        "stalled",
        "mean loss of \(VerdictRules.stalledWindow) steps over "
          + "\(VerdictRules.stalledShare) of guessing, from step "
          + "\(VerdictRules.stalledStep) and the end of the warm-up on"
      ),
      ("collapsed", "token residual of the last stream under \(VerdictRules.aliveResidual)"),
      ("vanishing", "gradient spread over \(decades) decades, smaller towards the input"),
      ("healthy", "none of these"),
    ]
  }
}
