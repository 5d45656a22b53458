#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// All numbers of one model: a single allocation, cut into regions.
///
///     weights | transposed | first moments | second moments | gradients × shards | slots × shards
///
/// The pages come zeroed and untouched, so that regions which a run never writes (a second moment
/// under SGD) cost no memory.
@safe
final class Arena {
  private let allocation: UnsafeMutableRawPointer
  private let base: UnsafeMutablePointer<Float>
  private let parameterCount: Int
  private let transposedCount: Int
  private let slotCount: Int
  private let shards: Int

  /// A count rounded up to whole cache lines of 16 floats.
  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// Floats that an arena of these regions holds.
  static func floatCount(parameters: Int, transposed: Int, slots: Int, shards: Int) -> Int {
    3 * parameters + transposed + shards * (parameters + slots)
  }

  /// Allocates; `nil` where the system refuses.
  init?(parameters: ParameterLayout, slots: SlotLayout, shards: Int) {
    parameterCount = parameters.count
    transposedCount = parameters.transposedCount
    slotCount = slots.count
    self.shards = shards
    let floats = Self.floatCount(
      parameters: parameterCount, transposed: transposedCount, slots: slotCount, shards: shards)
    let alignment = 64
    guard let pages = unsafe calloc(floats * 4 + alignment, 1) else { return nil }
    unsafe allocation = pages
    let aligned = unsafe pages.alignedUp(toMultipleOf: alignment)
    unsafe base = aligned.bindMemory(to: Float.self, capacity: floats)
  }

  deinit {
    unsafe free(allocation)
  }

  /// A parameter's weights.
  func weights(_ declaration: ParameterDeclaration) -> UnsafeMutablePointer<Float> {
    unsafe base + declaration.offset
  }

  /// A matrix's transposed copy, `[in, out]`; the weights themselves where there is none.
  func transposed(_ declaration: ParameterDeclaration) -> UnsafeMutablePointer<Float> {
    guard let offset = declaration.transposedOffset else { return unsafe weights(declaration) }
    return unsafe base + parameterCount + offset
  }

  /// A parameter's first moment.
  func firstMoment(_ declaration: ParameterDeclaration) -> UnsafeMutablePointer<Float> {
    unsafe base + parameterCount + transposedCount + declaration.offset
  }

  /// A parameter's second moment.
  func secondMoment(_ declaration: ParameterDeclaration) -> UnsafeMutablePointer<Float> {
    unsafe base + 2 * parameterCount + transposedCount + declaration.offset
  }

  /// A parameter's gradient from one shard; shard 0's place takes the sum.
  func gradient(_ declaration: ParameterDeclaration, shard: Int) -> UnsafeMutablePointer<Float> {
    unsafe base + (3 + shard) * parameterCount + transposedCount + declaration.offset
  }

  /// A slot's floats in one shard.
  func slot(_ declaration: SlotDeclaration, shard: Int) -> UnsafeMutablePointer<Float> {
    unsafe slots(shard: shard) + declaration.offset
  }

  /// All slots of one shard.
  func slots(shard: Int) -> UnsafeMutablePointer<Float> {
    unsafe base + (3 + shards) * parameterCount + transposedCount + shard * slotCount
  }

  /// The weights of all parameters, padding included.
  var allWeights: UnsafeMutableBufferPointer<Float> {
    unsafe UnsafeMutableBufferPointer(start: base, count: parameterCount)
  }

  /// The first moments of all parameters, padding included.
  var allFirstMoments: UnsafeMutableBufferPointer<Float> {
    unsafe UnsafeMutableBufferPointer(
      start: base + parameterCount + transposedCount, count: parameterCount)
  }

  /// The second moments of all parameters, padding included.
  var allSecondMoments: UnsafeMutableBufferPointer<Float> {
    unsafe UnsafeMutableBufferPointer(
      start: base + 2 * parameterCount + transposedCount, count: parameterCount)
  }

  /// Forgets both moments of every parameter.
  func clearMoments() {
    let start = unsafe base + parameterCount + transposedCount
    unsafe start.update(repeating: 0, count: 2 * parameterCount)
  }
}
