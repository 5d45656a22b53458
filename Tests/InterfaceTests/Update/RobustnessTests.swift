import Engine
import Foundation
import Testing

@testable import Interface

/// No size, no order of events and no number may harm the screen.
@Suite struct RobustnessTests {
  private static let heights = [0, 1, 7, 11, 12, 16, 18, 24, 43, 100]

  private static func film(_ layers: Int, diverged: Bool = false) -> Film {
    var configuration = Configuration()
    configuration.layers = layers
    configuration.task = .text(path: "/tmp/一篇很长的文章\u{1b}[31m.txt")
    var run = CannedRun(configuration: configuration, course: .stalled)
    run.divergesAt = diverged ? 10 : nil
    var film = Film(configuration)
    film.run(run, 0..<12)
    film.press("space down right n tab")
    return film
  }

  @Test(arguments: [1, 12, 128], [false, true])
  func everySizeIsDrawn(layers: Int, helpIsOpen: Bool) {
    var state = Self.film(layers, diverged: layers == 12).state
    if helpIsOpen { state.help.scroll = 10_000 }
    expectWhole(state)
  }

  @Test(arguments: [1, 2, 12, 128]) func everySizeOfTheProjectorAndTheMenuIsDrawn(layers: Int) {
    var state = Self.film(layers, diverged: layers == 12).state
    state.look.layout = .projector
    expectWhole(state)
    state.startingPoint = layers % 14
    expectWhole(state)
  }

  @Test(arguments: InspectView.allCases, [1, 16, 100])
  func everySizeOfTheInspectScreenIsDrawn(view: InspectView, tokens: Int) {
    var configuration = Configuration()
    configuration.sequence = tokens
    configuration.task = .text(path: "x")
    var film = Film(configuration)
    film.run(CannedRun(configuration: configuration, course: .stalled), 0..<3)
    film.press("4")
    film.answer(
      CannedInspection(
        configuration: configuration,
        text: (0..<tokens).map { $0 % 3 == 0 ? .mask : .character($0 % 3 == 1 ? "中" : "\u{1b}") }))
    var state = film.state
    state.inspect.view = view
    expectWhole(state)
  }

  private func expectWhole(_ state: AppState) {
    for columns in 0...200 {
      for rows in Self.heights {
        var canvas = Canvas(columns: columns, rows: rows)
        view(state, on: &canvas)
        expectWhole(canvas)
      }
    }
    var huge = Canvas(columns: 400, rows: 100)
    view(state, on: &huge)
    expectWhole(huge)
  }

  @Test func asciiFramesAreAscii() {
    for panel in Panel.allCases {
      var film = Film(size: (120, 40), look: Look(glyphs: .ascii))
      film.run(CannedRun(configuration: Configuration(), course: .stalled), 0..<30)
      film.press("down r i")
      for _ in 0..<panel.rawValue { film.press("tab") }
      film.press("m p esc P m ?")
      for frame in film.frames {
        #expect(frame.cells.allSatisfy { (0x20..<0x7f).contains($0.scalar.value) })
      }
    }
  }

  @Test func panelsNeverOverlap() {
    for columns in stride(from: 40, through: 220, by: 7) {
      for rows in 12...80 {
        for focus in Panel.allCases {
          let wish = LiveLayout.Wish(layers: 12, focus: focus)
          expectDisjoint(LiveLayout(columns: columns, rows: rows, wish: wish), columns, rows)
        }
      }
    }
  }

  @Test func partsOfTheProjectorNeverOverlap() {
    for columns in 60...200 {
      for rows in 18...60 {
        let layout = ProjectorLayout(columns: columns, rows: rows)
        expectDisjoint(
          [
            layout.title, layout.wiring, layout.bars, layout.loss, layout.verdict, layout.note,
            layout.footer,
          ], columns, rows)
        #expect(layout.bars.columns >= 36 && layout.loss.columns >= BlockDigits.widest)
        #expect(layout.loss.rows >= BlockDigits.height * layout.squareRows + 2)
      }
    }
  }

  @Test func randomEventsDoNoHarm() {
    let isSoak = ProcessInfo.processInfo.environment["SOAK"] == "1"
    #if DEBUG
      let count = isSoak ? 1_000_000 : 2_000
    #else
      let count = isSoak ? 1_000_000 : 20_000
    #endif
    var events = RandomEvents(seed: 1)
    var state = AppState(
      configuration: events.configuration, parameterCount: 1, guessing: CannedRun.guessing)
    var shown = frame(of: state)
    for _ in 0..<count {
      _ = update(&state, events.next().over(shown))
      shown = frame(of: state)
      expectWhole(shown)
    }
  }

  /// Every cell holds one printable character, every wide one its right half.
  private func expectWhole(_ canvas: Canvas) {
    let cells = canvas.cells
    var isWhole = cells.count == canvas.columns * canvas.rows
    for index in cells.indices {
      let width = CharacterWidth.columns(of: cells[index].scalar)
      let hasNext = (index + 1) % max(canvas.columns, 1) != 0 && index + 1 < cells.count
      if width == 2, !hasNext || !cells[index + 1].isContinuation { isWhole = false }
      if width == 0 || CharacterWidth.printable(cells[index].scalar) != cells[index].scalar {
        isWhole = false
      }
    }
    if !isWhole { Issue.record("broken frame:\n\(Transcript.text(canvas))") }
  }

  private func expectDisjoint(_ layout: LiveLayout, _ columns: Int, _ rows: Int) {
    let panels =
      [layout.title, layout.wiring, layout.profile, layout.verdict, layout.note, layout.footer]
      + layout.curves + [layout.matrices, layout.heatMap].compactMap(\.self)
    expectDisjoint(panels, columns, rows)
  }

  private func expectDisjoint(_ panels: [Rect], _ columns: Int, _ rows: Int) {
    let screen = Rect(column: 0, row: 0, columns: columns, rows: rows)
    for (index, panel) in panels.enumerated() {
      if panel.isEmpty || panel.intersection(screen) != panel {
        Issue.record("\(panel) leaves \(screen)")
      }
      for other in panels[(index + 1)...] where !panel.intersection(other).isEmpty {
        Issue.record("\(panel) meets \(other) at \(columns)x\(rows)")
      }
    }
  }
}
