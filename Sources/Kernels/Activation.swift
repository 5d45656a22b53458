import KernelTable

// Each activation writes f(x) and leaves f′(x) in the place of x.

/// x·Φ(x) and Φ(x) + x·φ(x), with Φ, φ the normal distribution and density.
///
/// Φ(-a) = ½·erfc(a/√2) = ½·e^(-a²/2)·P(t), t = 1/(1 + 0.4·a/√2), for a ≥ 0. P is the polynomial of
/// degree 8 that minimises the largest error of the product (3.4e-10, fitted for this file); what
/// remains is Float rounding, below 2e-7. One exponential serves Φ and φ.
@_transparent
private func geluPair(_ x: Vector) -> (value: Vector, slope: Vector) {
  let one = Vector(repeating: 1)
  let a = x.magnitudes * Vector(repeating: 0.707_106_78)
  let t = one / multiplyAdd(Vector(repeating: 0.4), a, one)
  var p = multiplyAdd(Vector(repeating: 0.073_932_67), t, -0.387_880_53)
  p = multiplyAdd(p, t, 0.658_258_74)
  p = multiplyAdd(p, t, -0.327_253_07)
  p = multiplyAdd(p, t, 0.363_351_2)
  p = multiplyAdd(p, t, 0.164_610_6)
  p = multiplyAdd(p, t, 0.229_146_23)
  p = multiplyAdd(p, t, 0.225_834_16)
  let bell = exponential(-a * a)
  let tail = Vector(repeating: 0.5) * bell * (p * t)
  let distribution = tail.replacing(with: one - tail, where: x .> Vector.zero)
  let density = bell * Vector(repeating: 0.398_942_28)
  return (x * distribution, multiplyAdd(x, density, distribution))
}

/// x, or the bound nearest to it; NaN stays.
@_transparent
private func clamped(_ x: Vector, to bound: Float) -> Vector {
  let low = x.replacing(
    with: Vector(repeating: -bound), where: x .< Vector(repeating: -bound))
  return low.replacing(with: Vector(repeating: bound), where: low .> Vector(repeating: bound))
}

/// ½x(1 + tanh u) = x·e·q, u = √(2/π)(x + 0.044715x³), e = e^2u, q = 1/(e + 1).
///
/// The slope is e·q + 2x·q·e·q·u′: no difference of nearly equal numbers. Beyond |x| = 10, where
/// tanh is ±1 in Float, u would leave the range of the exponential and u′ Float's.
@_transparent
private func geluTanhPair(_ x: Vector) -> (value: Vector, slope: Vector) {
  let one = Vector(repeating: 1)
  let two = Vector(repeating: 2)
  let root = Vector(repeating: 0.797_884_56)
  let cubic = Vector(repeating: 0.044_715)
  let c = clamped(x, to: 10)
  let square = c * c
  let e = exponential(two * root * c * (one + cubic * square))
  let q = one / (e + one)
  let distribution = e * q
  let du = root * (one + Vector(repeating: 3) * cubic * square)
  let value = x.replacing(with: c, where: x .< c) * distribution
  return (value, multiplyAdd(two * c * q, distribution * du, distribution))
}

@_transparent
private func reluPair(_ x: Vector) -> (value: Vector, slope: Vector) {
  let negative = x .<= Vector.zero
  return (
    x.replacing(with: Vector.zero, where: negative),
    Vector(repeating: 1).replacing(with: Vector.zero, where: negative)
  )
}

func gelu(_ count: Int, _ x: Target, _ output: Target) {
  var i = 0
  while i &+ lanes <= count {
    let pair = unsafe geluPair(load(x + i))
    unsafe store(pair.value, output + i)
    unsafe store(pair.slope, x + i)
    i &+= lanes
  }
  if i < count {
    let pair = unsafe geluPair(loadPart(x + i, count &- i))
    unsafe storePart(pair.value, output + i, count &- i)
    unsafe storePart(pair.slope, x + i, count &- i)
  }
}

func geluTanh(_ count: Int, _ x: Target, _ output: Target) {
  var i = 0
  while i &+ lanes <= count {
    let pair = unsafe geluTanhPair(load(x + i))
    unsafe store(pair.value, output + i)
    unsafe store(pair.slope, x + i)
    i &+= lanes
  }
  if i < count {
    let pair = unsafe geluTanhPair(loadPart(x + i, count &- i))
    unsafe storePart(pair.value, output + i, count &- i)
    unsafe storePart(pair.slope, x + i, count &- i)
  }
}

func relu(_ count: Int, _ x: Target, _ output: Target) {
  var i = 0
  while i &+ lanes <= count {
    let pair = unsafe reluPair(load(x + i))
    unsafe store(pair.value, output + i)
    unsafe store(pair.slope, x + i)
    i &+= lanes
  }
  if i < count {
    let pair = unsafe reluPair(loadPart(x + i, count &- i))
    unsafe storePart(pair.value, output + i, count &- i)
    unsafe storePart(pair.slope, x + i, count &- i)
  }
}
