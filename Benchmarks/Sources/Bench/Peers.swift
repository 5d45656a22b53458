import Figures
import Foundation

/// The peers that train the same model, and how each is started.
final class Peers {
  /// One way to train it.
  enum Peer: String, CaseIterable {
    case eager = "PyTorch eager"
    case compiled = "torch.compile"
    case jax = "JAX jit"

    fileprivate static let python = "Benchmarks/.venv/bin/python"

    fileprivate func command(_ size: Size) -> [String] {
      switch self {
      case .eager: [Self.python, "Benchmarks/peers/torch_peer.py", size.line, "eager"]
      case .compiled: [Self.python, "Benchmarks/peers/torch_peer.py", size.line, "compile"]
      case .jax: [Self.python, "Benchmarks/peers/jax_peer.py", size.line]
      }
    }
  }

  /// What we are called.
  static let ours = "ours"

  /// Which peers are missing, and why; none is asked twice.
  private var absences: [Peer: String] = [:]
  /// Which peers stopped during the measurements, where and why, since the last report.
  private var failures: [String] = []

  init(areWanted: Bool) {
    let reason: String? =
      if !areWanted {
        "not wanted"
      } else if !FileManager.default.fileExists(atPath: Peer.python) {
        "no Python environment in Benchmarks/.venv"
      } else {
        nil
      }
    if let reason { for peer in Peer.allCases { absences[peer] = reason } }
  }

  /// Ours first, then every peer that is installed; each has trained its first step.
  func contestants(_ size: Size, _ peers: [Peer] = Peer.allCases) throws -> [Contestant] {
    progress("\(size.name): starting")
    var contestants = [try Self.ours(size)]
    for peer in peers where absences[peer] == nil {
      progress("\(size.name): starting \(peer.rawValue)")
      do {
        // A cache of compiled code would make its second start another measurement.
        contestants.append(
          try Contestant(
            name: peer.rawValue, command: peer.command(size),
            environment: ["TORCHINDUCTOR_FORCE_DISABLE_CACHES": "1"]))
      } catch {
        absences[peer] = "\(error)"
        progress("without \(peer.rawValue): \(error)")
      }
    }
    return contestants
  }

  /// A round of a contestant; `nil` of a peer that failed, now or before.
  ///
  /// Without us there is nothing to compare: our own failure is thrown.
  func round(of contestant: Contestant, _ size: Size, seconds: Double) throws -> Round? {
    if contestant.hasFailed { return nil }
    do {
      return try contestant.round(seconds: seconds)
    } catch  where contestant.name != Self.ours {
      let failure = "\(contestant.name) at \(size.name): \(error)"
      failures.append(failure)
      progress("stopped: \(failure)")
      return nil
    }
  }

  /// Which of these have no figures in a part that ends here, and why; `nil` if all have.
  func notMeasured(_ peers: [Peer] = Peer.allCases) -> String? {
    defer { failures = [] }
    let absent = peers.compactMap { peer in absences[peer].map { "\(peer.rawValue): \($0)" } }
    let all = absent + failures
    return all.isEmpty ? nil : "Not measured: " + all.joined(separator: "; ") + "."
  }

  /// Our own process for a size.
  static func ours(_ size: Size) throws -> Contestant {
    try Contestant(name: ours, command: [CommandLine.arguments[0], Ours.word, size.line])
  }
}
