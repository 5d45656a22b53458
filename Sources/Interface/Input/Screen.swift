/// The screens that number keys open.
enum Screen: Int, Hashable, Sendable {
  case live = 1, compare, stepThrough, inspect
  case claims = 5
  case lessons = 6
}

/// The panels of the live and the compare screen that `tab` walks through.
enum Panel: Int, CaseIterable, Hashable, Sendable {
  case activation, gradient, upperCurve, lowerCurve, heatMap
}

/// The views of the inspect screen that `m` walks through.
enum InspectView: CaseIterable, Hashable, Sendable {
  case attention, histograms, matrices, tokens
}
