import KernelTable

// Letters: r runs over rows, c over the columns of a row of `width`; x̂ is the normalized input.

func normalize(
  _ rows: Int, _ width: Int, _ input: Source, _ gain: Source, _ bias: Source?, _ epsilon: Float,
  _ output: Target, _ mean: Target, _ rstd: Target
) {
  var r = 0
  while r < rows {
    let x = unsafe input + r &* width
    let y = unsafe output + r &* width
    let moments = unsafe rowMoments(width, x, centred: bias != nil, epsilon)
    unsafe mean[r] = moments.mean
    unsafe rstd[r] = moments.rstd
    let m = Vector(repeating: moments.mean)
    let s = Vector(repeating: moments.rstd)
    var c = 0
    while c &+ lanes <= width {
      var value = unsafe (load(x + c) - m) * s * load(gain + c)
      if let bias = unsafe bias { value += unsafe load(bias + c) }
      unsafe store(value, y + c)
      c &+= lanes
    }
    while c < width {
      var value = unsafe (x[c] - moments.mean) * moments.rstd * gain[c]
      if let bias = unsafe bias { value += unsafe bias[c] }
      unsafe y[c] = value
      c &+= 1
    }
    r &+= 1
  }
}

/// Mean (0 unless `centred`) and 1/√(variance + ε) of one row.
@_transparent
private func rowMoments(_ width: Int, _ x: Source, centred: Bool, _ epsilon: Float) -> (
  mean: Float, rstd: Float
) {
  let mean = unsafe centred ? sum(width, x) / Float(width) : 0
  let variance = unsafe squares(width, x, mean) / Float(width)
  // Squares leave Float's range from |x| ≈ 1e18 on; the test is false for NaN as well.
  guard variance < 1e34 else { return unsafe wideMoments(width, x, centred: centred, epsilon) }
  return (mean, 1 / (variance + epsilon).squareRoot())
}

/// Σ x.
@_transparent
private func sum(_ width: Int, _ x: Source) -> Float {
  var total = Vector.zero
  var c = 0
  while c &+ lanes <= width {
    total += unsafe load(x + c)
    c &+= lanes
  }
  var result = total.total
  while c < width {
    result += unsafe x[c]
    c &+= 1
  }
  return result
}

/// Σ (x - mean)².
@_transparent
private func squares(_ width: Int, _ x: Source, _ mean: Float) -> Float {
  let m = Vector(repeating: mean)
  var total = Vector.zero
  var c = 0
  while c &+ lanes <= width {
    let d = unsafe load(x + c) - m
    total.accumulate(d, d)
    c &+= lanes
  }
  var result = total.total
  while c < width {
    let d = unsafe x[c] - mean
    result += d * d
    c &+= 1
  }
  return result
}

/// Moments in Double, for rows whose squares leave Float's range.
@inline(never)
private func wideMoments(_ width: Int, _ x: Source, centred: Bool, _ epsilon: Float) -> (
  mean: Float, rstd: Float
) {
  var total = 0.0
  var c = 0
  while centred && c < width {
    total += unsafe Double(x[c])
    c &+= 1
  }
  let mean = total / Double(width)
  var variance = 0.0
  c = 0
  while c < width {
    let d = unsafe Double(x[c]) - mean
    variance += d * d
    c &+= 1
  }
  return (Float(mean), Float(1 / (variance / Double(width) + Double(epsilon)).squareRoot()))
}

func normalizeGradient(
  _ rows: Int, _ width: Int, _ input: Source, _ mean: Source, _ rstd: Source, _ gain: Source,
  _ dOutput: Source, _ dInput: Target, _ dGain: Target, _ dBias: Target?
) {
  unsafe dGain.update(repeating: 0, count: width)
  if let dBias = unsafe dBias { unsafe dBias.update(repeating: 0, count: width) }
  var r = 0
  while r < rows {
    let x = unsafe input + r &* width
    let dy = unsafe dOutput + r &* width
    let row = unsafe Row(mean: mean[r], rstd: rstd[r])
    var means = unsafe gradientMeans(width, x, row, gain, dy)
    if unsafe dBias == nil { means.h = 0 }
    unsafe inputGradient(width, x, row, gain, dy, means, dInput + r &* width, dGain)
    if let dBias = unsafe dBias { unsafe scaledAdd(width, 1, dy, dBias, dBias) }
    r &+= 1
  }
}

private struct Row {
  var mean: Float
  var rstd: Float
}

/// mean(h) and mean(h·x̂) with h = dOutput·gain.
@_transparent
private func gradientMeans(_ width: Int, _ x: Source, _ row: Row, _ gain: Source, _ dy: Source) -> (
  h: Float, hx: Float
) {
  let m = Vector(repeating: row.mean)
  let s = Vector(repeating: row.rstd)
  var sumH = Vector.zero
  var sumHX = Vector.zero
  var c = 0
  while c &+ lanes <= width {
    let h = unsafe load(dy + c) * load(gain + c)
    sumH += h
    unsafe sumHX.accumulate(h, (load(x + c) - m) * s)
    c &+= lanes
  }
  var totalH = sumH.total
  var totalHX = sumHX.total
  while c < width {
    let h = unsafe dy[c] * gain[c]
    totalH += h
    totalHX += unsafe h * ((x[c] - row.mean) * row.rstd)
    c &+= 1
  }
  return (totalH / Float(width), totalHX / Float(width))
}

/// Writes one row of dInput and adds its share to dGain.
@_transparent
private func inputGradient(
  _ width: Int, _ x: Source, _ row: Row, _ gain: Source, _ dy: Source,
  _ means: (h: Float, hx: Float), _ dInput: Target, _ dGain: Target
) {
  let m = Vector(repeating: row.mean)
  let s = Vector(repeating: row.rstd)
  let meanH = Vector(repeating: means.h)
  let meanHX = Vector(repeating: means.hx)
  var c = 0
  while c &+ lanes <= width {
    let d = unsafe load(dy + c)
    let xhat = unsafe (load(x + c) - m) * s
    let centred = unsafe d * load(gain + c) - meanH
    unsafe store(s * multiplyAdd(-xhat, meanHX, centred), dInput + c)
    unsafe store(multiplyAdd(d, xhat, load(dGain + c)), dGain + c)
    c &+= lanes
  }
  while c < width {
    let xhat = unsafe (x[c] - row.mean) * row.rstd
    unsafe dInput[c] = row.rstd * (dy[c] * gain[c] - means.h - xhat * means.hx)
    unsafe dGain[c] += dy[c] * xhat
    c &+= 1
  }
}
