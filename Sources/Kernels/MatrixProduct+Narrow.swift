import KernelTable

// Panels narrower than a tile: one vector, half a vector, single columns.

/// One vector of columns, all rows.
@inline(never)
func singlePanel(
  _ m: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start, _ bias: Source,
  _ c: Target, _ cRow: Int
) {
  let aRow = block.aRow
  var i = 0
  while i &+ 8 <= m {
    let top = unsafe c + i &* cRow
    let bottom = unsafe top + 4 &* cRow
    var c0 = unsafe begin(start, bias, top)
    var c1 = unsafe begin(start, bias, top + cRow)
    var c2 = unsafe begin(start, bias, top + 2 &* cRow)
    var c3 = unsafe begin(start, bias, top + 3 &* cRow)
    var c4 = unsafe begin(start, bias, bottom)
    var c5 = unsafe begin(start, bias, bottom + cRow)
    var c6 = unsafe begin(start, bias, bottom + 2 &* cRow)
    var c7 = unsafe begin(start, bias, bottom + 3 &* cRow)
    var x = unsafe a + i &* aRow
    var z = unsafe x + 4 &* aRow
    var y = unsafe b
    var p = block.depth
    while p > 0 {
      let factor = unsafe load(y)
      unsafe c0.accumulate(Vector(repeating: x[0]), factor)
      unsafe c1.accumulate(Vector(repeating: x[aRow]), factor)
      unsafe c2.accumulate(Vector(repeating: x[2 &* aRow]), factor)
      unsafe c3.accumulate(Vector(repeating: x[3 &* aRow]), factor)
      unsafe c4.accumulate(Vector(repeating: z[0]), factor)
      unsafe c5.accumulate(Vector(repeating: z[aRow]), factor)
      unsafe c6.accumulate(Vector(repeating: z[2 &* aRow]), factor)
      unsafe c7.accumulate(Vector(repeating: z[3 &* aRow]), factor)
      unsafe x += block.aColumn
      unsafe z += block.aColumn
      unsafe y += bRow
      p &-= 1
    }
    unsafe store(c0, top)
    unsafe store(c1, top + cRow)
    unsafe store(c2, top + 2 &* cRow)
    unsafe store(c3, top + 3 &* cRow)
    unsafe store(c4, bottom)
    unsafe store(c5, bottom + cRow)
    unsafe store(c6, bottom + 2 &* cRow)
    unsafe store(c7, bottom + 3 &* cRow)
    i &+= 8
  }
  while i < m {
    let row = unsafe c + i &* cRow
    let x = unsafe a + i &* aRow
    var sum = unsafe begin(start, bias, row)
    var p = 0
    while p < block.depth {
      unsafe sum.accumulate(Vector(repeating: x[p &* block.aColumn]), load(b + p &* bRow))
      p &+= 1
    }
    unsafe store(sum, row)
    i &+= 1
  }
}

/// What one vector of sums starts from.
@_transparent
private func begin(_ start: Start, _ bias: Source, _ c: Source) -> Vector {
  switch start {
  case .zero: Vector.zero
  case .bias: unsafe load(bias)
  case .old: unsafe load(c)
  }
}

#if X86_V3 || X86_V4
/// Half a vector of columns, all rows.
@inline(never)
func halfPanel(
  _ m: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start, _ bias: Source,
  _ c: Target, _ cRow: Int
) {
  let aRow = block.aRow
  var i = 0
  while i &+ 8 <= m {
    let top = unsafe c + i &* cRow
    let bottom = unsafe top + 4 &* cRow
    var c0 = unsafe beginHalf(start, bias, top)
    var c1 = unsafe beginHalf(start, bias, top + cRow)
    var c2 = unsafe beginHalf(start, bias, top + 2 &* cRow)
    var c3 = unsafe beginHalf(start, bias, top + 3 &* cRow)
    var c4 = unsafe beginHalf(start, bias, bottom)
    var c5 = unsafe beginHalf(start, bias, bottom + cRow)
    var c6 = unsafe beginHalf(start, bias, bottom + 2 &* cRow)
    var c7 = unsafe beginHalf(start, bias, bottom + 3 &* cRow)
    var x = unsafe a + i &* aRow
    var z = unsafe x + 4 &* aRow
    var y = unsafe b
    var p = block.depth
    while p > 0 {
      let factor = unsafe loadHalf(y)
      unsafe c0.accumulate(Half(repeating: x[0]), factor)
      unsafe c1.accumulate(Half(repeating: x[aRow]), factor)
      unsafe c2.accumulate(Half(repeating: x[2 &* aRow]), factor)
      unsafe c3.accumulate(Half(repeating: x[3 &* aRow]), factor)
      unsafe c4.accumulate(Half(repeating: z[0]), factor)
      unsafe c5.accumulate(Half(repeating: z[aRow]), factor)
      unsafe c6.accumulate(Half(repeating: z[2 &* aRow]), factor)
      unsafe c7.accumulate(Half(repeating: z[3 &* aRow]), factor)
      unsafe x += block.aColumn
      unsafe z += block.aColumn
      unsafe y += bRow
      p &-= 1
    }
    unsafe storeHalf(c0, top)
    unsafe storeHalf(c1, top + cRow)
    unsafe storeHalf(c2, top + 2 &* cRow)
    unsafe storeHalf(c3, top + 3 &* cRow)
    unsafe storeHalf(c4, bottom)
    unsafe storeHalf(c5, bottom + cRow)
    unsafe storeHalf(c6, bottom + 2 &* cRow)
    unsafe storeHalf(c7, bottom + 3 &* cRow)
    i &+= 8
  }
  while i < m {
    let row = unsafe c + i &* cRow
    let x = unsafe a + i &* aRow
    var sum = unsafe beginHalf(start, bias, row)
    var p = 0
    while p < block.depth {
      unsafe sum.accumulate(Half(repeating: x[p &* block.aColumn]), loadHalf(b + p &* bRow))
      p &+= 1
    }
    unsafe storeHalf(sum, row)
    i &+= 1
  }
}

/// What half a vector of sums starts from.
@_transparent
private func beginHalf(_ start: Start, _ bias: Source, _ c: Source) -> Half {
  switch start {
  case .zero: Half.zero
  case .bias: unsafe loadHalf(bias)
  case .old: unsafe loadHalf(c)
  }
}
#endif

/// One column, all rows: what is left of a width that is no multiple of half a vector.
@inline(never)
func column(
  _ m: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start, _ bias: Source,
  _ c: Target, _ cRow: Int
) {
  var i = 0
  while i < m {
    let x = unsafe a + i &* block.aRow
    var sum: Float = 0
    if start == .bias { sum = unsafe bias[0] } else if start == .old { sum = unsafe c[i &* cRow] }
    var p = 0
    while p < block.depth {
      let factor = unsafe b[p &* bRow]
      #if X86_V3 || X86_V4 || arch(arm64)
        unsafe sum.addProduct(x[p &* block.aColumn], factor)
      #else
        sum += unsafe x[p &* block.aColumn] * factor
      #endif
      p &+= 1
    }
    unsafe c[i &* cRow] = sum
    i &+= 1
  }
}
