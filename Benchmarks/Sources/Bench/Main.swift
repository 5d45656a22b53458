import Figures
import Foundation

/// Measures the program, its parts and its peers; the working directory is the repository's root.
@main struct Main {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      if words.first == Ours.word {
        try Ours.serve(words[1])
      } else if words.first == Counter.word {
        Counter.count()
      } else if words.contains("--help") {
        print(Options.help)
      } else {
        try measure(try Options(words))
      }
    } catch {
      progress("\(error)")
      exit(error is Options.Fault ? 2 : 1)
    }
  }

  private static func measure(_ options: Options) throws {
    // Writing to a peer that has died returns an error.
    signal(SIGPIPE, SIG_IGN)
    let peers = Peers(areWanted: options.peers)
    var report = Report()
    report.add(EnvironmentReport.text())
    for part in options.parts {
      switch part {
      case .rates: try Rates(options: options, peers: peers).measure(&report)
      case .parts: try Parts(options: options).measure(&report)
      case .products: Products(sizes: options.sizes).measure(&report)
      case .growth: try Growth().measure(&report)
      case .statistics: try Statistics(options: options).measure(&report)
      case .busy: try Busy(rounds: options.rounds, peers: peers).measure(&report)
      case .screen: try Screen(rounds: options.rounds).measure(&report)
      }
    }
    if options.isWhole { try report.write(to: "Benchmarks/RESULTS.md") }
  }
}

/// Says on standard error what goes on.
func progress(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data("bench: \(text)\n".utf8))
}
