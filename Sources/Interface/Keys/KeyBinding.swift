import Engine

/// One line of the key table: feeds handling, help and footer.
struct KeyBinding: Sendable {
  /// The headings of the help.
  enum Group: Int, CaseIterable, Hashable, Sendable {
    case training, wiring, lanes, rate, view, screens, inspect, walk, claims, lessons, look,
      program,
      menu, help
  }

  var keys: [Key]
  /// How the key is written on the screen.
  var name: String
  var layer: KeyLayer
  var group: Group
  var action: Action
  /// What it does, for the help.
  var help: LocalizedText
  /// A word or two for the footer; `nil` keeps it out of the footer.
  var footer: @Sendable (AppState) -> LocalizedText?
  /// The first of its keys, for the footer.
  var shortName: String { name.split(separator: " ").first.map(String.init) ?? name }

  /// Whether it does anything now.
  var isValid: @Sendable (AppState) -> Bool
  /// Why it does nothing when it is not valid.
  var refusal: LocalizedText?

  init(
    _ name: String, _ keys: [Key], _ group: Group, _ action: Action, _ help: LocalizedText,
    layer: KeyLayer = .live, refusal: LocalizedText? = nil,
    footer: @escaping @Sendable (AppState) -> LocalizedText? = { _ in nil },
    isValid: @escaping @Sendable (AppState) -> Bool = { _ in true }
  ) {
    self.keys = keys
    self.name = name
    self.layer = layer
    self.group = group
    self.action = action
    self.help = help
    self.footer = footer
    self.isValid = isValid
    self.refusal = refusal
  }

  init(
    _ name: Character, _ group: Group, _ action: Action, _ help: LocalizedText,
    layer: KeyLayer = .live,
    refusal: LocalizedText? = nil,
    footer: @escaping @Sendable (AppState) -> LocalizedText? = { _ in nil },
    isValid: @escaping @Sendable (AppState) -> Bool = { _ in true }
  ) {
    self.init(
      String(name), [.character(name)], group, action, help, layer: layer, refusal: refusal,
      footer: footer, isValid: isValid)
  }
}

/// Every key, its meaning and its words.
enum KeyTable {
  static let bindings =
    training + wiring + lanes + rate + view + screens + inspect + walk + claims + lessons + look
    + program
    + menu + help

  /// The bindings of the live screen in the order of importance for the footer.
  static let footerOrder: [Action] = [
    .toggleRunning, .trainOneStep, .nextPlacement, .toggleResidual, .toggleSelected, .reset,
    .toggleWarmup, .open(.compare), .open(.inspect), .open(.stepThrough), .openStartingPoints,
    .nextLayer, .widen, .undo, .nextPanel, .nextMetric, .earlier, .faster, .twin, .fork, .nextLane,
    .nextLanguage, .nextTheme, .nextGlyphs, .toggleWindow, .nextSmoothing, .toggleAxisLock,
    .openCommand,
  ]

  /// The few that are shown for a projector.
  static let projectorFooterOrder: [Action] = [
    .toggleRunning, .nextPlacement, .toggleResidual, .reset, .nextLayout,
  ]
}
