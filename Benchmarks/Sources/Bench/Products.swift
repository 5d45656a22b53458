@testable import Engine
import Figures
import KernelTable
@testable import TestSupport

/// The engine's matrix products one by one, in the shapes of its own training step.
struct Products {
  let sizes: [Size]

  /// C `[m, n]` = A `[m, k]` · B `[k, n]` with the strides it has in the engine.
  private struct Shape {
    var name: String
    var m: Int
    var n: Int
    var k: Int
    /// Whether A is stored as `[k, m]`.
    var isTurned = false
    var aRow: Int
    var bRow: Int
    var cRow: Int

    /// Operands that follow each other without gaps.
    init(_ name: String, _ m: Int, _ n: Int, _ k: Int, isTurned: Bool = false) {
      (self.name, self.m, self.n, self.k, self.isTurned) = (name, m, n, k, isTurned)
      (aRow, bRow, cRow) = (isTurned ? m : k, n, n)
    }

    var floats: Int { max(isTurned ? k * aRow : m * aRow, k * bRow, m * cRow) }
    var operations: Double { Double(2 * m * n * k) }
  }

  func measure(_ report: inout Report) {
    report.add("## Matrix products by shape")
    report.add(
      """
      One thread, one product again and again, as one batch shard of the step calls it. \
      **m × n × k**: C is m × n, k is summed over; ᵀ: A is read by columns. **of peak**: of one \
      thread's, measured just before and just after; the median of 5.
      """)
    var table = Table(["size", "product", "m × n × k", "GFLOP/s", "of peak"])
    for size in sizes where size != .deep {
      progress("\(size.name): products")
      for shape in Self.shapes(size) { table.add([size.name] + Self.cells(shape)) }
    }
    report.add(table)
  }

  /// Forward and input gradients are the same shapes in another order; then the weight gradients;
  /// then one head.
  private static func shapes(_ size: Size) -> [Shape] {
    let rows = size.batch * size.sequence / 4
    let (d, f, length) = (size.width, size.ffn, size.sequence)
    let head = d / size.heads
    var scores = Shape("scores", length, length, head)
    var mix = Shape("mix", length, head, length)
    var mixTurned = Shape("dvalue, dkey", length, head, length, isTurned: true)
    scores.aRow = d
    (mix.bRow, mix.cRow) = (d, d)
    (mixTurned.bRow, mixTurned.cRow) = (d, d)
    return [
      Shape("query", rows, d, d), Shape("expand", rows, f, d), Shape("contract", rows, d, f),
      Shape("head", rows, size.vocabulary, d),
      Shape("dW query", d, d, rows, isTurned: true),
      Shape("dW expand", f, d, rows, isTurned: true),
      Shape("dW contract", d, f, rows, isTurned: true), scores, mix, mixTurned,
    ]
  }

  private static func cells(_ shape: Shape) -> [String] {
    let operands = Operands(floats: shape.floats)
    var rates: [Double] = []
    var shares: [Double] = []
    for _ in 0..<5 {
      let (measured, peak) = Peak.around(threads: 1) { rate(of: shape, operands) }
      rates.append(measured)
      shares.append(measured / peak)
    }
    let turned = shape.isTurned ? "ᵀ" : ""
    return [
      shape.name, "\(shape.m) × \(shape.n) × \(shape.k)\(turned)",
      Number.text(median(rates) / 1e9), Number.percent(median(shares)),
    ]
  }

  /// Operations per second, in about 10 ms.
  private static func rate(of shape: Shape, _ operands: Operands) -> Double {
    let batch = max(1, Int(1e6 / shape.operations))
    var count = 0
    let watch = Stopwatch()
    repeat {
      for _ in 0..<batch { multiply(shape, operands) }
      count += batch
    } while watch.seconds < 0.01
    return Double(count) * shape.operations / watch.seconds
  }

  /// The one place that knows how the engine calls its product.
  private static func multiply(_ shape: Shape, _ operands: Operands) {
    unsafe InstructionSet.best.kernels.matrixProduct(
      shape.m, shape.n, shape.k, operands.a, shape.isTurned ? 1 : shape.aRow,
      shape.isTurned ? shape.aRow : 1, operands.b, shape.bRow, nil, operands.c, shape.cRow, false,
      operands.scratch)
  }
}

/// Arrays of floats as the arena aligns them.
@safe private final class Operands {
  let a: UnsafeMutablePointer<Float>
  let b: UnsafeMutablePointer<Float>
  let c: UnsafeMutablePointer<Float>
  let scratch: UnsafeMutablePointer<Float>

  init(floats: Int) {
    func filled(_ floats: Int) -> UnsafeMutablePointer<Float> {
      let bytes = UnsafeMutableRawPointer.allocate(byteCount: 4 * floats, alignment: 64)
      return unsafe bytes.initializeMemory(as: Float.self, repeating: 0.5, count: floats)
    }
    unsafe a = filled(floats)
    unsafe b = filled(floats)
    unsafe c = filled(floats)
    unsafe scratch = filled(KernelTable.scratchCount)
  }

  deinit {
    unsafe a.deallocate()
    unsafe b.deallocate()
    unsafe c.deallocate()
    unsafe scratch.deallocate()
  }
}
