import Testing

@testable import Interface

/// Colours: readable on both backgrounds, ordered, and never the only carrier of a fact.
@Suite struct ThemeTests {
  private static let words: [Ink] = [.muted, .accent, .good, .warning, .bad]

  private func luminance(_ ink: Ink) -> Double {
    let color = Theme.appearance(of: Style(ink), depth: .truecolor).foreground
    guard case .rgb(let red, let green, let blue) = color else { return .nan }
    func linear(_ value: UInt8) -> Double {
      // x^2.2 ≈ x²·(0.8 + 0.2·x): within 0.01 on 0...1, enough for a contrast.
      let x = Double(value) / 255
      return x * x * (0.8 + 0.2 * x)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  @Test func wordsReadOnBlackAndOnWhite() {
    for ink in Self.words {
      let value = luminance(ink)
      #expect((value + 0.05) / 0.05 > 4.4, "\(ink) on black")
      #expect(1.05 / (value + 0.05) > 3.2, "\(ink) on white")
    }
  }

  @Test func magnitudesGetBrighter() {
    let values = (0...15).map { luminance(.ramp($0)) }
    #expect(values == values.sorted())
  }

  @Test func monoHasNoColours() {
    for ink in Self.words + [.text, .faint, .ghost, .series(1), .ramp(9)] {
      let appearance = Theme.appearance(of: Style(ink, on: .accent), depth: .mono)
      #expect(appearance.foreground == .standard && appearance.background == .standard)
    }
    #expect(Theme.appearance(of: Style(.bad), depth: .mono).attributes == .bold)
  }

  @Test func sixteenColoursStayInTheirPalette() {
    for ink in Self.words + [.series(-1), .series(7), .ramp(-3), .ramp(99)] {
      let color = Theme.appearance(of: Style(ink), depth: .ansi16).foreground
      guard case .indexed(let index) = color else { continue }
      #expect(index < 16)
    }
  }
}
