import KernelTable

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func softmax(_ rows: Int, _ width: Int, _ factor: Float, _ input: Source, _ output: Target) {
  var r = 0
  while r < rows {
    let y = unsafe output + r &* width
    let total = unsafe exponentials(width, factor, input + r &* width, y)
    unsafe scale(width, 1 / total, y, y)
    r &+= 1
  }
}

/// Writes e^(scale·(x - max x)) and returns the sum.
@_transparent
private func exponentials(_ width: Int, _ scale: Float, _ x: Source, _ y: Target) -> Float {
  let top = Vector(repeating: unsafe largest(width, x))
  let factor = Vector(repeating: scale)
  var total = Vector.zero
  var c = 0
  while c &+ lanes <= width {
    let e = unsafe exponential((load(x + c) - top) * factor)
    unsafe store(e, y + c)
    total += e
    c &+= lanes
  }
  var sum = total.total
  if c < width {
    let e = unsafe exponential((loadPart(x + c, width &- c) - top) * factor)
    var i = 0
    while c < width {
      unsafe y[c] = e[i]
      sum += e[i]
      c &+= 1
      i &+= 1
    }
  }
  return sum
}

/// max x; a NaN may be passed over, and shows in the exponentials all the same.
@_transparent
private func largest(_ width: Int, _ x: Source) -> Float {
  var top = unsafe x[0]
  var c = 0
  if width >= lanes {
    var tops = unsafe load(x)
    c = lanes
    while c &+ lanes <= width {
      tops = unsafe tops.maximum(load(x + c))
      c &+= lanes
    }
    top = tops.largest
  }
  while c < width {
    if unsafe x[c] > top { top = unsafe x[c] }
    c &+= 1
  }
  return top
}

func softmaxGradient(
  _ rows: Int, _ width: Int, _ scale: Float, _ p: Source, _ dOutput: Source, _ dInput: Target
) {
  var r = 0
  while r < rows {
    let q = unsafe p + r &* width
    let dy = unsafe dOutput + r &* width
    let dx = unsafe dInput + r &* width
    let mean = unsafe product(width, q, dy)
    let m = Vector(repeating: mean)
    let factor = Vector(repeating: scale)
    var c = 0
    while c &+ lanes <= width {
      unsafe store(factor * load(q + c) * (load(dy + c) - m), dx + c)
      c &+= lanes
    }
    while c < width {
      unsafe dx[c] = scale * q[c] * (dy[c] - mean)
      c &+= 1
    }
    r &+= 1
  }
}

/// Σ a·b.
@_transparent
private func product(_ count: Int, _ a: Source, _ b: Source) -> Float {
  var total = Vector.zero
  var i = 0
  while i &+ lanes <= count {
    unsafe total.accumulate(load(a + i), load(b + i))
    i &+= lanes
  }
  var sum = total.total
  while i < count {
    sum += unsafe a[i] * b[i]
    i &+= 1
  }
  return sum
}

func crossEntropy(
  _ rows: Int, _ classes: Int, _ logits: Source, _ targets: UnsafePointer<Int32>, _ weight: Float,
  _ dLogits: Target, _ sums: UnsafeMutablePointer<Double>
) {
  var r = 0
  while r < rows {
    let x = unsafe logits + r &* classes
    let dx = unsafe dLogits + r &* classes
    let target = unsafe Int(targets[r])
    if target < 0 {
      unsafe dx.update(repeating: 0, count: classes)
    } else {
      let top = unsafe largest(classes, x)
      let total = unsafe exponentials(classes, 1, x, dx)
      unsafe scale(classes, weight / total, dx, dx)
      unsafe dx[target] -= weight
      // ln Σe^(x - top) - (x[target] - top), in Double: small losses keep their digits.
      unsafe sums[0] += log(Double(total)) - (Double(x[target]) - Double(top))
      if unsafe firstIndex(of: top, classes, x) == target { unsafe sums[1] += 1 }
    }
    r &+= 1
  }
}

@_transparent
private func firstIndex(of value: Float, _ count: Int, _ x: Source) -> Int {
  var i = 0
  while i < count {
    if unsafe x[i] == value { return i }
    i &+= 1
  }
  return -1
}
