import Figures
import Foundation

/// Who trains the same model, and how each is started.
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

  /// Who is not there, and why; nobody is asked twice.
  private(set) var absences: [Peer: String] = [:]

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

  /// Us first, then everybody who is there; each has trained its first step.
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

  /// Our own process for a size.
  static func ours(_ size: Size) throws -> Contestant {
    try Contestant(name: ours, command: [CommandLine.arguments[0], Ours.word, size.line])
  }
}
