/// A statement that an experiment puts to the test.
///
/// R and W are the claims of the tutorial on residual and norm; the others are what the literature
/// and measurements add to them.
public enum ClaimID: String, CaseIterable, Hashable, Sendable {
  /// The block computes `F(x) + x`.
  case r1 = "R1"
  /// The sum is normalized: `LN(F(x) + x)`.
  case r2 = "R2"
  /// Residuals keep gradients from vanishing and from exploding.
  case r3 = "R3"
  /// Deep layers still hold the input.
  case r4 = "R4"
  /// Training is stabler and more efficient with residuals.
  case r5 = "R5"
  /// LN after the add smooths extreme values.
  case w1 = "W1"
  /// Without a norm after the add the stream grows without bound.
  case w2 = "W2"
  /// LN after the add steadies the gradients.
  case w3 = "W3"
  /// Post needs warm-up.
  case s1 = "S1"
  /// Without residual nothing is learnt.
  case s2 = "S2"
  /// Without residual and norm the gradient vanishes.
  case s3 = "S3"
  /// With residual and without norm the stream explodes.
  case s4 = "S4"
  /// Healthy magnitudes may hide collapsed tokens.
  case s5 = "S5"
  /// The squared RMS of pre and sandwich grows linearly.
  case s6 = "S6"
  /// The norm belongs behind the add and not before it.
  case s7 = "S7"
  /// How much a small change of all weights changes the output.
  case s8 = "S8"
  /// The depth from which post needs warm-up, and from which that does not help.
  case s9 = "S9"
  /// DeepNorm and ReZero train deep stacks without warm-up.
  case s10 = "S10"
  /// Everything here depends on the initialization.
  case i1 = "I1"
  /// Xiong and others 2020, Theorem 1: the last layer's gradient by depth.
  case t1 = "T1"
}

/// What an experiment says of its claim.
public enum ClaimVerdict: String, CaseIterable, Hashable, Sendable {
  /// Everything that the claim demands was measured.
  case holds
  /// Nothing of it was.
  case fails
  /// Some of it was: the claim needs a condition.
  case onlyIf = "only-if"

  /// The verdict on demands that were met or not; one that was not measured is not met.
  public init(met: [Bool]) {
    if met.allSatisfy(\.self) {
      self = met.isEmpty ? .fails : .holds
    } else {
      self = met.contains(true) ? .onlyIf : .fails
    }
  }
}
