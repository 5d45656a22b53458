import KernelTable

// C[m × n] = start + A[m × k]·B[k × n]. Letters: i, j, p run over m, n, k.
//
// The columns of C are cut into panels, as wide as they come: four vectors on AVX-512
// (MatrixProduct+Wide), two, one, half a one, single columns (MatrixProduct+Narrow). The rows are cut
// into strips; a tile of strip × panel stays in registers while p runs through a block of
// `productDepth`. A panel of B that enough strips share is packed first: rows that lie a power of two
// apart would fall into the same few sets of the first-level cache.

#if X86_V4
  private let stripRows = 8
#else
  private let stripRows = 4
#endif

/// Rows of A from which on packing a panel of B pays.
private let packingRows = 32

func matrixProduct(
  _ m: Int, _ n: Int, _ k: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source, _ bRow: Int,
  _ bias: Source?, _ c: Target, _ cRow: Int, _ accumulate: Bool, _ scratch: Target
) {
  var first = Start.zero
  if unsafe bias != nil { first = .bias } else if accumulate { first = .old }
  var p = 0
  repeat {
    let rest = k &- p
    let depth = rest < KernelTable.productDepth ? rest : KernelTable.productDepth
    unsafe addProduct(
      m, n, Block(depth: depth, aRow: aRow, aColumn: aColumn), a + p &* aColumn, b + p &* bRow,
      bRow, p == 0 ? first : .old, bias ?? b, c, cRow, scratch)
    p &+= depth
  } while p < k
}

/// What a tile's sums start from: nothing, the bias of its columns, or C's own value.
enum Start {
  case zero, bias, old
}

/// How a block of A is read.
struct Block {
  var depth: Int
  var aRow: Int
  var aColumn: Int
}

private func addProduct(
  _ m: Int, _ n: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start,
  _ bias: Source, _ c: Target, _ cRow: Int, _ scratch: Target
) {
  var j = 0
  #if X86_V4
    while j &+ 4 &* lanes <= n {
      var panel = unsafe b + j
      var panelRow = bRow
      if m >= packingRows && bRow != 4 &* lanes {
        unsafe pack(block.depth, b + j, bRow, 4 &* lanes, scratch)
        unsafe panel = Source(scratch)
        panelRow = 4 &* lanes
      }
      if block.aColumn == 1 {
        unsafe quadPanelByRows(m, block, a, panel, panelRow, start, bias + j, c + j, cRow)
      } else {
        unsafe quadPanelByColumns(m, block, a, panel, panelRow, start, bias + j, c + j, cRow)
      }
      j &+= 4 &* lanes
    }
  #endif
  while j &+ 2 &* lanes <= n {
    var panel = unsafe b + j
    var panelRow = bRow
    if m >= packingRows && bRow != 2 &* lanes {
      unsafe pack(block.depth, b + j, bRow, 2 &* lanes, scratch)
      unsafe panel = Source(scratch)
      panelRow = 2 &* lanes
    }
    unsafe doublePanel(m, block, a, panel, panelRow, start, bias + j, c + j, cRow)
    j &+= 2 &* lanes
  }
  if j &+ lanes <= n {
    unsafe singlePanel(m, block, a, b + j, bRow, start, bias + j, c + j, cRow)
    j &+= lanes
  }
  #if X86_V3 || X86_V4
    if j &+ lanes / 2 <= n {
      unsafe halfPanel(m, block, a, b + j, bRow, start, bias + j, c + j, cRow)
      j &+= lanes / 2
    }
  #endif
  while j < n {
    unsafe column(m, block, a, b + j, bRow, start, bias + j, c + j, cRow)
    j &+= 1
  }
}

/// Copies `width` columns of B, rows side by side; width is a multiple of two vectors.
private func pack(_ depth: Int, _ b: Source, _ bRow: Int, _ width: Int, _ packed: Target) {
  var from = unsafe b
  var to = unsafe packed
  var p = 0
  while p < depth {
    var j = 0
    while j < width {
      unsafe store(load(from + j), to + j)
      unsafe store(load(from + (j &+ lanes)), to + (j &+ lanes))
      j &+= 2 &* lanes
    }
    unsafe from += bRow
    unsafe to += width
    p &+= 1
  }
}

/// Two vectors of sums: one row of a tile.
private struct Pair {
  var low: Vector
  var high: Vector

  @_transparent init(_ start: Start, _ bias: Source, _ c: Source) {
    switch start {
    case .zero:
      low = Vector.zero
      high = Vector.zero
    case .bias:
      low = unsafe load(bias)
      high = unsafe load(bias + lanes)
    case .old:
      low = unsafe load(c)
      high = unsafe load(c + lanes)
    }
  }

  /// self += x·(y0, y1).
  @_transparent mutating func accumulate(_ x: Float, _ y0: Vector, _ y1: Vector) {
    let factor = Vector(repeating: x)
    low.accumulate(factor, y0)
    high.accumulate(factor, y1)
  }

  @_transparent func write(_ c: Target) {
    unsafe store(low, c)
    unsafe store(high, c + lanes)
  }
}

/// Two vectors of columns, all rows.
@inline(never)
private func doublePanel(
  _ m: Int, _ block: Block, _ a: Source, _ b: Source, _ bRow: Int, _ start: Start, _ bias: Source,
  _ c: Target, _ cRow: Int
) {
  var i = 0
  while i &+ stripRows <= m {
    let x = unsafe a + i &* block.aRow
    var tile = unsafe Tile(start, bias, c + i &* cRow, cRow)
    // Known strides leave few address sums, which would compete with the products for ports.
    if block.aColumn == 1 {
      unsafe tile.accumulate(block.depth, x, block.aRow, 1, b, bRow)
    } else {
      unsafe tile.accumulate(block.depth, x, 1, block.aColumn, b, bRow)
    }
    unsafe tile.write(c + i &* cRow, cRow)
    i &+= stripRows
  }
  while i < m {
    let row = unsafe c + i &* cRow
    let x = unsafe a + i &* block.aRow
    var sum = unsafe Pair(start, bias, row)
    var p = 0
    while p < block.depth {
      let y = unsafe b + p &* bRow
      unsafe sum.accumulate(x[p &* block.aColumn], load(y), load(y + lanes))
      p &+= 1
    }
    unsafe sum.write(row)
    i &+= 1
  }
}

/// `stripRows` rows of sums.
private struct Tile {
  var c0: Pair
  var c1: Pair
  var c2: Pair
  var c3: Pair
  #if X86_V4
    var c4: Pair
    var c5: Pair
    var c6: Pair
    var c7: Pair
  #endif

  @_transparent init(_ start: Start, _ bias: Source, _ c: Source, _ cRow: Int) {
    unsafe c0 = Pair(start, bias, c)
    unsafe c1 = Pair(start, bias, c + cRow)
    unsafe c2 = Pair(start, bias, c + 2 &* cRow)
    unsafe c3 = Pair(start, bias, c + 3 &* cRow)
    #if X86_V4
      unsafe c4 = Pair(start, bias, c + 4 &* cRow)
      unsafe c5 = Pair(start, bias, c + 5 &* cRow)
      unsafe c6 = Pair(start, bias, c + 6 &* cRow)
      unsafe c7 = Pair(start, bias, c + 7 &* cRow)
    #endif
  }

  /// Adds the products of `depth` steps.
  @_transparent mutating func accumulate(
    _ depth: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source, _ bRow: Int
  ) {
    var x = unsafe a
    var y = unsafe b
    var p = depth
    while p >= 4 {
      unsafe add(x, aRow, y)
      unsafe add(x + aColumn, aRow, y + bRow)
      unsafe add(x + 2 &* aColumn, aRow, y + 2 &* bRow)
      unsafe add(x + 3 &* aColumn, aRow, y + 3 &* bRow)
      unsafe x += 4 &* aColumn
      unsafe y += 4 &* bRow
      p &-= 4
    }
    while p > 0 {
      unsafe add(x, aRow, y)
      unsafe x += aColumn
      unsafe y += bRow
      p &-= 1
    }
  }

  /// Adds the products of one step.
  @_transparent mutating func add(_ x: Source, _ aRow: Int, _ y: Source) {
    let y0 = unsafe load(y)
    let y1 = unsafe load(y + lanes)
    unsafe c0.accumulate(x[0], y0, y1)
    unsafe c1.accumulate(x[aRow], y0, y1)
    unsafe c2.accumulate(x[2 &* aRow], y0, y1)
    unsafe c3.accumulate(x[3 &* aRow], y0, y1)
    #if X86_V4
      let z = unsafe x + 4 &* aRow
      unsafe c4.accumulate(z[0], y0, y1)
      unsafe c5.accumulate(z[aRow], y0, y1)
      unsafe c6.accumulate(z[2 &* aRow], y0, y1)
      unsafe c7.accumulate(z[3 &* aRow], y0, y1)
    #endif
  }

  @_transparent func write(_ c: Target, _ cRow: Int) {
    unsafe c0.write(c)
    unsafe c1.write(c + cRow)
    unsafe c2.write(c + 2 &* cRow)
    unsafe c3.write(c + 3 &* cRow)
    #if X86_V4
      unsafe c4.write(c + 4 &* cRow)
      unsafe c5.write(c + 5 &* cRow)
      unsafe c6.write(c + 6 &* cRow)
      unsafe c7.write(c + 7 &* cRow)
    #endif
  }
}
