/// A key as the terminal delivered it.
package enum Key: Hashable, Sendable {
  /// A printable character, space included.
  case character(Character)
  case up, down, left, right
  case enter, escape, tab, backTab, backspace, delete
  case home, end, pageUp, pageDown
  /// Control with a letter, lower case: `control("z")`.
  case control(Character)
}

extension Key {
  /// How the key is written on the screen.
  package var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .enter: "enter"
    case .escape: "esc"
    case .tab: "tab"
    case .backTab: "shift-tab"
    case .backspace: "backspace"
    case .delete: "delete"
    case .home: "home"
    case .end: "end"
    case .pageUp: "pgup"
    case .pageDown: "pgdn"
    case .control(let character): "ctrl-\(character)"
    }
  }
}

/// Where a key has its meaning.
package enum KeyLayer: Hashable, Sendable {
  case live, inspect, walk, claims, lessons, help, menu, everywhere

  /// Whether it lies over a screen and takes its keys away.
  var isOverlay: Bool { self == .help || self == .menu }
}
