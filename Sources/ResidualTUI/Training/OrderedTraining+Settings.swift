import Engine
import Interface

/// Flags that change while it trains.
extension OrderedTraining {
  mutating func set(_ setting: RunSetting) {
    switch setting {
    case .threads(let asked): useThreads(asked)
    case .historyBytes(let bytes):
      source.historyBytes = bytes
      lab.historyBytes = bytes
    case .log(let path): switchLog(to: path)
    }
  }

  /// Redistributes the work between two steps, without changing any bit.
  private mutating func useThreads(_ asked: Int?) {
    experiments = nil
    source.threads = System.threadCount(asked: asked)
    let count = min(source.threads, source.configuration.shardCount)
    lab.share(among: count)
    mailbox.publish(.answer(.threads(count, asked: asked)))
  }

  /// Begins with a file once it is there; until then the one before goes on.
  private func switchLog(to path: String?) {
    defer { mailbox.noteWritten() }
    do throws(Failure) {
      let wasOpen = log.path
      let fault =
        try path.map { path throws(Failure) in try log.begin(path, for: ":log") }
        ?? log.finish()
      let answer = path.map { EffectResult.logging(path: $0) } ?? .logged(path: wasOpen)
      mailbox.publish(.answer(fault.map { .failed($0) } ?? answer))
    } catch { mailbox.publish(.answer(.failed(error.message))) }
  }
}

extension GroundChange {
  /// The flag that says it.
  var name: String {
    switch self {
    case .instructionSet: "isa"
    case .weights, .nothingStored: "weights"
    }
  }
}
