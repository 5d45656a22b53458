import KernelTable

private let blockCount = 512

func moments(_ count: Int, _ x: Source, _ out: UnsafeMutablePointer<Double>) {
  var total = 0.0
  var top: Float = 0
  var i = 0
  while i < count {
    let block = count &- i < blockCount ? count &- i : blockCount
    let part = unsafe blockMoments(block, x + i)
    total += part.squares
    if part.top > top || part.top != part.top { top = part.top }
    i &+= block
  }
  unsafe out[0] += total
  // Once a NaN is in it stays, as no comparison with it holds.
  if unsafe Double(top) > out[1] || top != top { unsafe out[1] = Double(top) }
}

/// Σ x² and max |x| of a block; the sum again in Double where Float's range or precision ends.
@_transparent
private func blockMoments(_ count: Int, _ x: Source) -> (squares: Double, top: Float) {
  var squares = Vector.zero
  var moreSquares = Vector.zero
  var tops = Vector.zero
  var moreTops = Vector.zero
  var i = 0
  while i &+ 2 &* lanes <= count {
    unsafe addMoments(load(x + i), &squares, &tops)
    unsafe addMoments(load(x + (i &+ lanes)), &moreSquares, &moreTops)
    i &+= 2 &* lanes
  }
  tops.replace(with: moreTops, where: moreTops .> tops)
  var total = (squares + moreSquares).total
  var top = tops.largest
  while i < count {
    let value = unsafe x[i]
    total += value * value
    if value.magnitude > top { top = value.magnitude }
    i &+= 1
  }
  // The comparisons pass over NaNs; the sum of squares does not.
  if total != total { top = total }
  // 512 squares below 1e-38 that were flushed are nothing beside 1e-28.
  if total > 1e-28 && total < 1e36 { return (Double(total), top) }
  return unsafe (wideSquares(count, x), top)
}

/// squares += x², tops = max(tops, |x|).
@_transparent
private func addMoments(_ x: Vector, _ squares: inout Vector, _ tops: inout Vector) {
  squares.accumulate(x, x)
  let size = x.magnitudes
  tops.replace(with: size, where: size .> tops)
}

@inline(never)
private func wideSquares(_ count: Int, _ x: Source) -> Double {
  var total = 0.0
  var i = 0
  while i < count {
    let value = unsafe Double(x[i])
    total += value * value
    i &+= 1
  }
  return total
}

func dot(_ count: Int, _ a: Source, _ b: Source, _ out: UnsafeMutablePointer<Double>) {
  var total = 0.0
  var i = 0
  while i < count {
    let block = count &- i < blockCount ? count &- i : blockCount
    total += unsafe blockDot(block, a + i, b + i)
    i &+= block
  }
  unsafe out[0] += total
}

/// Σ a·b of a block; again in Double where Float's range ends.
@_transparent
private func blockDot(_ count: Int, _ a: Source, _ b: Source) -> Double {
  var first = Vector.zero
  var second = Vector.zero
  var i = 0
  while i &+ 2 &* lanes <= count {
    unsafe first.accumulate(load(a + i), load(b + i))
    unsafe second.accumulate(load(a + (i &+ lanes)), load(b + (i &+ lanes)))
    i &+= 2 &* lanes
  }
  var total = (first + second).total
  while i < count {
    total += unsafe a[i] * b[i]
    i &+= 1
  }
  // What is tiny may have underflowed, what is huge or NaN may have overflowed on the way.
  if total.magnitude > 1e-28 && total.magnitude < 1e36 { return Double(total) }
  return unsafe wideDot(count, a, b)
}

/// Σ a·b in Double.
@inline(never)
private func wideDot(_ count: Int, _ a: Source, _ b: Source) -> Double {
  var sum = WideSum(.zero, .zero)
  var i = 0
  while i &+ lanes <= count {
    unsafe addProduct(load(a + i), load(b + i), to: &sum)
    i &+= lanes
  }
  var total = (sum.low + sum.high).sum()
  while i < count {
    total += unsafe Double(a[i]) * Double(b[i])
    i &+= 1
  }
  return total
}

func similarity(
  _ sequences: Int, _ sequence: Int, _ width: Int, _ x: Source, _ embedding: Source,
  _ scratch: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>
) {
  let count = sequence &* width
  var s = 0
  while s < sequences {
    unsafe sequenceSimilarity(
      sequence, width, x + s &* count, embedding + s &* count, scratch, scratch + width, out)
    s &+= 1
  }
}

@_transparent
private func sequenceSimilarity(
  _ sequence: Int, _ width: Int, _ x: Source, _ embedding: Source,
  _ sum: UnsafeMutablePointer<Double>, _ unitSum: UnsafeMutablePointer<Double>,
  _ out: UnsafeMutablePointer<Double>
) {
  unsafe sum.update(repeating: 0, count: 2 &* width)
  var total = 0.0
  var t = 0
  while t < sequence {
    let row = unsafe x + t &* width
    let other = unsafe embedding + t &* width
    let (square, otherSquare, dot) = unsafe wideProducts(width, row, other)
    total += square
    // A token of zeros has no direction: it is like no other.
    let scale = (square * otherSquare).squareRoot()
    if scale != 0 { unsafe out[0] += dot / scale }
    let inverse = square == 0 ? 0 : 1 / square.squareRoot()
    var c = 0
    while c &+ lanes <= width {
      let value = unsafe load(row + c)
      unsafe addWide(widened(value.lowHalf), inverse, sum + c, unitSum + c)
      let next = c &+ lanes / 2
      unsafe addWide(widened(value.highHalf), inverse, sum + next, unitSum + next)
      c &+= lanes
    }
    while c < width {
      let value = unsafe Double(row[c])
      unsafe sum[c] += value
      unsafe unitSum[c] += value * inverse
      c &+= 1
    }
    t &+= 1
  }
  var meanSquare = 0.0
  var unitSquare = 0.0
  var c = 0
  while c < width {
    unsafe meanSquare += sum[c] * sum[c]
    unsafe unitSquare += unitSum[c] * unitSum[c]
    c &+= 1
  }
  let length = Double(sequence)
  unsafe out[1] += (unitSquare - length) / (length * (length - 1))
  let residual = total == 0 ? 0 : 1 - meanSquare / (length * total)
  unsafe out[2] += residual > 0 ? residual.squareRoot() : residual == residual ? 0 : residual
}

/// Σ a², Σ b² and Σ a·b in Double.
@_transparent
private func wideProducts(
  _ count: Int, _ a: Source, _ b: Source
) -> (square: Double, otherSquare: Double, dot: Double) {
  var squares = WideSum(.zero, .zero)
  var otherSquares = WideSum(.zero, .zero)
  var dots = WideSum(.zero, .zero)
  var i = 0
  while i &+ lanes <= count {
    let x = unsafe load(a + i)
    let y = unsafe load(b + i)
    addProduct(x, x, to: &squares)
    addProduct(y, y, to: &otherSquares)
    addProduct(x, y, to: &dots)
    i &+= lanes
  }
  var square = (squares.low + squares.high).sum()
  var otherSquare = (otherSquares.low + otherSquares.high).sum()
  var dot = (dots.low + dots.high).sum()
  while i < count {
    let x = unsafe Double(a[i])
    let y = unsafe Double(b[i])
    square += x * x
    otherSquare += y * y
    dot += x * y
    i &+= 1
  }
  return (square, otherSquare, dot)
}

/// sum += x, unitSum += x·inverse.
@_transparent
private func addWide(
  _ x: WideHalf, _ inverse: Double, _ sum: UnsafeMutablePointer<Double>,
  _ unitSum: UnsafeMutablePointer<Double>
) {
  unsafe storeWide(loadWide(sum) + x, sum)
  unsafe storeWide(loadWide(unitSum) + x * inverse, unitSum)
}
