import KernelTable

/// The widest vector of this instruction set.
#if X86_V4
  typealias Vector = SIMD16<Float>
  typealias Half = SIMD8<Float>
  typealias Bits = SIMD16<UInt32>
  let lanes = 16
#elseif X86_V3
  typealias Vector = SIMD8<Float>
  typealias Half = SIMD4<Float>
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

/// Half a vector in Double.
#if X86_V4
  typealias WideHalf = SIMD8<Double>

  @_transparent func widened(_ x: SIMD8<Float>) -> WideHalf {
    WideHalf(
      Double(x[0]), Double(x[1]), Double(x[2]), Double(x[3]), Double(x[4]), Double(x[5]),
      Double(x[6]), Double(x[7]))
  }
#elseif X86_V3
  typealias WideHalf = SIMD4<Double>

  @_transparent func widened(_ x: SIMD4<Float>) -> WideHalf {
    WideHalf(Double(x[0]), Double(x[1]), Double(x[2]), Double(x[3]))
  }
#else
  typealias WideHalf = SIMD2<Double>

  @_transparent func widened(_ x: SIMD2<Float>) -> WideHalf {
    WideHalf(Double(x[0]), Double(x[1]))
  }
#endif

@_transparent func loadWide(_ p: UnsafePointer<Double>) -> WideHalf {
  unsafe UnsafeRawPointer(p).loadUnaligned(as: WideHalf.self)
}

@_transparent func storeWide(_ value: WideHalf, _ p: UnsafeMutablePointer<Double>) {
  unsafe UnsafeMutableRawPointer(p).storeBytes(of: value, as: WideHalf.self)
}

/// Sums of products in Double, a lane each; a tuple, as a struct would bring functions that the
/// instruction sets' modules share.
typealias WideSum = (low: WideHalf, high: WideHalf)

/// sum += a·b, lane by lane.
@_transparent func addProduct(_ a: Vector, _ b: Vector, to sum: inout WideSum) {
  let a0 = widened(a.lowHalf)
  let a1 = widened(a.highHalf)
  let b0 = widened(b.lowHalf)
  let b1 = widened(b.highHalf)
  #if X86_V3 || X86_V4 || arch(arm64)
    sum.low.addProduct(a0, b0)
    sum.high.addProduct(a1, b1)
  #else
    sum.low += a0 * b0
    sum.high += a1 * b1
  #endif
}

@_transparent func load(_ p: Source) -> Vector {
  unsafe UnsafeRawPointer(p).loadUnaligned(as: Vector.self)
}

@_transparent func store(_ value: Vector, _ p: Target) {
  unsafe UnsafeMutableRawPointer(p).storeBytes(of: value, as: Vector.self)
}

#if X86_V3 || X86_V4
  extension Half {
    /// self += a·b, fused.
    @_transparent mutating func accumulate(_ a: Half, _ b: Half) { addProduct(a, b) }
  }

  @_transparent func loadHalf(_ p: Source) -> Half {
    unsafe UnsafeRawPointer(p).loadUnaligned(as: Half.self)
  }

  @_transparent func storeHalf(_ value: Half, _ p: Target) {
    unsafe UnsafeMutableRawPointer(p).storeBytes(of: value, as: Half.self)
  }
#endif

/// a·b + c, fused where the instruction set can.
@_transparent func multiplyAdd(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
  var sum = c
  sum.accumulate(a, b)
  return sum
}

/// a·b + c with a number of the polynomial's.
@_transparent func multiplyAdd(_ a: Vector, _ b: Vector, _ c: Float) -> Vector {
  multiplyAdd(a, b, Vector(repeating: c))
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
  let shifted = multiplyAdd(x, Vector(repeating: 1.442_695_04), magic)
  let n = shifted - magic
  let r = multiplyAdd(
    n, Vector(repeating: 2.121_944_4e-4), multiplyAdd(n, Vector(repeating: -0.693_359_375), x))
  var sum = multiplyAdd(Vector(repeating: 1.987_569_15e-4), r, 1.398_199_95e-3)
  sum = multiplyAdd(sum, r, 8.333_451_91e-3)
  sum = multiplyAdd(sum, r, 4.166_579_59e-2)
  sum = multiplyAdd(sum, r, 1.666_666_55e-1)
  sum = multiplyAdd(sum, r, 0.500_000_012)
  sum = multiplyAdd(sum, r * r, r + Vector(repeating: 1))
  let exponent = unsafe unsafeBitCast(shifted, to: Bits.self) &<< Bits(repeating: 23)
  let power = unsafe unsafeBitCast(exponent &+ Bits(repeating: 0x3f80_0000), to: Vector.self)
  return (sum * power).replacing(with: Vector.zero, where: argument .< low)
}
