import TestSupport
import Testing

@testable import Engine

/// The ends of every range: each combination runs a step with finite numbers, or is refused.
@Suite struct ExtremesTests {
  @Test(arguments: [
    "layers=1", "layers=1,norm=none,residual=off", "layers=128,norm=pre", "layers=128,norm=post",
    "layers=128,norm=sandwich,sequence=1", "width=1,heads=1", "width=1,heads=1,norm-kind=rms",
    "width=7,heads=7", "width=13,heads=1", "width=24,heads=24", "sequence=1", "sequence=1,batch=1",
    "batch=1", "batch=3", "batch=1,shards=64", "batch=65,shards=64", "vocabulary=2", "ffn=1",
    "ffn=1,width=1,heads=1,sequence=1,batch=1,vocabulary=2,layers=1", "sequence=513",
    "sequence=512,batch=1,layers=1", "vocabulary=8192,layers=1",
    "width=1024,heads=1,ffn=8,layers=1",
    "width=1024,heads=1024,layers=1,batch=1,ffn=8", "batch=1024,layers=1,width=4,heads=1",
    "task=brackets", "task=modsum,vocabulary=3", "preset=rezero", "preset=deepnorm,layers=128",
    "init-gain=0", "residual=-1", "residual=1000,norm=post", "init=gpt2,activation=relu",
  ])
  func oneStepIsFiniteOrRefused(line: String) throws {
    let small = "layers=2,width=8,heads=2,ffn=12,sequence=6,batch=4,vocabulary=6"
    let keys = Set(line.split(separator: ",").map { $0.split(separator: "=")[0] })
    var base = small.split(separator: ",").filter { !keys.contains($0.split(separator: "=")[0]) }
    if keys.contains("width") && !keys.contains("ffn") {
      base.removeAll { $0.hasPrefix("ffn") }
    }
    if line.contains("brackets") { base.removeAll { $0.hasPrefix("vocabulary") } }
    let configuration = try Configuration(line: (base + [Substring(line)]).joined(separator: ","))
    guard line != "sequence=513" else {
      #expect(throws: ConfigurationError.self) { try Trainer(configuration) }
      return
    }
    let trainer = try Trainer(configuration)
    for step in 0..<2 {
      let report = trainer.step()
      #expect(report.step == step && !report.isDiverged)
      #expect(report.loss.isFinite && report.gradientNorm.isFinite && report.accuracy <= 1)
      for tap in report.taps {
        #expect(tap.activationRMS.isFinite && tap.gradientRMS.isFinite, "\(line) \(tap.tap)")
        #expect(tap.tokenDiversity.map { $0.isFinite } ?? true, "\(line) \(tap.tap)")
        #expect(tap.inputSimilarity.map { $0.isFinite } ?? true, "\(line) \(tap.tap)")
      }
    }
    #expect(MachineState(trainer.machine).isFinite)
  }

  @Test(arguments: [
    "layers=0", "layers=129", "width=0", "width=1025", "heads=5", "sequence=0", "batch=1025",
    "vocabulary=8193", "ffn=0", "learning-rate=-1", "learning-rate=inf",
  ])
  func sizesOutOfRangeAreRefusedInOneLine(line: String) throws {
    let configuration = try? Configuration(line: line)
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Trainer(configuration ?? Configuration(line: line))
    }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("--") || text.contains("expected"), "\(text)")
    #expect(!text.contains("\n") && !text.isEmpty)
  }

  /// What the largest model would need is said without allocating it.
  @Test func theLargestModelHasAFigure() throws {
    let configuration = try Configuration(
      line: "layers=128,width=1024,heads=1024,ffn=8192,sequence=512,batch=1024,vocabulary=8192")
    let bytes = try configuration.validated().memoryBytes
    // 2.7e9 weights, 4 bytes each, in 3 + 1 + 4 copies, and attention weights of 2.7e8 per layer
    // and sequence.
    #expect(bytes > 100_000_000_000_000 && bytes < 1_000_000_000_000_000, "\(bytes)")
    // More than a processor can address: refused, not tried.
    let error = #expect(throws: ConfigurationError.self) { _ = try Trainer(configuration) }
    let text = error?.description ?? ""
    #expect(text.contains("\(bytes >> 20) MiB") && !text.contains("\n"), "\(text)")
  }

  @Test(arguments: ["layers=1", "width=32", "batch=3", "shards=1", "preset=rezero", "sequence=40"])
  func memoryIsTheArena(line: String) throws {
    let configuration = try Configuration(line: line)
    let parameters = ParameterLayout(configuration)
    let slots = SlotLayout(configuration)
    let floats =
      3 * parameters.count + parameters.transposedCount
      + configuration.shardCount * (parameters.count + slots.count)
    #expect(configuration.memoryBytes == 4 * floats)
  }

  @Test func seedsOfAnySizeRun() throws {
    for seed in [0, 1, UInt64.max] {
      var configuration = LawModels.small()
      configuration.seed = seed
      #expect(try Trainer(configuration).step().loss.isFinite)
    }
  }
}
