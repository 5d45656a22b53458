/// What one training step measured.
///
/// A value that was not measured at this step is `nil`.
///
/// `step` n counts the updates done before this forward pass; loss, accuracy and taps are those
/// before update n, the update ratios are those of update n.
public struct StepReport: Hashable, Sendable {
  /// Updates done since the last reset, before this forward pass.
  public var step: Int
  /// Which start this step belongs to: 0 at launch, one more with every reset.
  public var segment: Int
  /// Mean natural-log cross-entropy over the counted tokens.
  public var loss: Double
  /// Share of counted tokens whose largest logit is the target, 0…1.
  public var accuracy: Double
  /// The learning rate of this update, warm-up included.
  public var learningRate: Double
  /// L2 norm over all parameters the program reads, before clipping.
  public var gradientNorm: Double
  /// log10 of the largest over the smallest gradient RMS over the stream's taps, in decades.
  public var gradientSpread: Double
  /// Loss on the held-out text, when it was measured at this step.
  public var evaluationLoss: Double?
  /// In the order of the stream: embedding, every sublayer, final.
  public var taps: [TapReport]
  /// From layer 1 up.
  public var layers: [LayerReport]
  /// The headline and its causes.
  public var verdict: Verdict
  /// The wiring this step ran with, one entry per sublayer.
  public var wiring: [Wiring]
  /// The step at which the stack was last rewired since the reset, if it was.
  public var rewiredAt: Int?
  /// The slot in which the first non-finite number was born; the update was not applied.
  public var firstNonFinite: String?
  /// Duration of the step with its statistics, stamped by whoever owns a clock.
  public var seconds: Double = 0

  /// Whether this step met a non-finite number, so that its update was not applied.
  public var isDiverged: Bool { firstNonFinite != nil }

  /// Whether its loss is that of a solved task.
  public var isSolved: Bool { loss < VerdictRules.solvedLoss }

  /// The tap behind the last sublayer, before any final norm.
  public var lastStream: TapReport? { taps.dropLast().last }

  /// A report of no step, for `Trainer.step(into:)` to overwrite.
  public init() {
    self.init(
      step: 0, loss: 0, accuracy: 0, learningRate: 0, gradientNorm: 0, gradientSpread: 0, taps: [],
      layers: [], verdict: Verdict(state: .healthy, number: 0, threshold: 0), wiring: [])
  }

  /// Collects one step's measurements.
  public init(
    step: Int, segment: Int = 0, loss: Double, accuracy: Double, learningRate: Double,
    gradientNorm: Double, gradientSpread: Double, evaluationLoss: Double? = nil,
    taps: [TapReport], layers: [LayerReport], verdict: Verdict, wiring: [Wiring],
    rewiredAt: Int? = nil, firstNonFinite: String? = nil
  ) {
    self.step = step
    self.segment = segment
    self.loss = loss
    self.accuracy = accuracy
    self.learningRate = learningRate
    self.gradientNorm = gradientNorm
    self.gradientSpread = gradientSpread
    self.evaluationLoss = evaluationLoss
    self.taps = taps
    self.layers = layers
    self.verdict = verdict
    self.wiring = wiring
    self.rewiredAt = rewiredAt
    self.firstNonFinite = firstNonFinite
  }
}

/// Statistics at one tap.
public struct TapReport: Hashable, Sendable {
  /// Where.
  public var tap: Tap
  /// √mean(x²) of the stream.
  public var activationRMS: Double
  /// max |x| of the stream.
  public var activationMax: Double
  /// RMS of ∂L/∂x per token: the gradient of the mean loss times the number of counted tokens.
  public var gradientRMS: Double
  /// max |∂L/∂x| per token.
  public var gradientMax: Double
  /// RMS of the raw branch `F`; sublayers only.
  public var branchRMS: Double?
  /// RMS of what reaches ⊕ from the branch over RMS of the stream x; sublayers only.
  public var branchRatio: Double?
  /// ⟨branch, x⟩ / (‖branch‖·‖x‖) at ⊕, over all tokens; sublayers only.
  public var branchCosine: Double?
  /// Mean cosine of this tap's tokens with the embedding tap's.
  public var inputSimilarity: Double?
  /// Mean pairwise cosine of the tokens of a sequence.
  public var tokenSimilarity: Double?
  /// ‖X − 1·mean‖ / ‖X‖ per sequence, averaged; 0 when all tokens are alike.
  public var tokenDiversity: Double?

  /// Collects the statistics of one tap.
  public init(
    tap: Tap, activationRMS: Double, activationMax: Double, gradientRMS: Double,
    gradientMax: Double, branchRMS: Double? = nil, branchRatio: Double? = nil,
    branchCosine: Double? = nil, inputSimilarity: Double? = nil, tokenSimilarity: Double? = nil,
    tokenDiversity: Double? = nil
  ) {
    self.tap = tap
    self.activationRMS = activationRMS
    self.activationMax = activationMax
    self.gradientRMS = gradientRMS
    self.gradientMax = gradientMax
    self.branchRMS = branchRMS
    self.branchRatio = branchRatio
    self.branchCosine = branchCosine
    self.inputSimilarity = inputSimilarity
    self.tokenSimilarity = tokenSimilarity
    self.tokenDiversity = tokenDiversity
  }
}

/// Statistics over one layer's matrices.
public struct LayerReport: Hashable, Sendable {
  /// Root mean square of the matrices' gradient norms.
  public var gradientNorm: Double
  /// Root mean square of the matrices' update ratios.
  public var updateRatio: Double?
  /// ‖∇W_q‖ / ‖∇W_v‖.
  public var queryValueRatio: Double
  /// query, key, value, output, expand, contract.
  public var matrices: [MatrixReport]

  /// ‖∇W_q‖ / ‖∇W_v‖; `nil` where there is no ∇W_v to divide by, as when all of the layer's
  /// gradients underflowed.
  package var definedQueryValueRatio: Double? {
    matrices.count > 2 && matrices[2].gradientNorm == 0 ? nil : queryValueRatio
  }

  /// Collects the statistics of one layer.
  public init(
    gradientNorm: Double, updateRatio: Double?, queryValueRatio: Double, matrices: [MatrixReport]
  ) {
    self.gradientNorm = gradientNorm
    self.updateRatio = updateRatio
    self.queryValueRatio = queryValueRatio
    self.matrices = matrices
  }
}

/// Statistics of one weight matrix.
public struct MatrixReport: Hashable, Sendable {
  /// The parameter's name, `layers.0.attention.query.weight`.
  public var name: String
  /// L2 norm of its gradient.
  public var gradientNorm: Double
  /// RMS(new − old) / RMS(old), weight decay included; absent when no update was applied.
  public var updateRatio: Double?

  /// Collects the statistics of one matrix.
  public init(name: String, gradientNorm: Double, updateRatio: Double?) {
    self.name = name
    self.gradientNorm = gradientNorm
    self.updateRatio = updateRatio
  }
}
