/// A reproducible stream of random numbers, a pure function of (seed, name, index).
///
/// SplitMix64 (Steele, Lea, Flood 2014) started at a hash of the three. Streams with different
/// names or indices are independent, so a tensor's start depends on its own name only and the
/// batch of step n on n only.
public struct RandomStream: Hashable, Sendable {
  private var state: UInt64

  /// Starts the stream of (seed, name, index).
  public init(seed: UInt64, name: String, index: Int = 0) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = Self.mixed(hash ^ Self.mixed(seed &+ 0x9e37_79b9_7f4a_7c15))
    state = Self.mixed(state &+ UInt64(bitPattern: Int64(index)) &* 0xd134_2543_de82_ef95)
  }

  /// The next 64 uniform bits.
  public mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// Uniform in 0..<bound, without bias worth measuring (bound ≤ 2³²: error < 2⁻³²).
  public mutating func below(_ bound: Int) -> Int {
    Int(bits().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Uniform in the open interval (0, 1).
  public mutating func unit() -> Double {
    (Double(bits() >> 12) + 0.5) * 0x1p-52
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
