/// Colours between control points at even distances.
struct Gradient: Sendable {
  /// 0xRRGGBB, two or more.
  let points: [UInt32]

  /// The colour at a share of the way, 0…1, between its neighbours in sRGB.
  func color(at share: Double) -> TerminalColor {
    let place = min(max(share, 0), 1) * Double(points.count - 1)
    let index = min(Int(place), points.count - 2)
    func channel(_ shift: UInt32) -> UInt8 {
      let first = Double(points[index] >> shift & 0xff)
      let second = Double(points[index + 1] >> shift & 0xff)
      return UInt8((first + (second - first) * (place - Double(index))).rounded())
    }
    return .rgb(channel(16), channel(8), channel(0))
  }
}

extension Theme {
  /// The ordered ramp: away from the background as numbers grow.
  var sequential: Gradient { self == .light ? Self.darkening : Self.brightening }

  /// From zero to the most negative value.
  var falling: Gradient { self == .light ? Self.lightBlue : Self.darkBlue }

  /// From zero to the most positive value.
  var rising: Gradient { self == .light ? Self.lightOrange : Self.darkOrange }

  /// Viridis at 0.25, 0.375 … 1: its darkest quarter would vanish on black.
  ///
  /// The map is by van der Walt and Smith (matplotlib, 2015, CC0).
  private static let brightening = Gradient(points: [
    0x3b518b, 0x2c718e, 0x21908d, 0x27ad81, 0x5cc863, 0xaadc32, 0xfde725,
  ])

  /// Viridis from 0.75 down to 0: its brightest quarter would vanish on white.
  private static let darkening = Gradient(points: [
    0x5cc863, 0x27ad81, 0x21908d, 0x2c718e, 0x3b518b, 0x472c7a, 0x440154,
  ])

  /// The diverging ramps are planned in CIELAB: lightness falls or rises evenly from zero, and is
  /// the same on both sides; hues 258° and 62° on dark, 262° and 58° on light.
  private static let darkBlue = Gradient(points: [
    0x353535, 0x324658, 0x2b5877, 0x1a6a97, 0x017cb3, 0x038ecd, 0x02a0e7, 0x23b3fe, 0x74c3fe,
  ])
  private static let darkOrange = Gradient(points: [
    0x353535, 0x534032, 0x6e4c33, 0x875936, 0xa16738, 0xbc753b, 0xd6833f, 0xf19243, 0xffa762,
  ])
  private static let lightBlue = Gradient(points: [
    0xebebeb, 0xc8dbf1, 0xa7cbf1, 0x83bbef, 0x5aabec, 0x019be7, 0x018ace, 0x0479b5, 0x03699e,
  ])
  private static let lightOrange = Gradient(points: [
    0xebebeb, 0xefd4c4, 0xebbea3, 0xe3a985, 0xda9568, 0xcf814c, 0xc36d30, 0xb55911, 0xa14a01,
  ])
}
