import Engine

/// The key table with the keys that a person has chosen.
///
/// Chosen keys come before the standard ones, which stay as far as no other action has chosen them:
/// so what texts say of keys holds unless somebody wants a key for something else. The help's own
/// keys are not to be chosen.
package struct ChosenKeys: Sendable {
  /// The table, chosen keys first.
  private(set) var bindings = KeyTable.bindings
  private var index: [KeyBinding.Layer: [Key: KeyBinding]]

  /// What is wrong with a choice, by its place among the choices.
  package struct Fault: Error, Hashable, Sendable {
    package var place: Int
    package var problem: String
  }

  /// The choice that a key belongs to.
  private struct Owner {
    var action: String
    var place: Int
  }

  /// The standard keys.
  package init() { index = Self.index(of: bindings) }

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
    for slot in bindings.indices where !bindings[slot].layer.isOverlay {
      try choose(chosen[bindings[slot].action.name] ?? [], owners, slot)
    }
    index = Self.index(of: bindings)
  }

  /// The names of the actions that keys can be chosen for.
  package static var actionNames: [String] {
    KeyTable.bindings.filter { !$0.layer.isOverlay }.map(\.action.name)
  }

  /// The binding of `key` on a screen, while the help is open or closed.
  ///
  /// Keys of the live screen work on the inspect screen too, but for those that change its panels;
  /// step-through has its own alone.
  func binding(of key: Key, helpIsOpen: Bool, on screen: Screen) -> KeyBinding? {
    let everywhere = index[.everywhere]?[key]
    if helpIsOpen { return index[.help]?[key] ?? everywhere }
    if screen == .stepThrough { return index[.walk]?[key] ?? everywhere }
    if screen == .claims { return index[.claims]?[key] ?? everywhere }
    if screen == .lessons { return index[.lessons]?[key] ?? everywhere }
    let live = index[.live]?[key]
    guard screen == .inspect else { return live ?? everywhere }
    return index[.inspect]?[key] ?? (live?.group == .view ? nil : live) ?? everywhere
  }

  /// The binding of `key` while the menu of starting points is open.
  func binding(inMenu key: Key) -> KeyBinding? { index[.menu]?[key] ?? index[.everywhere]?[key] }

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

  private mutating func choose(
    _ chosen: [Key], _ owners: [Key: Owner], _ slot: Int
  ) throws(Fault) {
    let binding = bindings[slot]
    let kept = binding.keys.filter { key in
      owners[key].map { !meets($0.action, binding.layer) } ?? true
    }
    guard !(chosen + kept).isEmpty else {
      let takers = binding.keys.compactMap { owners[$0] }
      throw Fault(
        place: takers.map(\.place).max() ?? 0,
        problem: "takes the last key of \(binding.action.name); choose another for that too")
    }
    guard chosen + kept != binding.keys else { return }
    bindings[slot].keys = chosen + kept
    bindings[slot].name = (chosen + kept).map(\.name).joined(separator: " ")
  }

  /// Whether an action's keys and those of a layer work on one screen: step-through has its own.
  private func meets(_ action: String, _ layer: KeyBinding.Layer) -> Bool {
    guard let other = bindings.first(where: { $0.action.name == action })?.layer else {
      return true
    }
    // Step-through, claims and lessons share no screen with any other layer but what is everywhere.
    let alone: Set<KeyBinding.Layer> = [.walk, .claims, .lessons]
    return layer == other || layer == .everywhere || other == .everywhere
      || !alone.contains(layer) && !alone.contains(other)
  }

  private static func index(of bindings: [KeyBinding]) -> [KeyBinding.Layer: [Key: KeyBinding]] {
    var index: [KeyBinding.Layer: [Key: KeyBinding]] = [:]
    for binding in bindings {
      for key in binding.keys { index[binding.layer, default: [:]][key] = binding }
    }
    return index
  }
}

extension Action {
  /// What a file of preferences calls it: `next-placement`, `narrow-attention`.
  var name: String {
    let words = String(describing: self).split { !$0.isLetter }.filter {
      $0.first?.isLowercase == true
    }
    return words.joined(separator: "-").reduce(into: "") { name, letter in
      name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }
}
