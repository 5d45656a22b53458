/// The raw sums of one step, in Double, per shard and tap and per parameter.
///
/// Instructions add to the sums of their own shard; readers add the shards in index order.
@safe
final class Measurements {
  /// What is summed at a tap.
  ///
  /// A square is followed by the largest magnitude.
  enum Field: Int {
    case activationSquare = 0
    case activationMax = 1
    case gradientSquare = 2
    case gradientMax = 3
    case branchSquare = 4
    case reachingSquare = 6
    case branchDot = 8
    case inputSimilarity = 9
    case tokenSimilarity = 10
    case tokenDiversity = 11
  }

  private static let fieldCount = 16
  private static let sumCount = 8

  private let taps: Int
  private let shards: Int
  private let width: Int
  private let shardStride: Int
  private let tapSums: UnsafeMutablePointer<Double>
  private let parameterSums: UnsafeMutablePointer<Double>
  private let parameterCount: Int

  init(shards: Int, taps: Int, parameters: Int, width: Int) {
    self.shards = shards
    self.taps = taps
    self.width = width
    parameterCount = parameters
    // Loss and correct rows, the taps, scratch; whole cache lines, so that shards share none.
    shardStride = (8 + taps * Self.fieldCount + 2 * width + 7) / 8 * 8
    unsafe tapSums = .allocate(capacity: shards * shardStride)
    unsafe parameterSums = .allocate(capacity: parameters * Self.sumCount)
    unsafe tapSums.initialize(repeating: 0, count: shards * shardStride)
    unsafe parameterSums.initialize(repeating: 0, count: parameters * Self.sumCount)
  }

  deinit {
    unsafe tapSums.deallocate()
    unsafe parameterSums.deallocate()
  }

  /// Starts a step.
  func clear() {
    unsafe tapSums.update(repeating: 0, count: shards * shardStride)
    unsafe parameterSums.update(repeating: 0, count: parameterCount * Self.sumCount)
  }

  // MARK: Written by instructions

  /// Where a shard's loss and number of correct rows are added.
  func lossSums(shard: Int) -> UnsafeMutablePointer<Double> {
    unsafe tapSums + shard * shardStride
  }

  /// Where one field of a tap is added, its neighbours behind it.
  func sums(shard: Int, tap: Int, _ field: Field) -> UnsafeMutablePointer<Double> {
    unsafe tapSums + shard * shardStride + 8 + tap * Self.fieldCount + field.rawValue
  }

  /// 2·width Doubles of a shard's own.
  func scratch(shard: Int) -> UnsafeMutablePointer<Double> {
    unsafe tapSums + shard * shardStride + 8 + taps * Self.fieldCount
  }

  /// Where Σ g² and max |g| go.
  func gradientMoments(of parameter: Parameter) -> UnsafeMutablePointer<Double> {
    unsafe parameterSums + parameter.index * Self.sumCount
  }

  /// Where Σ w² and max |w| before the update go.
  func weightMoments(of parameter: Parameter) -> UnsafeMutablePointer<Double> {
    unsafe parameterSums + parameter.index * Self.sumCount + 4
  }

  /// Where Σ (new - old)² and Σ old² go.
  func updateSums(of parameter: Parameter) -> UnsafeMutablePointer<Double> {
    unsafe parameterSums + parameter.index * Self.sumCount + 2
  }

  // MARK: Read by reports

  /// Σ of the tokens' losses.
  var loss: Double { unsafe total { unsafe $0[0] } }

  /// Number of correct tokens.
  var correct: Double { unsafe total { unsafe $0[1] } }

  /// A field of a tap over all shards.
  func sum(_ tap: Int, _ field: Field) -> Double {
    let offset = 8 + tap * Self.fieldCount + field.rawValue
    return unsafe total { unsafe $0[offset] }
  }

  /// The largest magnitude of a tap over all shards; NaN if one is.
  func largest(_ tap: Int, _ field: Field) -> Double {
    let offset = 8 + tap * Self.fieldCount + field.rawValue
    var result = 0.0
    for shard in 0..<shards {
      let value = unsafe tapSums[shard * shardStride + offset]
      if value > result || value.isNaN { result = value }
    }
    return result
  }

  /// Σ g² of a parameter.
  func gradientSquare(of parameter: Parameter) -> Double {
    unsafe gradientMoments(of: parameter)[0]
  }

  /// max |g| of a parameter.
  func largestGradient(of parameter: Parameter) -> Double {
    unsafe gradientMoments(of: parameter)[1]
  }

  /// max |w| of a parameter before the update.
  func largestWeight(of parameter: Parameter) -> Double {
    unsafe weightMoments(of: parameter)[1]
  }

  /// RMS(new - old)/RMS(old) of a parameter; `nil` where no update was applied.
  func updateRatio(of parameter: Parameter) -> Double? {
    let sums = unsafe updateSums(of: parameter)
    return unsafe sums[1] > 0 ? (sums[0] / sums[1]).squareRoot() : nil
  }

  private func total(_ read: (UnsafeMutablePointer<Double>) -> Double) -> Double {
    var result = 0.0
    for shard in 0..<shards { result += unsafe read(tapSums + shard * shardStride) }
    return result
  }
}
