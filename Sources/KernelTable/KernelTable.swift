/// A read-only operand of a kernel.
public typealias Source = UnsafePointer<Float>
/// A written operand of a kernel.
public typealias Target = UnsafeMutablePointer<Float>

/// The kernels of one instruction set: the one seam between the engine and its arithmetic.
///
/// Every field is a C function pointer over plain counts and addresses, so that a whole set can be
/// swapped at start. All matrices are row-major; a leading dimension counts floats from one row to
/// the next. No kernel allocates, traps or keeps state.
@safe public struct KernelTable: Sendable {
  /// Terms that a product sums before it goes on to the next block.
  @inlinable public static var productDepth: Int { 128 }
  /// Floats of scratch that a product may overwrite: a block of four of the widest vectors.
  @inlinable public static var scratchCount: Int { productDepth * 64 }

  /// `C = A·B`, `C = bias + A·B` or `C = C + A·B`.
  ///
  ///     c[i·cRow + j] = start + Σ_p a[i·aRow + p·aColumn] · b[p·bRow + j],  i < m, j < n, p < k
  ///
  /// `start` is `bias[j]` where there is a bias, else c's own value when `accumulate`, else 0. One of
  /// a's strides is 1: A is stored by rows, or by columns for `Aᵀ·B`. Every element sums over p in
  /// ascending order, whatever the tile, so its bits do not depend on m and n. `scratch` holds
  /// `scratchCount` floats, overwritten.
  public typealias MatrixProduct =
    @convention(c) (
      _ m: Int, _ n: Int, _ k: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source,
      _ bRow: Int, _ bias: Source?, _ c: Target, _ cRow: Int, _ accumulate: Bool,
      _ scratch: Target
    ) -> Void

  /// `output[c·outputRow + r] = input[r·inputRow + c]`; output `[columns, rows]` is overwritten.
  public typealias Transpose =
    @convention(c) (
      _ rows: Int, _ columns: Int, _ input: Source, _ inputRow: Int, _ output: Target,
      _ outputRow: Int
    ) -> Void

  /// `output[c] = Σ_r input[r, c]`; output `[columns]` is overwritten.
  public typealias ColumnSums =
    @convention(c) (_ rows: Int, _ columns: Int, _ input: Source, _ output: Target) -> Void

  /// `output[r] = token[tokens[r]] + position[r mod sequence]`; output `[rows, width]` is overwritten.
  public typealias Embed =
    @convention(c) (
      _ rows: Int, _ width: Int, _ sequence: Int, _ tokens: UnsafePointer<Int32>, _ token: Source,
      _ position: Source, _ output: Target
    ) -> Void

  /// Adds each row of `dOutput` to its token's and its position's row; both are added to.
  public typealias EmbedGradient =
    @convention(c) (
      _ rows: Int, _ width: Int, _ sequence: Int, _ tokens: UnsafePointer<Int32>,
      _ dOutput: Source, _ dToken: Target, _ dPosition: Target
    ) -> Void

  /// Normalizes each row of `input` `[rows, width]`, then scales and shifts it.
  ///
  ///     output[r, c] = (input[r, c] - mean[r]) · rstd[r] · gain[c] + bias[c]
  ///
  /// `mean` and `rstd` `[rows]` are overwritten; rstd is 1/√(variance + ε), biased variance. With
  /// `bias == nil` it is RMSNorm: mean is 0, and the variance is the mean square. Sums of squares
  /// that leave Float's range are taken again in Double.
  public typealias Normalize =
    @convention(c) (
      _ rows: Int, _ width: Int, _ input: Source, _ gain: Source, _ bias: Source?,
      _ epsilon: Float, _ output: Target, _ mean: Target, _ rstd: Target
    ) -> Void

  /// Backward of `Normalize`, with x̂ = (input - mean)·rstd and h = dOutput·gain.
  ///
  ///     dInput = rstd · (h - mean(h) - x̂·mean(h·x̂)),  without the mean(h) term for RMSNorm
  ///     dGain = Σ_r dOutput·x̂,  dBias = Σ_r dOutput
  ///
  /// All three are overwritten; RMSNorm passes `dBias == nil`.
  public typealias NormalizeGradient =
    @convention(c) (
      _ rows: Int, _ width: Int, _ input: Source, _ mean: Source, _ rstd: Source, _ gain: Source,
      _ dOutput: Source, _ dInput: Target, _ dGain: Target, _ dBias: Target?
    ) -> Void

  /// `output = f(x)`, and x is overwritten by `f′(x)`, which is all that backward needs.
  public typealias Activate =
    @convention(c) (_ count: Int, _ x: Target, _ output: Target) -> Void

  /// `output = a · b`, element by element; output may be one of the operands.
  public typealias Multiply =
    @convention(c) (_ count: Int, _ a: Source, _ b: Source, _ output: Target) -> Void

  /// `output = scale·a + b`; output is overwritten and may be one of the operands.
  public typealias ScaledAdd =
    @convention(c) (_ count: Int, _ scale: Float, _ a: Source, _ b: Source, _ output: Target) ->
    Void

  /// `output = scale·a`; output is overwritten.
  public typealias Scale =
    @convention(c) (_ count: Int, _ scale: Float, _ a: Source, _ output: Target) -> Void

  /// `output[r] = softmax(scale · input[r])` for each row; output `[rows, width]` is overwritten.
  public typealias Softmax =
    @convention(c) (_ rows: Int, _ width: Int, _ scale: Float, _ input: Source, _ output: Target)
    -> Void

  /// Backward of `Softmax`: `dInput = scale · p · (dOutput - Σ p·dOutput)`; dInput is overwritten
  /// and may be `dOutput`.
  public typealias SoftmaxGradient =
    @convention(c) (
      _ rows: Int, _ width: Int, _ scale: Float, _ p: Source, _ dOutput: Source, _ dInput: Target
    ) -> Void

  /// Cross-entropy of `logits` `[rows, classes]` against `targets`, and its gradient.
  ///
  ///     sums[0] += Σ_r -ln softmax(logits[r])[target],  sums[1] += number of correct rows
  ///     dLogits[r] = (softmax(logits[r]) - onehot(target)) · weight
  ///
  /// A row with target -1 counts nowhere and its gradient is 0. `sums` is added to.
  public typealias CrossEntropy =
    @convention(c) (
      _ rows: Int, _ classes: Int, _ logits: Source, _ targets: UnsafePointer<Int32>,
      _ weight: Float, _ dLogits: Target, _ sums: UnsafeMutablePointer<Double>
    ) -> Void

  /// `out[0] += Σ x²`, `out[1] = max(out[1], max |x|)`; right for any finite x, NaN if one is NaN.
  public typealias Moments =
    @convention(c) (_ count: Int, _ x: Source, _ out: UnsafeMutablePointer<Double>) -> Void

  /// `out[0] += Σ a·b`: blocks of 256 in Float, or in Double near the ends of Float's range; their sum
  /// in Double.
  public typealias Dot =
    @convention(c) (
      _ count: Int, _ a: Source, _ b: Source, _ out: UnsafeMutablePointer<Double>
    ) -> Void

  /// How alike the tokens of each sequence are, and how like their embeddings.
  ///
  ///     out[0] += Σ_tokens cos(x, embedding)
  ///     out[1] += Σ_sequences mean over pairs i ≠ j of cos(x_i, x_j) = (‖Σ u‖² - T)/(T(T - 1))
  ///     out[2] += Σ_sequences ‖X - 1·mean‖/‖X‖ = √(1 - T·‖mean‖²/‖X‖²)
  ///
  /// All sums in Double; a token of zeros has cosine 0 with every other. `scratch` holds 2·width Doubles, overwritten.
  public typealias Similarity =
    @convention(c) (
      _ sequences: Int, _ sequence: Int, _ width: Int, _ x: Source, _ embedding: Source,
      _ scratch: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>
    ) -> Void

  /// One AdamW update with decoupled weight decay (Loshchilov, Hutter 2019, algorithm 2).
  ///
  ///     p *= decayFactor;  g′ = gradientScale·g
  ///     m += (g′ - m)·(1 - β₁);  v = β₂·v + (1 - β₂)·g′²
  ///     p -= stepSize · m / (√v·rootScale + ε)
  ///
  /// p, m, v are overwritten; `out[0] += Σ (new - old)²`, `out[1] += Σ old²`.
  public typealias AdamW =
    @convention(c) (
      _ count: Int, _ p: Target, _ g: Source, _ m: Target, _ v: Target, _ gradientScale: Float,
      _ decayFactor: Float, _ stepSize: Float, _ rootScale: Float,
      _ out: UnsafeMutablePointer<Double>
    ) -> Void

  /// `p = decayFactor·p - rate·gradientScale·g`; p is overwritten, `out` as in `AdamW`.
  public typealias SGD =
    @convention(c) (
      _ count: Int, _ p: Target, _ g: Source, _ gradientScale: Float, _ decayFactor: Float,
      _ rate: Float, _ out: UnsafeMutablePointer<Double>
    ) -> Void

  /// The name that `--isa` takes: `baseline`.
  public let instructionSet: StaticString
  /// See ``MatrixProduct``.
  public let matrixProduct: MatrixProduct
  /// See ``Transpose``.
  public let transpose: Transpose
  /// See ``ColumnSums``.
  public let columnSums: ColumnSums
  /// See ``Embed``.
  public let embed: Embed
  /// See ``EmbedGradient``.
  public let embedGradient: EmbedGradient
  /// See ``Normalize``.
  public let normalize: Normalize
  /// See ``NormalizeGradient``.
  public let normalizeGradient: NormalizeGradient
  /// GELU with the error function; see ``Activate``.
  public let gelu: Activate
  /// GELU by the tanh approximation; see ``Activate``.
  public let geluTanh: Activate
  /// max(x, 0); see ``Activate``.
  public let relu: Activate
  /// See ``Multiply``.
  public let multiply: Multiply
  /// See ``ScaledAdd``.
  public let scaledAdd: ScaledAdd
  /// See ``Scale``.
  public let scale: Scale
  /// See ``Softmax``.
  public let softmax: Softmax
  /// See ``SoftmaxGradient``.
  public let softmaxGradient: SoftmaxGradient
  /// See ``CrossEntropy``.
  public let crossEntropy: CrossEntropy
  /// See ``Moments``.
  public let moments: Moments
  /// See ``Dot``.
  public let dot: Dot
  /// See ``Similarity``.
  public let similarity: Similarity
  /// See ``AdamW``.
  public let adamW: AdamW
  /// See ``SGD``.
  public let sgd: SGD

  /// Gathers the kernels of one instruction set.
  public init(
    instructionSet: StaticString, matrixProduct: MatrixProduct, transpose: Transpose,
    columnSums: ColumnSums, embed: Embed, embedGradient: EmbedGradient, normalize: Normalize,
    normalizeGradient: NormalizeGradient, gelu: Activate, geluTanh: Activate, relu: Activate,
    multiply: Multiply, scaledAdd: ScaledAdd, scale: Scale, softmax: Softmax,
    softmaxGradient: SoftmaxGradient, crossEntropy: CrossEntropy, moments: Moments, dot: Dot,
    similarity: Similarity, adamW: AdamW, sgd: SGD
  ) {
    self.instructionSet = instructionSet
    unsafe self.matrixProduct = matrixProduct
    unsafe self.transpose = transpose
    unsafe self.columnSums = columnSums
    unsafe self.embed = embed
    unsafe self.embedGradient = embedGradient
    unsafe self.normalize = normalize
    unsafe self.normalizeGradient = normalizeGradient
    unsafe self.gelu = gelu
    unsafe self.geluTanh = geluTanh
    unsafe self.relu = relu
    unsafe self.multiply = multiply
    unsafe self.scaledAdd = scaledAdd
    unsafe self.scale = scale
    unsafe self.softmax = softmax
    unsafe self.softmaxGradient = softmaxGradient
    unsafe self.crossEntropy = crossEntropy
    unsafe self.moments = moments
    unsafe self.dot = dot
    unsafe self.similarity = similarity
    unsafe self.adamW = adamW
    unsafe self.sgd = sgd
  }
}
