/// What a cell means; a theme turns it into colours.
package struct Style: Hashable, Sendable {
  package var ink: Ink
  package var paper: Ink?
  package var attributes: Attributes

  package init(_ ink: Ink = .text, on paper: Ink? = nil, _ attributes: Attributes = []) {
    self.ink = ink
    self.paper = paper
    self.attributes = attributes
  }

  package static let plain = Style()
}

/// The roles that colour can play; never the only carrier of a fact.
///
/// Two bytes, as a screen has tens of thousands of cells and each has two of them.
package enum Ink: Hashable, Sendable {
  /// Body text.
  case text
  /// Labels, units, what is read second.
  case muted
  /// Rules, axes, what is hardly read.
  case faint
  /// The one accent: selection and the key to press.
  case accent
  case good
  case warning
  case bad
  /// A curve, one of four colours: 0 is the selected lane.
  case series(Int8)
  /// The curve of the previous run.
  case ghost
  /// A step of the ordered magnitude ramp, 0…15.
  case ramp(Int8)
  /// A step of the blue and orange ramp for signed numbers, -8…8.
  case diverging(Int8)
  /// Black or white, whichever is read on the paper below it.
  case contrast
}

package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let reverse = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
}
