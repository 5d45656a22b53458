#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A reproducible stream of independent normal numbers, by Box and Muller's transform.
struct NormalStream {
  private var stream: RandomStream
  private let deviation: Double
  private var spare: Double?

  /// Starts the stream of (seed, name), of mean 0 and a standard deviation.
  init(seed: UInt64, name: String, deviation: Double) {
    stream = RandomStream(seed: seed, name: name)
    self.deviation = deviation
  }

  /// The next number.
  mutating func next() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let radius = deviation * (-2 * log(stream.unit())).squareRoot()
    let angle = 2 * Double.pi * stream.unit()
    spare = radius * sin(angle)
    return radius * cos(angle)
  }
}
