import KernelTable

#if X86_V4
  // Panels of four vectors: with 32 registers, tiles of 6 × 4 vectors read least per product.

  /// Four vectors of columns, all rows, A stored by rows.
  @inline(never)
  func quadPanelByRows(
    _ m: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start,
    _ bias: Source, _ c: Target, _ cRow: Int
  ) {
    unsafe quadPanel(m, block.depth, a, block.aRow, 1, b, bRow, start, bias, c, cRow)
  }

  /// Four vectors of columns, all rows, A stored by columns.
  @inline(never)
  func quadPanelByColumns(
    _ m: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start,
    _ bias: Source, _ c: Target, _ cRow: Int
  ) {
    unsafe quadPanel(m, block.depth, a, 1, block.aColumn, b, bRow, start, bias, c, cRow)
  }

  /// Strips of six rows, then of four, then single rows.
  @_transparent
  private func quadPanel(
    _ m: Int, _ depth: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source, _ bRow: Int,
    _ start: Start, _ bias: Source, _ c: Target, _ cRow: Int
  ) {
    var i = 0
    // Eight rows are two strips of four.
    while i &+ 6 <= m && m &- i != 8 {
      let row = unsafe c + i &* cRow
      var d0 = unsafe Duo(start, bias, row, cRow)
      var d1 = unsafe Duo(start, bias, row + 2 &* cRow, cRow)
      var d2 = unsafe Duo(start, bias, row + 4 &* cRow, cRow)
      var x = unsafe a + i &* aRow
      var y = unsafe b
      var p = depth
      while p >= 4 {
        unsafe add(x, aRow, y, &d0, &d1, &d2)
        unsafe add(x + aColumn, aRow, y + bRow, &d0, &d1, &d2)
        unsafe add(x + 2 &* aColumn, aRow, y + 2 &* bRow, &d0, &d1, &d2)
        unsafe add(x + 3 &* aColumn, aRow, y + 3 &* bRow, &d0, &d1, &d2)
        unsafe x += 4 &* aColumn
        unsafe y += 4 &* bRow
        p &-= 4
      }
      while p > 0 {
        unsafe add(x, aRow, y, &d0, &d1, &d2)
        unsafe x += aColumn
        unsafe y += bRow
        p &-= 1
      }
      unsafe d0.write(row, cRow)
      unsafe d1.write(row + 2 &* cRow, cRow)
      unsafe d2.write(row + 4 &* cRow, cRow)
      i &+= 6
    }
    while i &+ 4 <= m {
      let row = unsafe c + i &* cRow
      var d0 = unsafe Duo(start, bias, row, cRow)
      var d1 = unsafe Duo(start, bias, row + 2 &* cRow, cRow)
      var x = unsafe a + i &* aRow
      var y = unsafe b
      var p = 0
      while p < depth {
        let values = unsafe Quad(y)
        unsafe d0.add(x, aRow, values)
        unsafe d1.add(x + 2 &* aRow, aRow, values)
        unsafe x += aColumn
        unsafe y += bRow
        p &+= 1
      }
      unsafe d0.write(row, cRow)
      unsafe d1.write(row + 2 &* cRow, cRow)
      i &+= 4
    }
    while i < m {
      let row = unsafe c + i &* cRow
      let x = unsafe a + i &* aRow
      var sum = unsafe Quad(start, bias, row)
      var p = 0
      while p < depth {
        unsafe sum.accumulate(x[p &* aColumn], Quad(b + p &* bRow))
        p &+= 1
      }
      unsafe sum.write(row)
      i &+= 1
    }
  }

  /// Adds the products of one step to six rows.
  @_transparent
  private func add(
    _ x: Source, _ aRow: Int, _ y: Source, _ d0: inout Duo, _ d1: inout Duo, _ d2: inout Duo
  ) {
    let values = unsafe Quad(y)
    unsafe d0.add(x, aRow, values)
    unsafe d1.add(x + 2 &* aRow, aRow, values)
    unsafe d2.add(x + 4 &* aRow, aRow, values)
  }

  /// Four vectors of a row.
  private struct Quad {
    var v0: Vector
    var v1: Vector
    var v2: Vector
    var v3: Vector

    @_transparent init(_ p: Source) {
      unsafe v0 = load(p)
      unsafe v1 = load(p + lanes)
      unsafe v2 = load(p + 2 &* lanes)
      unsafe v3 = load(p + 3 &* lanes)
    }

    @_transparent init(_ start: Start, _ bias: Source, _ c: Source) {
      v0 = Vector.zero
      v1 = Vector.zero
      v2 = Vector.zero
      v3 = Vector.zero
      if start == .bias { unsafe self = Quad(bias) } else if start == .old { unsafe self = Quad(c) }
    }

    /// self += x·y.
    @_transparent mutating func accumulate(_ x: Float, _ y: Quad) {
      let factor = Vector(repeating: x)
      v0.accumulate(factor, y.v0)
      v1.accumulate(factor, y.v1)
      v2.accumulate(factor, y.v2)
      v3.accumulate(factor, y.v3)
    }

    @_transparent func write(_ c: Target) {
      unsafe store(v0, c)
      unsafe store(v1, c + lanes)
      unsafe store(v2, c + 2 &* lanes)
      unsafe store(v3, c + 3 &* lanes)
    }
  }

  /// Two rows of sums.
  private struct Duo {
    var upper: Quad
    var lower: Quad

    @_transparent init(_ start: Start, _ bias: Source, _ c: Source, _ cRow: Int) {
      unsafe upper = Quad(start, bias, c)
      unsafe lower = Quad(start, bias, c + cRow)
    }

    /// Adds the products of one step.
    @_transparent mutating func add(_ x: Source, _ aRow: Int, _ y: Quad) {
      unsafe upper.accumulate(x[0], y)
      unsafe lower.accumulate(x[aRow], y)
    }

    @_transparent func write(_ c: Target, _ cRow: Int) {
      unsafe upper.write(c)
      unsafe lower.write(c + cRow)
    }
  }
#endif
