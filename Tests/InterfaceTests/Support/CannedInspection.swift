@testable import Engine
@testable import Interface

/// Looks into a sublayer by fixed formulas.
struct CannedInspection {
  var configuration = Configuration()
  var step = 60
  var segment = 0
  var hasGradient = true
  /// The tokens; numbers where there are none.
  var text: [TokenName]?
  /// How alike the tokens are: 1 is rank collapse.
  var collapse = 0.3

  func answer(_ request: InspectionRequest) -> Inspection {
    let length = configuration.sequence
    let attends = request.sublayer.kind == .attention
    return Inspection(
      request: request, step: step, segment: segment, wiring: configuration.wiring,
      tokens: text ?? (0..<length).map { .number(($0 * 7 + request.sequence) % 16) },
      attention: attends ? (0..<configuration.heads).flatMap { attention($0) } : [],
      activation: histogram(size: 1),
      gradient: hasGradient ? histogram(size: 1e-4) : nil, likeness: likeness)
  }

  /// Head 0 looks everywhere, 1 at itself, 2 at the token before, 3 at the first.
  private func attention(_ head: Int) -> [Float] {
    let length = configuration.sequence
    return (0..<length).flatMap { row in
      let weights = (0..<length).map { column -> Float in
        let wanted = [column, row, max(row - 1, 0), 0][head % 4]
        return 1 + (head % 4 > 0 && column == wanted ? 12 : 0) + 0.3 * jitter(row * 97 + column)
      }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
  }

  /// Sums of three uniform numbers, nearly normal, and a zero for every thousand.
  private func histogram(size: Float) -> Histogram {
    let count = configuration.batch * configuration.sequence * configuration.width
    let values = (0..<count).map { index -> Float in
      guard index % 1000 > 0 else { return 0 }
      return size * (jitter(index) + jitter(index + 50_000) + jitter(index + 100_000))
    }
    var result = Histogram()
    unsafe values.withUnsafeBufferPointer { unsafe result.count($0, times: 1) }
    return result
  }

  private var likeness: TokenLikeness {
    let length = configuration.sequence
    let cosines = (0..<length * length).map { index -> Float in
      let (row, column) = (min(index / length, index % length), max(index / length, index % length))
      let own = jitter(row * 1000 + column)
      return row == column ? 1 : Float(collapse) + Float(1 - collapse) * 0.4 * own
    }
    var values = [4.0]
    for _ in 1..<length { values.append(values[values.count - 1] * (1 - collapse)) }
    values[length - 1] = 0
    return TokenLikeness(cosines: cosines, singularValues: values, diversity: 1 - collapse)
  }

  /// A fixed number in -1…1 for every index.
  private func jitter(_ index: Int) -> Float {
    var stream = RandomStream(seed: 7, name: "inspection", index: index)
    return Float(2 * stream.unit() - 1)
  }
}

extension Film {
  /// Answers what the screen has asked the trainer.
  mutating func answer(_ canned: CannedInspection = CannedInspection()) {
    guard let request = state.inspect.request else { return }
    play(.inspection(canned.answer(request)))
  }
}
