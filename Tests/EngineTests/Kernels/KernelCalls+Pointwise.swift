import Engine
import KernelTable

extension KernelCalls {
  /// Values and slopes of one activation.
  func activate(_ activation: Activation, _ x: [Float]) -> (values: [Float], slopes: [Float]) {
    let operands = Operands(fence)
    let slopes = unsafe operands.changed(x)
    let values = unsafe operands.output(x.count)
    switch activation {
    case .gelu: unsafe table.gelu(x.count, slopes, values)
    case .geluTanh: unsafe table.geluTanh(x.count, slopes, values)
    case .relu: unsafe table.relu(x.count, slopes, values)
    }
    operands.verify("activate")
    return unsafe (operands.read(values, x.count), operands.read(slopes, x.count))
  }

  func multiply(_ a: [Float], _ b: [Float]) -> [Float] {
    let operands = Operands(fence)
    let y = unsafe operands.output(a.count)
    unsafe table.multiply(a.count, operands.input(a), operands.input(b), y)
    operands.verify("multiply")
    return unsafe operands.read(y, a.count)
  }

  func scaledAdd(_ scale: Float, _ a: [Float], _ b: [Float]) -> [Float] {
    let operands = Operands(fence)
    let y = unsafe operands.output(a.count)
    unsafe table.scaledAdd(a.count, scale, operands.input(a), operands.input(b), y)
    operands.verify("scaledAdd")
    return unsafe operands.read(y, a.count)
  }

  func scale(_ scale: Float, _ a: [Float]) -> [Float] {
    let operands = Operands(fence)
    let y = unsafe operands.output(a.count)
    unsafe table.scale(a.count, scale, operands.input(a), y)
    operands.verify("scale")
    return unsafe operands.read(y, a.count)
  }

  func softmax(rows: Int, width: Int, scale: Float, _ x: [Float]) -> [Float] {
    let operands = Operands(fence)
    let y = unsafe operands.output(x.count)
    unsafe table.softmax(rows, width, scale, operands.input(x), y)
    operands.verify("softmax")
    return unsafe operands.read(y, x.count)
  }

  /// As the machine calls it: the gradient comes back in the place of `dOutput`.
  func softmaxGradient(
    rows: Int, width: Int, scale: Float, p: [Float], dOutput: [Float]
  ) -> [Float] {
    let operands = Operands(fence)
    let y = unsafe operands.changed(dOutput)
    unsafe table.softmaxGradient(rows, width, scale, operands.input(p), Source(y), y)
    operands.verify("softmaxGradient")
    return unsafe operands.read(y, dOutput.count)
  }

  func crossEntropy(
    classes: Int, logits: [Float], targets: [Int32], weight: Float, sums: [Double] = [0, 0]
  ) -> (sums: [Double], dLogits: [Float]) {
    let operands = Operands(fence)
    let y = unsafe operands.output(logits.count)
    var sums = sums
    unsafe table.crossEntropy(
      targets.count, classes, operands.input(logits), targets, weight, y, &sums)
    operands.verify("crossEntropy")
    return unsafe (sums, operands.read(y, logits.count))
  }

  func moments(_ x: [Float], from start: [Double] = [0, 0]) -> [Double] {
    let operands = Operands(fence)
    var sums = start
    unsafe table.moments(x.count, operands.input(x), &sums)
    operands.verify("moments")
    return sums
  }

  func dot(_ a: [Float], _ b: [Float], from start: Double = 0) -> Double {
    let operands = Operands(fence)
    var sum = start
    unsafe table.dot(a.count, operands.input(a), operands.input(b), &sum)
    operands.verify("dot")
    return sum
  }

  func similarity(
    sequences: Int, sequence: Int, width: Int, x: [Float], embedding: [Float]
  ) -> [Double] {
    let operands = Operands(fence)
    var sums = [0.0, 0.0, 0.0]
    var scratch = Array(repeating: Double.nan, count: 2 * width)
    unsafe table.similarity(
      sequences, sequence, width, operands.input(x), operands.input(embedding), &scratch, &sums)
    operands.verify("similarity")
    return sums
  }

  /// Parameter, first and second moment, and Σ(new - old)², Σ old².
  typealias Updated = (p: [Float], m: [Float], v: [Float], sums: [Double])

  /// The factors that the machine derives from rate, decay and the update's number.
  struct AdamFactors {
    var gradientScale: Float
    var decayFactor: Float
    var stepSize: Float
    var rootScale: Float
  }

  func adamW(p: [Float], g: [Float], m: [Float], v: [Float], _ factors: AdamFactors) -> Updated {
    let operands = Operands(fence)
    let weights = unsafe operands.changed(p)
    let first = unsafe operands.changed(m)
    let second = unsafe operands.changed(v)
    var sums = [0.0, 0.0]
    unsafe table.adamW(
      p.count, weights, operands.input(g), first, second, factors.gradientScale,
      factors.decayFactor, factors.stepSize, factors.rootScale, &sums)
    operands.verify("adamW")
    return unsafe (
      operands.read(weights, p.count), operands.read(first, p.count),
      operands.read(second, p.count), sums
    )
  }

  func sgd(
    p: [Float], g: [Float], gradientScale: Float, decayFactor: Float, rate: Float
  ) -> (p: [Float], sums: [Double]) {
    let operands = Operands(fence)
    let weights = unsafe operands.changed(p)
    var sums = [0.0, 0.0]
    unsafe table.sgd(
      p.count, weights, operands.input(g), gradientScale, decayFactor, rate, &sums)
    operands.verify("sgd")
    return unsafe (operands.read(weights, p.count), sums)
  }
}
