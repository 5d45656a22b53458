import Engine

extension History {
  /// The curves as comma-separated values: one row per bin, with its mean, least and largest value
  /// of each number; empty where nothing was measured.
  var table: String {
    let names = Fact.curves.map(\.name)
    let head = names.flatMap { [$0, "\($0)_min", "\($0)_max"] }
    var text = (["step", "steps"] + head).joined(separator: ",") + "\n"
    let count = (stepCount + stride - 1) / stride
    let columns = Fact.curves.map { metric in
      resampled(metric, steps: 0..<count * stride, count: count)
    }
    for row in 0..<count {
      let first = row * stride
      let numbers = columns.flatMap { column in
        column[row].mean.map { [$0, column[row].least, column[row].largest] } ?? [nil, nil, nil]
      }
      let cells = numbers.enumerated().map { place, number in
        number.map { Fact.curves[place / 3].text($0) } ?? ""
      }
      let steps = min(stride, stepCount - first)
      text += (["\(first)", "\(steps)"] + cells).joined(separator: ",") + "\n"
    }
    return text
  }
}
