import KernelTable

/// The widest vector of this instruction set.
#if X86_V4
  typealias Vector = SIMD16<Float>
  typealias Bits = SIMD16<UInt32>
  let lanes = 16
#elseif X86_V3
  typealias Vector = SIMD8<Float>
  typealias Bits = SIMD8<UInt32>
  let lanes = 8
#else
  typealias Vector = SIMD4<Float>
  typealias Bits = SIMD4<UInt32>
  let lanes = 4
#endif

extension Vector {
  /// self += a·b, fused where the instruction set can.
  @_transparent mutating func accumulate(_ a: Vector, _ b: Vector) {
    #if X86_V3 || X86_V4 || arch(arm64)
      addProduct(a, b)
    #else
      self += a * b
    #endif
  }

  @_transparent func maximum(_ other: Vector) -> Vector {
    replacing(with: other, where: other .> self)
  }

  @_transparent var magnitudes: Vector {
    unsafe unsafeBitCast(
      unsafeBitCast(self, to: Bits.self) & Bits(repeating: 0x7fff_ffff), to: Vector.self)
  }
}

extension Vector {
  /// Sum of the lanes, by halves: 4 steps of latency where lane after lane would be 15.
  @_transparent var total: Float {
    #if X86_V4
      let eight = lowHalf + highHalf
      let four = eight.lowHalf + eight.highHalf
    #elseif X86_V3
      let four = lowHalf + highHalf
    #else
      let four = self
    #endif
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  /// Largest lane; a NaN may be passed over.
  @_transparent var largest: Float {
    #if X86_V4
      let eight = highHalf.replacing(with: lowHalf, where: lowHalf .> highHalf)
      let four = eight.highHalf.replacing(
        with: eight.lowHalf, where: eight.lowHalf .> eight.highHalf)
    #elseif X86_V3
      let four = highHalf.replacing(with: lowHalf, where: lowHalf .> highHalf)
    #else
      let four = self
    #endif
    let two = four.highHalf.replacing(
      with: four.lowHalf, where: four.lowHalf .> four.highHalf)
    return two.x > two.y ? two.x : two.y
  }
}

/// Sums of squares in Double, a lane each.
struct Squares {
  #if X86_V4
    private var low = SIMD8<Double>.zero
    private var high = SIMD8<Double>.zero
  #elseif X86_V3
    private var low = SIMD4<Double>.zero
    private var high = SIMD4<Double>.zero
  #else
    private var low = SIMD2<Double>.zero
    private var high = SIMD2<Double>.zero
  #endif

  @_transparent init() {}

  /// Adds x² lane by lane.
  @_transparent mutating func add(_ x: Vector) {
    #if X86_V4
      let a = SIMD8<Double>(x.lowHalf)
      let b = SIMD8<Double>(x.highHalf)
    #elseif X86_V3
      let a = SIMD4<Double>(x.lowHalf)
      let b = SIMD4<Double>(x.highHalf)
    #else
      let a = SIMD2<Double>(x.lowHalf)
      let b = SIMD2<Double>(x.highHalf)
    #endif
    low += a * a
    high += b * b
  }

  @_transparent func sum() -> Double { (low + high).sum() }
}

@_transparent func load(_ p: Source) -> Vector {
  unsafe UnsafeRawPointer(p).loadUnaligned(as: Vector.self)
}

@_transparent func store(_ value: Vector, _ p: Target) {
  unsafe UnsafeMutableRawPointer(p).storeBytes(of: value, as: Vector.self)
}

/// The first `count` < `lanes` floats at `p`, then `fill`.
@_transparent func loadPart(_ p: Source, _ count: Int, fill: Float = 0) -> Vector {
  var value = Vector(repeating: fill)
  var i = 0
  while i < count {
    value[i] = unsafe p[i]
    i &+= 1
  }
  return value
}

/// Stores the first `count` < `lanes` lanes.
@_transparent func storePart(_ value: Vector, _ p: Target, _ count: Int) {
  var i = 0
  while i < count {
    unsafe p[i] = value[i]
    i &+= 1
  }
}

/// e^x, relative error below 2e-7; exactly 0 for x < -87, and NaN stays NaN.
///
/// Below -87 the result would leave the normal numbers, whose arithmetic is a hundred times slower.
///
/// x = n·ln 2 + r with |r| ≤ ½·ln 2, ln 2 in two parts so that n·ln 2 loses nothing; e^r by the
/// minimax polynomial of Cephes' expf (Moshier 1992), relative error 8e-8; 2^n by shifting n into
/// the exponent. Adding 1.5·2²³ rounds to the nearest integer and leaves it in the low bits.
@_transparent func exponential(_ argument: Vector) -> Vector {
  let low = Vector(repeating: -87)
  let high = Vector(repeating: 88)
  var x = argument.replacing(with: low, where: argument .< low)
  x.replace(with: high, where: x .> high)
  let magic = Vector(repeating: 0x1.8p23)
  let shifted = x * Vector(repeating: 1.442_695_04) + magic
  let n = shifted - magic
  let r = (x - n * Vector(repeating: 0.693_359_375)) - n * Vector(repeating: -2.121_944_4e-4)
  var sum = Vector(repeating: 1.987_569_15e-4)
  sum = sum * r + Vector(repeating: 1.398_199_95e-3)
  sum = sum * r + Vector(repeating: 8.333_451_91e-3)
  sum = sum * r + Vector(repeating: 4.166_579_59e-2)
  sum = sum * r + Vector(repeating: 1.666_666_55e-1)
  sum = sum * r + Vector(repeating: 0.500_000_012)
  sum = sum * (r * r) + r + Vector(repeating: 1)
  let exponent = unsafe unsafeBitCast(shifted, to: Bits.self) &<< Bits(repeating: 23)
  let power = unsafe unsafeBitCast(exponent &+ Bits(repeating: 0x3f80_0000), to: Vector.self)
  return (sum * power).replacing(with: Vector.zero, where: argument .< low)
}
