@testable import Engine
import Figures
import Foundation
@testable import TestSupport

/// Our side of the rounds, in a process of its own like the peers.
enum Ours {
  /// The word that makes this program train in rounds.
  static let word = "train-in-rounds"
  static let threads = 2

  static func configuration(_ line: String) throws -> Configuration {
    var configuration = try Configuration(line: line)
    configuration.norm = .pre
    return configuration
  }

  /// Of how many steps one takes the statistics of similarity.
  static func similarityInterval(_ line: String) throws -> Int {
    Trainer.similarityInterval(of: try configuration(line))
  }

  /// Trains one step and says so; then as long as each line of input asks for.
  static func serve(_ line: String) throws {
    let trainer = try Trainer(try configuration(line), threads: threads, instructionSet: .best)
    var report = StepReport()
    trainer.step(into: &report)
    try say(FirstStep(version: "residual-tui", loss: report.loss))
    while let request = readLine(), let seconds = Double(request) {
      let before = ProcessorTime.ofThisProcess
      var round = self.round(trainer, &report, seconds: seconds)
      round.processorSeconds = ProcessorTime.ofThisProcess - before
      try say(round)
    }
  }

  /// Trains for a time, as the program does: one report is overwritten by each step.
  static func round(
    _ trainer: Trainer, _ report: inout StepReport, seconds: Double
  ) -> Round {
    var (steps, elapsed) = (0, 0.0)
    let watch = Stopwatch()
    while elapsed < seconds {
      trainer.step(into: &report)
      steps += 1
      elapsed = watch.seconds
    }
    return Round(
      steps: steps, seconds: elapsed, processorSeconds: 0,
      residentBytes: ProcessorTime.peakResidentBytes, loss: report.loss)
  }

  private static func say(_ value: some Encodable) throws {
    FileHandle.standardOutput.write(Data((try Line.text(value) + "\n").utf8))
  }
}
