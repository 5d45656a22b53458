import KernelTable

// Panels narrower than a tile: one vector, half a vector, single columns.

/// One vector of columns, all rows.
@inline(never)
func singlePanel(
  _ m: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start, _ bias: Source,
  _ c: Target, _ cRow: Int
) {
  var i = 0
  while i &+ 8 <= m {
    let row = unsafe c + i &* cRow
    var strip = unsafe Strip(start, bias, row, cRow)
    var x = unsafe a + i &* block.aRow
    var y = unsafe b
    var p = block.depth
    while p > 0 {
      unsafe strip.add(x, block.aRow, load(y))
      unsafe x += block.aColumn
      unsafe y += bRow
      p &-= 1
    }
    unsafe strip.write(row, cRow)
    i &+= 8
  }
  while i < m {
    let row = unsafe c + i &* cRow
    let x = unsafe a + i &* block.aRow
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

/// Eight rows of sums, one vector each.
private struct Strip {
  var c0: Vector
  var c1: Vector
  var c2: Vector
  var c3: Vector
  var c4: Vector
  var c5: Vector
  var c6: Vector
  var c7: Vector

  @_transparent init(_ start: Start, _ bias: Source, _ c: Source, _ cRow: Int) {
    unsafe c0 = begin(start, bias, c)
    unsafe c1 = begin(start, bias, c + cRow)
    unsafe c2 = begin(start, bias, c + 2 &* cRow)
    unsafe c3 = begin(start, bias, c + 3 &* cRow)
    unsafe c4 = begin(start, bias, c + 4 &* cRow)
    unsafe c5 = begin(start, bias, c + 5 &* cRow)
    unsafe c6 = begin(start, bias, c + 6 &* cRow)
    unsafe c7 = begin(start, bias, c + 7 &* cRow)
  }

  /// Adds the products of one step.
  @_transparent mutating func add(_ x: Source, _ aRow: Int, _ y: Vector) {
    let z = unsafe x + 4 &* aRow
    unsafe c0.accumulate(Vector(repeating: x[0]), y)
    unsafe c1.accumulate(Vector(repeating: x[aRow]), y)
    unsafe c2.accumulate(Vector(repeating: x[2 &* aRow]), y)
    unsafe c3.accumulate(Vector(repeating: x[3 &* aRow]), y)
    unsafe c4.accumulate(Vector(repeating: z[0]), y)
    unsafe c5.accumulate(Vector(repeating: z[aRow]), y)
    unsafe c6.accumulate(Vector(repeating: z[2 &* aRow]), y)
    unsafe c7.accumulate(Vector(repeating: z[3 &* aRow]), y)
  }

  @_transparent func write(_ c: Target, _ cRow: Int) {
    unsafe store(c0, c)
    unsafe store(c1, c + cRow)
    unsafe store(c2, c + 2 &* cRow)
    unsafe store(c3, c + 3 &* cRow)
    unsafe store(c4, c + 4 &* cRow)
    unsafe store(c5, c + 5 &* cRow)
    unsafe store(c6, c + 6 &* cRow)
    unsafe store(c7, c + 7 &* cRow)
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
