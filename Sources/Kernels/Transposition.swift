import KernelTable

func transpose(
  _ rows: Int, _ columns: Int, _ input: Source, _ inputRow: Int, _ output: Target, _ outputRow: Int
) {
  // Squares of 4 × 4 in registers, 16 columns of them at a time: whole cache lines on both sides.
  let wholeRows = rows & ~3
  let wholeColumns = columns & ~3
  var left = 0
  while left < wholeColumns {
    let right = left &+ 16 < wholeColumns ? left &+ 16 : wholeColumns
    var r = 0
    while r < wholeRows {
      var c = left
      while c < right {
        unsafe transposeSquare(
          input + (r &* inputRow &+ c), inputRow, output + (c &* outputRow &+ r), outputRow)
        c &+= 4
      }
      r &+= 4
    }
    left = right
  }
  unsafe transposeEach(
    rows, wholeColumns, columns, 0, input, inputRow, output, outputRow)
  unsafe transposeEach(rows, 0, wholeColumns, wholeRows, input, inputRow, output, outputRow)
}

@_transparent
private func transposeSquare(
  _ input: Source, _ inputRow: Int, _ output: Target, _ outputRow: Int
) {
  let r0 = unsafe UnsafeRawPointer(input).loadUnaligned(as: SIMD4<Float>.self)
  let r1 = unsafe UnsafeRawPointer(input + inputRow).loadUnaligned(as: SIMD4<Float>.self)
  let r2 = unsafe UnsafeRawPointer(input + 2 &* inputRow).loadUnaligned(as: SIMD4<Float>.self)
  let r3 = unsafe UnsafeRawPointer(input + 3 &* inputRow).loadUnaligned(as: SIMD4<Float>.self)
  unsafe storeFour(SIMD4(r0[0], r1[0], r2[0], r3[0]), output)
  unsafe storeFour(SIMD4(r0[1], r1[1], r2[1], r3[1]), output + outputRow)
  unsafe storeFour(SIMD4(r0[2], r1[2], r2[2], r3[2]), output + 2 &* outputRow)
  unsafe storeFour(SIMD4(r0[3], r1[3], r2[3], r3[3]), output + 3 &* outputRow)
}

@_transparent
private func storeFour(_ value: SIMD4<Float>, _ p: Target) {
  unsafe UnsafeMutableRawPointer(p).storeBytes(of: value, as: SIMD4<Float>.self)
}

/// Columns `left` to `right` of the rows from `top` on, one by one.
private func transposeEach(
  _ rows: Int, _ left: Int, _ right: Int, _ top: Int, _ input: Source, _ inputRow: Int,
  _ output: Target, _ outputRow: Int
) {
  var c = left
  while c < right {
    var r = top
    while r < rows {
      unsafe output[c &* outputRow &+ r] = input[r &* inputRow &+ c]
      r &+= 1
    }
    c &+= 1
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
