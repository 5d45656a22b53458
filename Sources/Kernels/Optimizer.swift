import KernelTable

// Letters as in the paper: p parameter, g gradient, m and v first and second moment.

private let beta2: Float = 0.999
// 1 - β₁ and 1 - β₂, rounded once: in Float, 1 - 0.999 is 1.3e-5 too small.
private let share1: Float = 0.1
private let share2: Float = 0.001
private let stabilizer: Float = 1e-8

func adamW(
  _ count: Int, _ p: Target, _ g: Source, _ m: Target, _ v: Target, _ gradientScale: Float,
  _ decayFactor: Float, _ stepSize: Float, _ rootScale: Float, _ out: UnsafeMutablePointer<Double>
) {
  var change = WideSum(.zero, .zero)
  var size = WideSum(.zero, .zero)
  var i = 0
  while i < count {
    let part = count &- i < lanes ? count &- i : lanes
    let whole = part == lanes
    let old = unsafe whole ? load(p + i) : loadPart(p + i, part)
    let gradient =
      unsafe (whole ? load(g + i) : loadPart(g + i, part)) * Vector(repeating: gradientScale)
    var first = unsafe whole ? load(m + i) : loadPart(m + i, part)
    var second = unsafe whole ? load(v + i) : loadPart(v + i, part)
    first += (gradient - first) * Vector(repeating: share1)
    second =
      second * Vector(repeating: beta2)
      + gradient * gradient * Vector(repeating: share2)
    let root = second.squareRoot() * Vector(repeating: rootScale) + Vector(repeating: stabilizer)
    let new = old * Vector(repeating: decayFactor) - Vector(repeating: stepSize) * (first / root)
    if whole {
      unsafe store(new, p + i)
      unsafe store(first, m + i)
      unsafe store(second, v + i)
    } else {
      unsafe storePart(new, p + i, part)
      unsafe storePart(first, m + i, part)
      unsafe storePart(second, v + i, part)
    }
    addProduct(new - old, new - old, to: &change)
    addProduct(old, old, to: &size)
    i &+= lanes
  }
  unsafe out[0] += (change.low + change.high).sum()
  unsafe out[1] += (size.low + size.high).sum()
}

func sgd(
  _ count: Int, _ p: Target, _ g: Source, _ gradientScale: Float, _ decayFactor: Float,
  _ rate: Float, _ out: UnsafeMutablePointer<Double>
) {
  var change = WideSum(.zero, .zero)
  var size = WideSum(.zero, .zero)
  var i = 0
  while i < count {
    let part = count &- i < lanes ? count &- i : lanes
    let whole = part == lanes
    let old = unsafe whole ? load(p + i) : loadPart(p + i, part)
    let gradient =
      unsafe (whole ? load(g + i) : loadPart(g + i, part)) * Vector(repeating: gradientScale)
    let new = old * Vector(repeating: decayFactor) - Vector(repeating: rate) * gradient
    if whole { unsafe store(new, p + i) } else { unsafe storePart(new, p + i, part) }
    addProduct(new - old, new - old, to: &change)
    addProduct(old, old, to: &size)
    i &+= lanes
  }
  unsafe out[0] += (change.low + change.high).sum()
  unsafe out[1] += (size.low + size.high).sum()
}
