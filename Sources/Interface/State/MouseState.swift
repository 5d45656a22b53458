import Engine

/// What is known of the mouse.
package struct MouseState: Hashable, Sendable {
  /// Whether the terminal reports it here.
  package var isOn = true
  /// Whether it ever did: a person has one, and it works.
  var isUsed = false
  /// What it was last over.
  var hovered: Hovered?

  package init() {}

  /// A place whose number has been read out, its cell counted from its corner.
  struct Hovered: Hashable, Sendable {
    var target: HitArea
    var column: Int
    var row: Int
  }
}
