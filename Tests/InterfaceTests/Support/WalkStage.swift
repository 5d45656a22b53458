@testable import Engine
@testable import Interface

/// A film of the step-through screen with a real walk behind it.
struct WalkStage {
  var film: Film
  private(set) var walk: Walk?
  private let trainer: Trainer

  /// Waits before the first step of a model; the numbers are those of the baseline kernels.
  init(
    _ configuration: Configuration = Configuration(), size: (Int, Int) = (80, 24),
    look: Look = Look()
  ) throws {
    trainer = try Trainer(configuration, threads: 1, instructionSet: .baseline)
    film = Film(configuration, size: size, look: look)
  }

  /// Presses keys and lets the walk answer.
  mutating func press(_ keys: String) {
    for key in keys.split(separator: " ") {
      film.press(String(key))
      answer(film.lastEffects)
    }
  }

  /// Types into the search of the listing.
  mutating func type(_ text: String) {
    for character in text { film.play(.key(.character(character))) }
  }

  /// Goes to the first operation of some kind; in a layer, if one is named.
  mutating func go(to kind: OperationKind, layer: Int? = nil, isLast: Bool = false) {
    let all = film.state.walk?.operations.filter {
      $0.kind == kind && (layer == nil || $0.sublayer?.layer == layer)
    }
    guard let found = isLast ? all?.last : all?.first else { return }
    film.state.walk?.index = found.index
    answer([.training(.walk(.show(found.index, film.state.walk?.focus ?? WalkFocus())))])
    film.wait(3000)
  }

  /// Lets notes fade.
  mutating func rest() { film.wait(3000) }

  private mutating func answer(_ effects: [Effect]) {
    for case .training(.walk(let request)) in effects {
      switch request {
      case .open(let lane):
        let opened = Walk(trainer)
        walk = opened
        film.play(.walk(.opened(WalkOpening(opened, lane: lane))))
        answer(film.lastEffects)
      case .close:
        walk?.close()
        walk = nil
      default:
        guard let answer = walk?.answer(request) else { continue }
        film.play(.walk(answer))
        self.answer(film.lastEffects)
      }
    }
  }
}
