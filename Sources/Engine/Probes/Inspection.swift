/// Which part of a step is to be looked into.
public struct InspectionRequest: Hashable, Sendable {
  /// The sublayer, and the tap behind it.
  public var sublayer: Sublayer
  /// The sequence of the batch, from 0.
  public var sequence: Int

  /// Asks for one sublayer and one sequence.
  public init(_ sublayer: Sublayer, sequence: Int = 0) {
    self.sublayer = sublayer
    self.sequence = sequence
  }
}

/// One sublayer of one step in depth.
///
/// Histograms count every number of the batch; attention and tokens are those of one sequence.
public struct Inspection: Hashable, Sendable {
  /// What was asked for.
  public var request: InspectionRequest
  /// The step it was taken from, and the start that the step belongs to.
  public var step: Int
  /// See `StepReport.segment`.
  public var segment: Int
  /// The wiring that the step ran with.
  public var wiring: [Wiring]
  /// The tokens of the sequence.
  public var tokens: [TokenName]
  /// softmax(q·kᵀ/√h) `[heads, T, T]`, row by row: how much each token takes from each; empty for a
  /// feed-forward sublayer.
  public var attention: [Float]
  /// The stream at the tap.
  public var activation: Histogram
  /// ∂L/∂ the stream at the tap, per token as in `TapReport.gradientRMS`; `nil` when the step was
  /// over before anybody asked, for gradients do not outlive the backward pass.
  public var gradient: Histogram?
  /// How alike the sequence's tokens are at the tap.
  public var likeness: TokenLikeness

  /// Collects what was found.
  public init(
    request: InspectionRequest, step: Int, segment: Int = 0, wiring: [Wiring],
    tokens: [TokenName], attention: [Float], activation: Histogram, gradient: Histogram?,
    likeness: TokenLikeness
  ) {
    self.request = request
    self.step = step
    self.segment = segment
    self.wiring = wiring
    self.tokens = tokens
    self.attention = attention
    self.activation = activation
    self.gradient = gradient
    self.likeness = likeness
  }
}

/// What a token stands for.
public enum TokenName: Hashable, Sendable {
  /// A symbol of a synthetic task, from 0.
  case number(Int)
  /// A character of a text, or a bracket.
  case character(Unicode.Scalar)
  /// A character that the model has to guess.
  case mask
  /// A character outside the vocabulary.
  case unknown
}

/// How alike the tokens x₁…x_T of one sequence are.
public struct TokenLikeness: Hashable, Sendable {
  /// cos(xᵢ, xⱼ) `[T, T]`; 0 where one of them is 0.
  public var cosines: [Float]
  /// The singular values of X − 1·mean, descending; all but one vanish as tokens come to lie on a
  /// line, all when they are alike.
  ///
  /// `nil` of a matrix with both sides over 128 or with numbers that are not finite.
  public var singularValues: [Double]?
  /// ‖X − 1·mean‖/‖X‖; 0 when all tokens are alike, `nil` when all are 0.
  public var diversity: Double?

  /// Measures `[length, width]` tokens.
  ///
  /// - Complexity: O(length² · width), and that of the singular values.
  init(_ tokens: [Float], width: Int) {
    let length = tokens.count / width
    let values = tokens.map(Double.init)
    cosines = Self.cosines(values, width: width)
    var centred = values
    for column in 0..<width {
      var mean = 0.0
      for row in 0..<length { mean += values[row * width + column] }
      mean /= Double(length)
      for row in 0..<length { centred[row * width + column] -= mean }
    }
    singularValues = SingularValues.values(of: centred, rows: length, columns: width)
    let square = values.reduce(0) { $0 + $1 * $1 }
    let rest = centred.reduce(0) { $0 + $1 * $1 }
    diversity = square == 0 ? nil : (rest / square).squareRoot()
  }

  /// Collects what was found.
  public init(cosines: [Float], singularValues: [Double]?, diversity: Double?) {
    self.cosines = cosines
    self.singularValues = singularValues
    self.diversity = diversity
  }

  private static func cosines(_ values: [Double], width: Int) -> [Float] {
    let length = values.count / width
    func dot(_ i: Int, _ j: Int) -> Double {
      var sum = 0.0
      for k in 0..<width { sum += values[i * width + k] * values[j * width + k] }
      return sum
    }
    let norms = (0..<length).map { dot($0, $0).squareRoot() }
    var result = Array(repeating: Float(0), count: length * length)
    for i in 0..<length {
      for j in i..<length where norms[i] != 0 && norms[j] != 0 {
        let cosine = Float(dot(i, j) / (norms[i] * norms[j]))
        result[i * length + j] = cosine
        result[j * length + i] = cosine
      }
    }
    return result
  }
}
