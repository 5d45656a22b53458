import Interface

/// Which terminal descriptions to try and how many colours to use, decided before any is opened.
///
/// `--color` comes before `NO_COLOR`, that before detection; `--color-depth` before COLORTERM, that
/// before terminfo.
struct ColorPlan: Hashable, Sendable {
  /// Whether any colour may be sent; bold and reverse stay without.
  var usesColor: Bool
  /// terminfo names, the wished one first; the last is the terminal's own.
  var names: [String]
  /// The most colours to use; `nil` is what the terminal has.
  var limit: ColorDepth?

  /// Decides from the flags and the values of TERM, COLORTERM and NO_COLOR.
  init(
    choice: ColorChoice = .auto, depth: ColorDepth? = nil, term: String, colorTerm: String? = nil,
    noColor: String? = nil
  ) {
    let isRefused = choice == .never || (choice == .auto && noColor?.isEmpty == false)
    usesColor = !isRefused && depth != .mono
    limit = usesColor ? depth : .mono
    let claimsTruecolor = colorTerm == "truecolor" || colorTerm == "24bit"
    let wish = depth ?? (claimsTruecolor ? .truecolor : nil)
    names = (usesColor ? Self.relatives(of: term, with: wish) : []) + [term]
  }

  /// Descriptions of the same terminal with other colours: only `*-direct` ones send RGB.
  private static func relatives(of term: String, with depth: ColorDepth?) -> [String] {
    var family = term
    for suffix in ["-256color", "-direct"] where term.hasSuffix(suffix) {
      family = String(term.dropLast(suffix.count))
    }
    let wished: String
    switch depth {
    case .truecolor: wished = family + "-direct"
    case .palette256: wished = family + "-256color"
    case .ansi16, .mono, nil: return []
    }
    return wished == term ? [] : [wished]
  }

  /// The depth to draw with on a terminal of `colors` colours.
  func depth(colors: Int) -> ColorDepth {
    guard usesColor else { return .mono }
    let own: ColorDepth =
      switch colors {
      case 257...: .truecolor
      case 256: .palette256
      case 8...: .ansi16
      default: .mono
      }
    return [own, limit ?? own].min { $0.rank < $1.rank } ?? own
  }
}

extension ColorDepth {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A colour as ncurses numbers it on a terminal with a given number of colours.
struct CursesColor: Hashable, Sendable {
  /// -1 is the terminal's default.
  var number: Int32
  /// Eight-colour terminals show the bright half by bold.
  var needsBold = false

  /// Numbers `color`; one the terminal lacks becomes the nearest it can be asked for.
  init(_ color: TerminalColor, colors: Int) {
    switch color {
    case .standard: self.init(number: -1)
    case .indexed(let index): self.init(index: index, colors: colors)
    case .rgb(let red, let green, let blue):
      guard colors > 256 else {
        self.init(index: Self.cube(red, green, blue), colors: colors)
        return
      }
      self.init(number: Self.direct((red, green, blue)))
    }
  }

  private init(number: Int32) {
    self.number = number
  }

  private init(index: UInt8, colors: Int) {
    switch colors {
    case 257...: number = index < 8 ? Int32(index) : Self.direct(TerminalColor.indexed(index).rgb)
    case 256: number = Int32(index)
    case 16...: number = index < 16 ? Int32(index) : -1
    case 8...:
      number = index < 16 ? Int32(index & 7) : -1
      needsBold = (8..<16).contains(index)
    default: number = -1
    }
  }

  /// In direct colour 0…7 still mean the ANSI palette: the darkest blues move by a hair.
  private static func direct(_ rgb: (red: UInt8, green: UInt8, blue: UInt8)?) -> Int32 {
    rgb.map { max(8, Int32($0.red) << 16 | Int32($0.green) << 8 | Int32($0.blue)) } ?? -1
  }

  /// The entry of the 6×6×6 cube nearest to a colour, per channel.
  private static func cube(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    func level(_ value: UInt8) -> UInt8 { value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40 }
    return 16 + 36 * level(red) + 6 * level(green) + level(blue)
  }
}
