import KernelTable

func multiply(_ count: Int, _ a: Source, _ b: Source, _ output: Target) {
  var i = 0
  while i &+ lanes <= count {
    unsafe store(load(a + i) * load(b + i), output + i)
    i &+= lanes
  }
  while i < count {
    unsafe output[i] = a[i] * b[i]
    i &+= 1
  }
}

func scaledAdd(_ count: Int, _ scale: Float, _ a: Source, _ b: Source, _ output: Target) {
  let factor = Vector(repeating: scale)
  var i = 0
  while i &+ lanes <= count {
    unsafe store(multiplyAdd(factor, load(a + i), load(b + i)), output + i)
    i &+= lanes
  }
  while i < count {
    #if X86_V3 || X86_V4 || arch(arm64)
      unsafe output[i] = b[i].addingProduct(scale, a[i])
    #else
      unsafe output[i] = scale * a[i] + b[i]
    #endif
    i &+= 1
  }
}

func scale(_ count: Int, _ scale: Float, _ a: Source, _ output: Target) {
  let factor = Vector(repeating: scale)
  var i = 0
  while i &+ lanes <= count {
    unsafe store(factor * load(a + i), output + i)
    i &+= lanes
  }
  while i < count {
    unsafe output[i] = scale * a[i]
    i &+= 1
  }
}
