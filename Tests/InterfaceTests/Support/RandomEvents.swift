@testable import Engine
@testable import Interface

/// Keys, sizes, times and reports in any order, the same for the same seed.
struct RandomEvents {
  private var stream: RandomStream
  private var milliseconds = 0
  private var step = 0
  private var segment = 0
  private let reports: [StepReport]
  /// The rest of a command that is being typed.
  private var typed: [Event] = []

  private static let commands = [
    "norm pre", "residual off", "wiring 2-3=none:0.5", "layers 24", "layers 0", "warmup 7",
    "learning-rate 3e-4", "task sort", "config layers=3", "theme mono", "glyphs ascii",
    "language zh", "metric token-diversity", "metric loss", "pace unlimited", "until 100000",
    "until off", "save /nowhere/x", "export x.csv", "mouse off", "mouse on", "help", "reset",
    "start half-pre", "layout projector", "layout full",
    "\u{1b}[31m", "n\tx", "中文 中文", "",
  ]
  /// One of each kind of sublayer.
  private let inspections: [Inspection]

  let configuration: Configuration

  private static let keys: [Key] =
    KeyTable.bindings.filter { $0.action != .quit }.flatMap(\.keys)
    + [.character("中"), .character("\u{1b}"), .backspace, .delete, .character("Z"), .control("c")]

  init(seed: UInt64) {
    var configuration = Configuration()
    configuration.layers = 5
    self.configuration = configuration
    stream = RandomStream(seed: seed, name: "events")
    var diverging = CannedRun(configuration: configuration, course: .exploding)
    diverging.divergesAt = 0
    reports =
      CannedRun(configuration: configuration, course: .stalled).reports(0..<20)
      + CannedRun(configuration: configuration, course: .exploding).reports(0..<20)
      + diverging.reports(0..<1)
    let canned = CannedInspection(configuration: configuration)
    inspections = (0..<2).map { canned.answer(InspectionRequest(Sublayer(index: $0))) }
  }

  mutating func next() -> Event {
    if !typed.isEmpty, stream.below(8) > 0 { return typed.removeFirst() }
    switch stream.below(14) {
    case 13: return mouse()
    case 11: return .paste(Self.commands[stream.below(Self.commands.count)] + "\r\u{1b}")
    case 12: return begin()
    case 0: return .resize(columns: stream.below(201), rows: stream.below(61))
    case 1, 2:
      milliseconds += stream.below(300)
      return .clock(milliseconds: milliseconds)
    case 3, 4: return .report(report(), lane: stream.below(3) == 0 ? 1 + stream.below(4) : 1)
    case 5: return stream.below(4) > 0 ? .report(report()) : .inspection(inspection())
    case 6: return laneEvent()
    default: return .key(Self.keys[stream.below(Self.keys.count)])
    }
  }

  private mutating func mouse() -> Event {
    let kinds: [Mouse.Kind] = [.press, .press, .wheelUp, .wheelDown, .motion]
    return .mouse(
      Mouse(
        kinds[stream.below(kinds.count)], column: stream.below(210), row: stream.below(70)))
  }

  /// A command with its keys, or what becomes of one.
  private mutating func begin() -> Event {
    switch stream.below(14) {
    case 12: return measurement()
    case 13: return .answer(.denied("no such thing\u{1b}[2J"))
    case 0: return .answer(.refused(LocalizedText(same: "too large\u{1b}[2J")))
    case 1: return .answer(.exists(path: "a\nb", command: ":save"))
    case 2:
      return .rebuilt(
        BuiltModel(
          configuration: configuration, parameterCount: 1, guessing: CannedRun.guessing,
          chance: 0.1))
    default:
      let text = Self.commands[stream.below(Self.commands.count)]
      typed = text.map { .key(.character($0)) } + [.key(.enter), .key(.escape)]
      return .key(.character(":"))
    }
  }

  /// What measuring some claim comes to, whether or not it was asked for.
  private mutating func measurement() -> Event {
    let experiment = Experiment.all[stream.below(Experiment.all.count)]
    switch stream.below(3) {
    case 0: return .measured(.progress(experiment.id, Double(stream.below(101)) / 100))
    case 1: return .measured(.interrupted(experiment.id))
    default:
      let values = [0, 1, 1e300, .nan, .infinity][stream.below(5)]
      return .measured(
        .result(experiment.result(experiment.findings.map { _ in [values, 1, 2] })))
    }
  }

  /// Lanes come and go, and part.
  private mutating func laneEvent() -> Event {
    let id = 1 + stream.below(4)
    switch stream.below(5) {
    case 4: return .opened(OpenedLane(id: id, .launched(configuration, parameterCount: 7)))
    case 0: return .closed(lane: id)
    case 1: return .partings([id: Parting(step: step, distance: 0.5, partedAt: step / 2)])
    default: return .opened(OpenedLane(id: id, stream.below(2) == 0 ? .fork(of: 1) : .twin(of: 1)))
    }
  }

  /// An answer to one of the questions that the keys may have asked.
  private mutating func inspection() -> Inspection {
    let request = InspectionRequest(
      Sublayer(index: stream.below(configuration.sublayerCount)), sequence: stream.below(2))
    var answer = inspections[request.sublayer.index % 2]
    answer.request = request
    answer.segment = segment
    return answer
  }

  private mutating func report() -> StepReport {
    var report = reports[stream.below(reports.count)]
    if stream.below(50) == 0 { (step, segment) = (0, segment + stream.below(3)) }
    step += stream.below(400) == 0 ? 100_000 : 1
    report.step = step
    report.segment = segment
    report.rewiredAt = stream.below(4) == 0 ? step / 2 : nil
    if stream.below(20) == 0 { report.loss = [.nan, .infinity, 0, -1, 1e300][stream.below(5)] }
    return report
  }
}
