import Engine
import Testing

@testable import Interface

/// One table feeds handling, help and footer.
@Suite struct KeyTableTests {
  /// The keys that the live screen promises.
  private static let promised = [
    "space", ".", "r", "n", "N", "i", "w", "[", "]", "-", "+", "=", "up", "down", "left", "right",
    "h", "j", "k", "l", "enter", "esc", "u", "U", "L", "m", "tab", "shift-tab", "z", "t", "g", "?",
    "c", "f", "x", "{", "}", "q", "ctrl-z", "ctrl-l", "e", "a", "<", ">", "home", "end",
    "1", "2", "3", "4", "5", "6", "p", "P", ":", "A", "s", "S",
    "J", "K", "H", "b", "v", "/", "X", "pgdn", "pgup",
  ]

  @Test func boundKeysAreExactlyThePromisedOnes() {
    let bound = Set(KeyTable.bindings.filter { !$0.layer.isOverlay }.flatMap(\.keys))
    #expect(bound == Set(Self.promised.map(Film.key)))
  }

  @Test func noKeyHasTwoMeaningsOnOneScreen() {
    for layer in [KeyLayer.live, .inspect, .walk, .claims, .lessons, .help] {
      // In the help, `?` closes what it opened.
      let bindings = KeyTable.bindings.filter {
        $0.layer == layer
          || $0.layer == .everywhere && !(layer == .help && $0.action == .openHelp)
      }
      let keys = bindings.flatMap(\.keys)
      #expect(keys.count == Set(keys).count)
    }
    // In the menu digits choose and do not change the screen.
    #expect(Set(KeyTable.menu.flatMap(\.keys)).count == KeyTable.menu.flatMap(\.keys).count)
  }

  private static let screens: [KeyLayer: Screen] = [
    .inspect: .inspect, .walk: .stepThrough, .claims: .claims, .lessons: .lessons,
  ]

  @Test func everyBindingIsFoundByItsKeys() {
    for binding in KeyTable.bindings {
      for key in binding.keys {
        let found =
          binding.layer == .menu
          ? ChosenKeys().binding(inMenu: key)
          : ChosenKeys().binding(
            of: key, helpIsOpen: binding.layer == .help,
            on: Self.screens[binding.layer] ?? .live)
        #expect(found?.action == binding.action)
      }
    }
  }

  @Test func helpExplainsEveryBinding() {
    let state = Film().state
    let help = HelpText.lines(for: state, width: 1000).map { line in
      line.runs.map(\.text).joined()
    }
    for binding in KeyTable.bindings {
      #expect(
        help.contains { $0.contains(binding.name) && $0.contains(binding.help.english) },
        "help lacks \(binding.name)")
    }
  }

  @Test func namesNameTheKeys() {
    for binding in KeyTable.bindings where binding.keys.count == 1 {
      #expect(binding.keys.map(\.name) == [binding.name])
    }
  }

  @Test func everyInvalidBindingSaysWhy() {
    let states = [Film(), Film(look: Look(isUTF8: false, depth: .mono))].map(\.state)
    for binding in KeyTable.bindings where states.contains(where: { !binding.isValid($0) }) {
      #expect(binding.refusal != nil, "\(binding.name)")
    }
  }

  @Test func footerShowsOnlyKeysThatDoSomethingNow() {
    var film = Film(size: (300, 60))
    let running = film.text.split(separator: "\n").last ?? ""
    #expect(running.contains("space pause") && !running.contains(". step"))
    #expect(!running.contains("u undo") && !running.contains("enter"))
    film.press("space down r")
    let paused = film.text.split(separator: "\n").last ?? ""
    #expect(paused.contains("space run") && paused.contains(". step"))
    #expect(paused.contains("u undo") && paused.contains("enter skip"))
  }

  @Test func everyFooterActionIsBound() {
    let orders = [
      KeyTable.footerOrder, KeyTable.compareFooterOrder, KeyTable.inspectFooterOrder,
      KeyTable.walkFooterOrder, KeyTable.projectorFooterOrder,
    ]
    for action in orders.joined() {
      #expect(KeyTable.bindings.contains { $0.action == action && !$0.layer.isOverlay })
    }
  }
}
