import Foundation

@testable import Interface

/// What colours look like, in numbers.
enum ColorMath {
  typealias RGB = (red: UInt8, green: UInt8, blue: UInt8)

  /// A point of CIELAB under D65.
  struct Lab {
    var lightness: Double
    var a: Double
    var b: Double

    /// ΔE*ab of 1976.
    func distance(to other: Lab) -> Double {
      ((lightness - other.lightness) * (lightness - other.lightness) + (a - other.a)
        * (a - other.a) + (b - other.b) * (b - other.b)).squareRoot()
    }
  }

  /// The contrast ratio of WCAG 2: 1…21.
  static func contrast(_ first: RGB, _ second: RGB) -> Double {
    let luminances = [first, second].map { luminance(linear($0)) }.sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  static func lab(_ color: RGB) -> Lab { lab(linear: linear(color)) }

  /// As people without medium-wavelength cones see it: Machado, Oliveira and Fernandes (2009),
  /// severity 1.0, on linear RGB.
  static func deuteranopia(_ color: RGB) -> Lab {
    let matrix = [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ]
    let color = linear(color)
    return lab(
      linear: matrix.map { row in
        min(max(zip(row, color).map { $0 * $1 }.reduce(0, +), 0), 1)
      })
  }

  private static func linear(_ color: RGB) -> [Double] {
    [color.red, color.green, color.blue].map { value in
      let x = Double(value) / 255
      return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4)
    }
  }

  private static func luminance(_ linear: [Double]) -> Double {
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private static func lab(linear: [Double]) -> Lab {
    func root(_ t: Double) -> Double {
      t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    let (red, green, blue) = (linear[0], linear[1], linear[2])
    let x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    let y = root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    let z = root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return Lab(lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }
}
