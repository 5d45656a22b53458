import Engine

/// The key table with the keys that a person has chosen.
///
/// Chosen keys come before the standard ones, which stay as far as no other action has chosen them:
/// so what texts say of keys holds unless somebody wants a key for something else. The help's own
/// keys are not to be chosen.
extension ChosenKeys {
  /// The choice that a key belongs to.
  private struct Owner {
    var action: String
    var place: Int
  }

  /// Puts choices, each an action's name and keys as the table writes them, over the standard keys.
  ///
  /// - Throws: A name or a key that does not exist, a key for two actions, or an action left
  ///   without any.
  package init(_ choices: [(action: String, keys: [String])]) throws(Fault) {
    self.init()
    var owners: [Key: Owner] = [:]
    var chosen: [String: [Key]] = [:]
    for (place, choice) in choices.enumerated() {
      let keys = try Self.keys(of: choice, place)
      for key in keys {
        if let owner = owners[key] {
          throw Fault(
            place: place,
            problem: "expected a key of its own, found '\(key.name)', which \(owner.action) has")
        }
        owners[key] = Owner(action: choice.action, place: place)
      }
      chosen[choice.action, default: []] += keys
    }
    for (line, binding) in KeyTable.bindings.enumerated() where !binding.layer.isOverlay {
      let kept = binding.keys.filter { key in
        owners[key].map { !Self.meets($0.action, binding.layer) } ?? true
      }
      let all = (chosen[binding.action.name] ?? []) + kept
      guard !all.isEmpty else {
        let takers = binding.keys.compactMap { owners[$0] }
        throw Fault(
          place: takers.map(\.place).max() ?? 0,
          problem: "takes the last key of \(binding.action.name); choose another for that too")
      }
      if all != binding.keys { keys[line] = all }
    }
    if !keys.isEmpty { lines = KeyTable.lines(of: bindings) }
  }

  /// The key table, chosen keys first.
  var bindings: [KeyBinding] {
    keys.isEmpty ? KeyTable.bindings : KeyTable.bindings.indices.map(binding(at:))
  }

  private func binding(at line: Int) -> KeyBinding {
    var binding = KeyTable.bindings[line]
    guard let keys = keys[line] else { return binding }
    binding.keys = keys
    binding.name = keys.map(\.name).joined(separator: " ")
    return binding
  }

  private func binding(of key: Key, in layer: KeyLayer) -> KeyBinding? {
    (lines.isEmpty ? KeyTable.lines : lines)[layer]?[key].map(binding(at:))
  }

  /// The names of the actions that keys can be chosen for.
  package static var actionNames: [String] {
    KeyTable.bindings.filter { !$0.layer.isOverlay }.map(\.action.name)
  }

  /// The binding of `key` on a screen, while the help is open or closed.
  ///
  /// Keys of the live screen work on the inspect screen too, except those that change its panels;
  /// step-through has its own alone.
  func binding(of key: Key, helpIsOpen: Bool, on screen: Screen) -> KeyBinding? {
    func found(_ layer: KeyLayer) -> KeyBinding? { binding(of: key, in: layer) }
    if helpIsOpen { return found(.help) ?? found(.everywhere) }
    switch screen {
    case .stepThrough: return found(.walk) ?? found(.everywhere)
    case .claims: return found(.claims) ?? found(.everywhere)
    case .lessons: return found(.lessons) ?? found(.everywhere)
    case .live, .compare: return found(.live) ?? found(.everywhere)
    case .inspect:
      let live = found(.live)
      return found(.inspect) ?? (live?.group == .view ? nil : live) ?? found(.everywhere)
    }
  }

  /// The binding of `key` while the menu of starting points is open.
  func binding(inMenu key: Key) -> KeyBinding? {
    binding(of: key, in: .menu) ?? binding(of: key, in: .everywhere)
  }

  /// The binding of an action on any screen.
  func binding(of action: Action) -> KeyBinding? {
    KeyTable.bindings.firstIndex { $0.action == action && !$0.layer.isOverlay }.map(binding(at:))
  }

  /// The binding of an action on a screen; `nil` where none of its keys leads to it there.
  func binding(of action: Action, on screen: Screen) -> KeyBinding? {
    bindings.first { $0.action == action && !$0.layer.isOverlay && works($0, on: screen) }
  }

  /// Whether a key leads to that binding on a screen, or in the help over it.
  func works(_ binding: KeyBinding, on screen: Screen) -> Bool {
    binding.keys.contains { key in
      if binding.layer == .menu { return true }
      let found = self.binding(of: key, helpIsOpen: binding.layer == .help, on: screen)
      return found?.action == binding.action && found?.layer == binding.layer
    }
  }

  private static func keys(
    of choice: (action: String, keys: [String]), _ place: Int
  ) throws(Fault) -> [Key] {
    guard actionNames.contains(choice.action) else {
      throw Fault(
        place: place, problem: "expected an action: \(actionNames.joined(separator: ", "))")
    }
    var keys: [Key] = []
    for name in choice.keys {
      guard let key = Key(named: name) else {
        throw Fault(
          place: place,
          problem: "expected a key such as n, space or ctrl-l, found \(Printable.quoted(name))")
      }
      keys.append(key)
    }
    return keys
  }

  /// Whether an action's keys and those of a layer work on one screen: step-through has its own.
  private static func meets(_ action: String, _ layer: KeyLayer) -> Bool {
    guard let other = KeyTable.bindings.first(where: { $0.action.name == action })?.layer else {
      return true
    }
    // Step-through, claims and lessons share no screen with any other layer but what is everywhere.
    let alone: Set<KeyLayer> = [.walk, .claims, .lessons]
    return layer == other || layer == .everywhere || other == .everywhere
      || !alone.contains(layer) && !alone.contains(other)
  }
}

extension KeyTable {
  /// The line that each standard key leads to.
  static let lines = lines(of: bindings)

  static func lines(of bindings: [KeyBinding]) -> [KeyLayer: [Key: Int]] {
    var lines: [KeyLayer: [Key: Int]] = [:]
    for (line, binding) in bindings.enumerated() {
      for key in binding.keys { lines[binding.layer, default: [:]][key] = line }
    }
    return lines
  }
}
