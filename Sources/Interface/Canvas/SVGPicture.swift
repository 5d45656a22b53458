/// A frame as a picture that needs nothing but a monospaced font.
///
/// Every cell keeps its place whatever the font: texts are stretched to their cells, and what draws
/// curves, bars and frames is drawn as shapes. Paints are collected, so that a frame of braille is
/// a few elements and not thousands.
package struct SVGPicture {
  /// The colours that a terminal calls its own, as `0xrrggbb`.
  package struct Ground: Hashable, Sendable {
    package var paper: UInt32
    package var ink: UInt32

    /// Light on dark.
    package static let dark = Ground(paper: 0x11151c, ink: 0xd8dee9)
    /// Dark on light.
    package static let light = Ground(paper: 0xfafafa, ink: 0x1f2328)
    /// What `highContrast` paints by itself, the margin included.
    package static let black = Ground(paper: 0x000000, ink: 0xffffff)

    /// The ground that a theme is made for.
    package static func of(_ theme: Theme) -> Ground {
      switch theme {
      case .light: .light
      case .highContrast: .black
      case .dark, .terminal, .mono: .dark
      }
    }
  }

  private static let margin = 16.0

  /// A colour and how much of it; equal ones share an element.
  private struct Paint: Hashable {
    var color: String
    var opacity = 1.0

    var attributes: String { "\"\(color)\"" + (opacity < 1 ? " opacity=\"\(opacity)\"" : "") }
  }

  /// Path data by paint, in the order of the first use.
  private struct Layer {
    private(set) var paths: [(paint: Paint, data: String)] = []

    mutating func add(_ data: String, _ paint: Paint) {
      if let index = paths.firstIndex(where: { $0.paint == paint }) {
        paths[index].data += data
      } else {
        paths.append((paint, data))
      }
    }
  }

  private let ground: Ground
  private var fills = Layer()
  private var lines = Layer()
  private var dots = Layer()
  private var papers = ""
  private var texts = ""

  /// The document; `title` is what readers of screens are told.
  package static func document(
    _ canvas: Canvas, title: String, ground: Ground = .dark, _ appearance: (Style) -> Appearance
  ) -> String {
    var picture = SVGPicture(ground: ground)
    for row in 0..<canvas.rows {
      for run in canvas.runs(ofRow: row, by: { appearance($0.style) }) {
        picture.draw(canvas, row, run)
      }
    }
    return picture.document(columns: canvas.columns, rows: canvas.rows, title: title)
  }

  private init(ground: Ground) { self.ground = ground }

  private mutating func draw(_ canvas: Canvas, _ row: Int, _ run: CellRun<Appearance>) {
    var (ink, paper) = (
      color(run.look.foreground, ground.ink), color(run.look.background, ground.paper)
    )
    let attributes = run.look.attributes
    if attributes.contains(.reverse) { swap(&ink, &paper) }
    if run.look.background != .standard || attributes.contains(.reverse) {
      papers += rectangle(run.columns, row, paper)
    }
    let paint = Paint(color: ink, opacity: attributes.contains(.dim) ? 0.6 : 1)
    if attributes.contains(.underline) {
      lines.add(underline(run.columns, row), paint)
    }
    for columns in spans(canvas, row, run.columns, paint) {
      texts += text(canvas, row, columns, paint, isBold: attributes.contains(.bold))
    }
  }

  /// Draws the shapes among some cells; answers what is left for the font, without blank ends.
  private mutating func spans(
    _ canvas: Canvas, _ row: Int, _ columns: Range<Int>, _ paint: Paint
  ) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var start: Int?
    for column in columns {
      let cell = canvas[column, row]
      if addShape(cell.scalar, column, row, paint) {
        start.map { spans.append($0..<column) }
        start = nil
      } else if start == nil, cell.scalar != " " {
        start = column
      }
    }
    start.map { spans.append($0..<columns.upperBound) }
    return spans.map { span in
      let end = span.last { canvas[$0, row].scalar != " " || canvas[$0, row].isContinuation }
      return span.lowerBound..<(end ?? span.lowerBound) + 1
    }
  }

  private mutating func addShape(
    _ scalar: Unicode.Scalar, _ column: Int, _ row: Int, _ paint: Paint
  ) -> Bool {
    guard scalar.value >= 0x2500, scalar.value <= 0x28ff else { return false }
    let shapes = PictureShapes(x: x(column), y: y(row))
    if let data = shapes.dots(scalar) {
      dots.add(data, paint)
    } else if let data = shapes.block(scalar) {
      fills.add(data, paint)
    } else if let data = shapes.lines(scalar) {
      lines.add(data, paint)
    } else if (0x2591...0x2593).contains(scalar.value), let data = shapes.block("█") {
      let share = Double(scalar.value - 0x2590) / 4
      fills.add(data, Paint(color: paint.color, opacity: paint.opacity * share))
    } else {
      return false
    }
    return true
  }
}

// MARK: - Elements

extension SVGPicture {
  private func x(_ column: Int) -> Double { Self.margin + Double(column) * PictureShapes.width }
  private func y(_ row: Int) -> Double { Self.margin + Double(row) * PictureShapes.height }

  private func color(_ color: TerminalColor, _ standard: UInt32) -> String {
    let value =
      color.rgb.map { UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) } ?? standard
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private func rectangle(_ columns: Range<Int>, _ row: Int, _ color: String) -> String {
    let number = PictureShapes.number
    return """
      <rect x="\(number(x(columns.lowerBound)))" y="\(number(y(row)))" \
      width="\(number(Double(columns.count) * PictureShapes.width))" \
      height="\(number(PictureShapes.height))" fill="\(color)"/>

      """
  }

  private func underline(_ columns: Range<Int>, _ row: Int) -> String {
    let number = PictureShapes.number
    let height = number(y(row) + PictureShapes.height * 0.92)
    return "M\(number(x(columns.lowerBound))) \(height)H\(number(x(columns.upperBound)))"
  }

  private func text(
    _ canvas: Canvas, _ row: Int, _ columns: Range<Int>, _ paint: Paint, isBold: Bool
  ) -> String {
    let number = PictureShapes.number
    let length = Double(columns.count) * PictureShapes.width
    return """
      <text x="\(number(x(columns.lowerBound)))" \
      y="\(number(y(row) + PictureShapes.height * 0.75))" textLength="\(number(length))" \
      lengthAdjust="spacingAndGlyphs" fill=\(paint.attributes)\(isBold ? " font-weight=\"bold\"" : "")>\
      \(Self.escaped(canvas.text(ofRow: row, columns)))</text>

      """
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(CharacterWidth.printable(scalar))
      }
    }
  }

  private func document(columns: Int, rows: Int, title: String) -> String {
    let width = PictureShapes.number(Self.margin + x(columns))
    let height = PictureShapes.number(Self.margin + y(rows))
    let paper = color(.standard, ground.paper)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img">
      <title>\(Self.escaped(title))</title>
      <rect width="\(width)" height="\(height)" rx="8" fill="\(paper)"/>
      \(papers)<g shape-rendering="crispEdges">
      \(elements(fills) { "fill=\($0)" })</g>
      <g fill="none" stroke-width="1.2">
      \(elements(lines) { "stroke=\($0)" })</g>
      <g fill="none" stroke-width="2.6" stroke-linecap="round">
      \(elements(dots) { "stroke=\($0)" })</g>
      <g xml:space="preserve" font-size="15" \
      font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', \
      'Noto Sans Mono CJK SC', monospace">
      \(texts)</g>
      </svg>

      """
  }

  private func elements(_ layer: Layer, _ paint: (String) -> String) -> String {
    layer.paths.map { "<path \(paint($0.paint.attributes)) d=\"\($0.data)\"/>\n" }.joined()
  }
}
