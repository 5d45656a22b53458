import Engine
import Testing

@testable import Interface

/// Numbers, axes and histories: what plots stand on.
@Suite struct PlotTests {
  @Test(arguments: [
    (1.0, "1.00"), (12.345, "12.3"), (999.4, "999"), (999.6, "1.00e3"), (0.021, "0.0210"),
    (0.00123, "0.00123"), (0.000999, "9.99e-4"), (0.0009996, "0.00100"), (2.6e9, "2.60e9"),
    (-0.5, "-0.500"), (0, "0"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"),
    (.leastNonzeroMagnitude, "5e-324"), (0.1, "0.100"), (100, "100"), (2.93e-22, "2.9e-22"),
    (-2.93e-22, "-2.9e-22"), (9.996e-10, "1.00e-9"), (2.6e10, "2.60e10"), (3e38, "3.00e38"),
  ])
  func numbersHaveThreeDigits(_ value: Double, _ text: String) {
    #expect(NumberFormat.text(value) == text)
  }

  @Test func numbersInSentences() {
    #expect(NumberFormat.text(nil) == "–")
    #expect(NumberFormat.rough(3.14e-5) == "3e-5")
    #expect(NumberFormat.decades(2.84) == "10^2.8")
    #expect(NumberFormat.fixed(-0.04, digits: 1) == "0.0")
    #expect(NumberFormat.fixed(2, digits: 0) == "2")
    #expect(NumberFormat.count(602_384) == "602k" && NumberFormat.count(1_200_000) == "1.20M")
  }

  /// Every size a Float can have: nothing wider than its column, nothing said that is not so.
  @Test func numbersFitTheirColumnAndReadBack() throws {
    var stream = RandomStream(seed: 1, name: "numbers")
    for index in 0..<20_000 {
      let sign = index.isMultiple(of: 2) ? 1.0 : -1
      let value = sign * (1 + 9 * stream.unit()) * PowerOfTen.value(stream.below(83) - 45)
      let text = NumberFormat.text(value)
      #expect(text.utf8.count <= NumberFormat.width + (sign < 0 ? 1 : 0), "\(value): \(text)")
      let digits = text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }.count
      let half = 0.5000001 * PowerOfTen.value(1 - digits)
      let back = try #require(Double(text))
      #expect(digits >= 2 && abs(back - value) <= half * max(abs(value), abs(back)), "\(text)")
      #expect(digits == 3 || text.contains("e-"), "\(value): \(text)")
    }
  }

  @Test func positionsOnAxes() {
    let log = Axis(scale: .log, low: -2, high: 2)
    #expect(abs((log.position(1) ?? 0) - 0.5) < 1e-9)
    #expect(log.position(1e9) == 1 && log.position(0) == 0)
    #expect(log.position(.nan) == nil && log.position(.infinity) == nil && log.position(-1) == nil)
    let linear = Axis(scale: .linear, low: 0, high: 4)
    #expect(linear.position(1) == 0.25)
  }

  @Test func ticksAreRoundAndFew() {
    let log = Axis(scale: .log, low: -5, high: 1)
    #expect(log.ticks(limit: 3).map(\.label) == ["1e-5", "0.01", "10"])
    #expect(log.ticks(limit: 7).count == 7)
    let linear = Axis(scale: .linear, low: 0, high: 4)
    #expect(linear.ticks(limit: 3).map(\.label) == ["0", "2", "4"])
    for limit in 0...12 { #expect(log.ticks(limit: limit).count <= max(limit, 2)) }
  }

  @Test(arguments: [
    (0.0, 20_000.0, ["0", "5e3", "1e4", "1.5e4", "2e4"]),
    (0, 15_000, ["0", "5e3", "1e4", "1.5e4"]),
    (0, 0.001, ["0", "5e-4", "1e-3"]), (0, 0.01, ["0", "5e-3", "1e-2"]),
    (0, 1.5, ["0.0", "0.5", "1.0", "1.5"]), (-1, 1, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
    (0, 7, ["0", "7"]), (0, 2e9, ["0", "5e8", "1e9", "1.5e9", "2e9"]),
  ])
  func labelsTellNeighboursApart(_ low: Double, _ high: Double, _ labels: [String]) {
    let axis = Axis(scale: .linear, low: low, high: high)
    #expect(axis.ticks(limit: 5).map(\.label) == labels)
  }

  @Test func anAxisMayBeLongerThanWholeNumbersAre() {
    let axis = Axis(scale: .linear, low: 0, high: 1e300)
    #expect(axis.ticks { _ in false }.count == 2)
  }

  /// However narrow the bars are, both ends of their axis are named.
  @Test func barsNameBothEndsOfTheirAxis() {
    let axes =
      (1...12).map { Axis(scale: .log, low: 1 - Double($0), high: 1) }
      + [1, 1.5, 2, 3, 8].map { Axis(scale: .linear, low: 0, high: $0) }
      + [Axis(scale: .linear, low: -1, high: 1)]
    for axis in axes {
      let ends = axis.ticks(limit: 2).compactMap { Double($0.label) }
      for columns in 6...60 {
        var canvas = Canvas(columns: columns + 8, rows: 1)
        let bars = Rect(column: 0, row: 0, columns: columns, rows: 1)
        BarPlot(axis: axis, area: bars, labelRoom: 8).drawTicks(in: canvas.bounds, on: &canvas)
        let words = words(canvas)
        let numbers = words.compactMap { Double($0) }
        #expect(numbers.first == ends[0] && numbers.last == ends[1], "\(words) for \(ends)")
        let all = axis.ticks { $0.count == words.count }
        #expect(numbers == all.compactMap { Double($0.label) }, "\(words) are not even")
      }
    }
  }

  private func words(_ canvas: Canvas) -> [String] {
    canvas.cells.map { String($0.scalar) }.joined().split(separator: " ").map(String.init)
  }

  @Test func whatLeavesTheAxisIsNotDrawnOnItsEdge() {
    let axis = Axis(scale: .linear, low: 0, high: 1)
    var canvas = Canvas(columns: 12, rows: 2)
    let bins = (0..<24).map { x in
      var bin = Bin()
      bin.add(x < 12 ? 5 : 0.5)
      return bin
    }
    LinePlot(axis: axis, area: canvas.bounds, glyphs: .ascii)
      .drawDotted(bins, Style(.ghost), on: &canvas)
    let rows = Transcript.text(canvas).split(separator: "\n")
    #expect(rows[1].filter { $0 != " " && $0 != "|" } == "↑")
    #expect(rows[1].prefix(7).contains("↑") && !rows[2].prefix(7).contains("o"))
    #expect(rows[1].contains("o") || rows[2].contains("o"))
  }

  @Test func axesWidenAtOnceAndNarrowLate() {
    var sticky = StickyAxis(standard: Axis(scale: .log, low: -2, high: 2))
    sticky.fit(least: 3e-7, largest: 1)
    #expect(sticky.axis.low == -7)
    for _ in 1..<StickyAxis.patience { sticky.fit(least: 0.1, largest: 1) }
    #expect(sticky.axis.low == -7)
    sticky.fit(least: 0.1, largest: 1)
    #expect(sticky.axis.low == -2)
    sticky.fit(least: .nan, largest: .infinity)
    #expect(sticky.axis.low == -2)
  }

  @Test func historyIsBoundedAndLosesNoSpike() {
    let run = CannedRun(configuration: Configuration(), course: .stalled)
    var report = run.report(0)
    var history = History()
    for step in 0..<20_000 {
      report.step = step
      report.loss = step == 7777 ? 99 : 1
      history.fold(report)
    }
    #expect(history.stride == 32 && history.stepCount == 20_000)
    let bins = history.resampled(.loss, steps: 0..<20_000, count: 50)
    #expect(bins.count == 50 && bins.allSatisfy { $0.count > 0 })
    #expect(bins.filter { $0.largest == 99 }.count == 1)
    #expect(bins.reduce(0) { $0 + $1.count } == 20_000)
    #expect(history.bounds(.loss)?.largest == 99)
  }

  @Test func historyTakesAStepOfAnySize() {
    var report = CannedRun(configuration: Configuration(), course: .stalled).report(0)
    var history = History()
    report.step = Int(Int32.max)
    history.fold(report)
    #expect(history.stepCount == Int(Int32.max) + 1)
    report.step = -1
    history.fold(report)
    #expect(history.resampled(.loss, steps: 0..<10, count: 4).count == 4)
  }

  @Test func rowsCoverTheWholeStack() {
    for layers in [1, 2, 3, 12, 127, 128] {
      for room in 0...300 {
        let rows = ProfileRow.rows(layers: layers, room: room)
        #expect(rows.count <= room)
        #expect(rows.flatMap(\.sublayers) == (room == 0 ? [] : Array(0..<2 * layers)))
        if room >= 3 { #expect(rows.flatMap(\.taps) == Array(0...2 * layers + 1)) }
      }
    }
  }

  @Test func extremesPreferWhatIsNoNumber() {
    #expect(Extremes([1, 3, 2]).shown == 3 && Extremes([1, 3, 2]).least == 1)
    #expect(Extremes([1, .nan, 2]).shown?.isNaN == true)
    #expect(Extremes([]).shown == nil)
    #expect(Extremes([-0.6, 0.1]).shown == -0.6 && Extremes([-0.1, 0.6]).shown == 0.6)
  }

  @Test func brailleDotsStandWhereTheyShould() {
    var grid = DotGrid(columns: 2, rows: 1)
    grid.set(x: 0, y: 0)
    grid.set(x: 3, y: 3)
    grid.set(x: 4, y: 0)
    var canvas = Canvas(columns: 2, rows: 1)
    grid.draw(in: canvas.bounds, .plain, glyphs: .braille, plain: "*", on: &canvas)
    #expect(Transcript.text(canvas) == "size 2x1\n|⠁⢀|\n")
  }
}
