import KernelTable

// C[m × n] = start + A[m × k]·B[k × n]. Letters: i, j, p run over m, n, k.
//
// The columns of C are cut into panels of two vectors, its rows into strips of four: the 4×2 tile
// of vectors stays in registers while p runs through a block of `depthBlock`, so that the block of
// B that a panel reads (depthBlock × 2 vectors, 8 KB) stays in the first-level cache.

private let depthBlock = 256

func matrixProduct(
  _ m: Int, _ n: Int, _ k: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source, _ bRow: Int,
  _ bias: Source?, _ c: Target, _ cRow: Int, _ accumulate: Bool
) {
  if unsafe bias != nil || !accumulate { unsafe start(m, n, bias, c, cRow) }
  var p = 0
  while p < k {
    let depth = k &- p < depthBlock ? k &- p : depthBlock
    unsafe addProduct(m, n, depth, a + p &* aColumn, aRow, aColumn, b + p &* bRow, bRow, c, cRow)
    p &+= depth
  }
}

/// Fills C with the bias in every row, or with zeros.
private func start(_ m: Int, _ n: Int, _ bias: Source?, _ c: Target, _ cRow: Int) {
  var i = 0
  while i < m {
    let row = unsafe c + i &* cRow
    if let bias = unsafe bias {
      unsafe row.update(from: bias, count: n)
    } else {
      unsafe row.update(repeating: 0, count: n)
    }
    i &+= 1
  }
}

private func addProduct(
  _ m: Int, _ n: Int, _ depth: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source,
  _ bRow: Int, _ c: Target, _ cRow: Int
) {
  var j = 0
  while j &+ 2 &* lanes <= n {
    unsafe doublePanel(m, depth, a, aRow, aColumn, b + j, bRow, c + j, cRow)
    j &+= 2 &* lanes
  }
  if j &+ lanes <= n {
    unsafe singlePanel(m, depth, a, aRow, aColumn, b + j, bRow, c + j, cRow)
    j &+= lanes
  }
  while j < n {
    unsafe column(m, depth, a, aRow, aColumn, b + j, bRow, c + j, cRow)
    j &+= 1
  }
}

/// Two vectors of columns, all rows.
@inline(never)
private func doublePanel(
  _ m: Int, _ depth: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source, _ bRow: Int,
  _ c: Target, _ cRow: Int
) {
  var i = 0
  while i &+ 4 <= m {
    let row0 = unsafe c + i &* cRow
    let row1 = unsafe row0 + cRow
    let row2 = unsafe row1 + cRow
    let row3 = unsafe row2 + cRow
    var c00 = unsafe load(row0)
    var c01 = unsafe load(row0 + lanes)
    var c10 = unsafe load(row1)
    var c11 = unsafe load(row1 + lanes)
    var c20 = unsafe load(row2)
    var c21 = unsafe load(row2 + lanes)
    var c30 = unsafe load(row3)
    var c31 = unsafe load(row3 + lanes)
    var x = unsafe a + i &* aRow
    var y = unsafe b
    let second = aRow
    let third = 2 &* aRow
    let fourth = 3 &* aRow
    var p = depth
    while p > 0 {
      let y0 = unsafe load(y)
      let y1 = unsafe load(y + lanes)
      let x0 = unsafe Vector(repeating: x[0])
      c00.accumulate(x0, y0)
      c01.accumulate(x0, y1)
      let x1 = unsafe Vector(repeating: x[second])
      c10.accumulate(x1, y0)
      c11.accumulate(x1, y1)
      let x2 = unsafe Vector(repeating: x[third])
      c20.accumulate(x2, y0)
      c21.accumulate(x2, y1)
      let x3 = unsafe Vector(repeating: x[fourth])
      c30.accumulate(x3, y0)
      c31.accumulate(x3, y1)
      unsafe x += aColumn
      unsafe y += bRow
      p &-= 1
    }
    unsafe store(c00, row0)
    unsafe store(c01, row0 + lanes)
    unsafe store(c10, row1)
    unsafe store(c11, row1 + lanes)
    unsafe store(c20, row2)
    unsafe store(c21, row2 + lanes)
    unsafe store(c30, row3)
    unsafe store(c31, row3 + lanes)
    i &+= 4
  }
  while i < m {
    unsafe doubleRow(depth, a + i &* aRow, aColumn, b, bRow, c + i &* cRow)
    i &+= 1
  }
}

@_transparent
private func doubleRow(
  _ depth: Int, _ a: Source, _ aColumn: Int, _ b: Source, _ bRow: Int, _ c: Target
) {
  var c0 = unsafe load(c)
  var c1 = unsafe load(c + lanes)
  var p = 0
  while p < depth {
    let x = unsafe Vector(repeating: a[p &* aColumn])
    let y = unsafe b + p &* bRow
    unsafe c0.accumulate(x, load(y))
    unsafe c1.accumulate(x, load(y + lanes))
    p &+= 1
  }
  unsafe store(c0, c)
  unsafe store(c1, c + lanes)
}

/// One vector of columns, all rows.
@inline(never)
private func singlePanel(
  _ m: Int, _ depth: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source, _ bRow: Int,
  _ c: Target, _ cRow: Int
) {
  var i = 0
  while i < m {
    let row = unsafe c + i &* cRow
    let x = unsafe a + i &* aRow
    var sum = unsafe load(row)
    var p = 0
    while p < depth {
      unsafe sum.accumulate(Vector(repeating: x[p &* aColumn]), load(b + p &* bRow))
      p &+= 1
    }
    unsafe store(sum, row)
    i &+= 1
  }
}

/// One column, all rows: what is left of a width that is no multiple of a vector.
@inline(never)
private func column(
  _ m: Int, _ depth: Int, _ a: Source, _ aRow: Int, _ aColumn: Int, _ b: Source, _ bRow: Int,
  _ c: Target, _ cRow: Int
) {
  var i = 0
  while i < m {
    let x = unsafe a + i &* aRow
    var sum = unsafe c[i &* cRow]
    var p = 0
    while p < depth {
      sum += unsafe x[p &* aColumn] * b[p &* bRow]
      p &+= 1
    }
    unsafe c[i &* cRow] = sum
    i &+= 1
  }
}

func transpose(
  _ rows: Int, _ columns: Int, _ input: Source, _ inputRow: Int, _ output: Target, _ outputRow: Int
) {
  // Blocks of 16 × 16 keep both the read and the written cache lines alive.
  let block = 16
  var top = 0
  while top < rows {
    let bottom = top &+ block < rows ? top &+ block : rows
    var left = 0
    while left < columns {
      let right = left &+ block < columns ? left &+ block : columns
      var c = left
      while c < right {
        var r = top
        while r < bottom {
          unsafe output[c &* outputRow &+ r] = input[r &* inputRow &+ c]
          r &+= 1
        }
        c &+= 1
      }
      left = right
    }
    top = bottom
  }
}

func columnSums(_ rows: Int, _ columns: Int, _ input: Source, _ output: Target) {
  var c = 0
  while c &+ lanes <= columns {
    var sum = Vector.zero
    var r = 0
    while r < rows {
      sum += unsafe load(input + (r &* columns &+ c))
      r &+= 1
    }
    unsafe store(sum, output + c)
    c &+= lanes
  }
  while c < columns {
    var sum: Float = 0
    var r = 0
    while r < rows {
      sum += unsafe input[r &* columns &+ c]
      r &+= 1
    }
    unsafe output[c] = sum
    c &+= 1
  }
}
