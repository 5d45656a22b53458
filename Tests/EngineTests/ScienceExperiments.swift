import TestSupport
import Testing

@testable import Engine

/// The showcase experiments S1–S7 inside their bands.
///
/// S1 and S2 on one seed, with `SOAK=1` all on three; serialized, as each one uses both threads.
/// Trained on the best instruction set; on the lower ones where `SOAK=1` asks for it.
@Suite(.serialized, .enabled(if: InstructionSet.tested == .best || Closeness.isSoaking))
struct ScienceExperiments {
  static let seeds = Closeness.isSoaking ? [1, 2, 3] : [1]

  private func finding(
    _ experiment: String, _ variant: String, _ band: ClosedRange<Double>, _ values: [Double]
  ) {
    Finding(experiment: experiment, variant: variant, values: values, band: band).check()
  }

  @Test func s1WarmUpRescuesPostAndPreNeedsNone() throws {
    let stuck = try Self.seeds.map { try Experiment.train("layers=12,norm=post", seed: $0) }
    finding("S1", "post, loss of the last 20", 2.5...3.1, stuck.map(\.loss))
    #expect(stuck.allSatisfy { $0.hit == nil })
    // Other seeds creep below 0.97 of guessing by step 149 and are called by their cause instead.
    #expect(stuck[0].last.verdict.state == .stalled)
    let states = stuck.map(\.last.verdict.state)
    #expect(Set(states).isSubset(of: [.stalled, .collapsed, .vanishing]), "\(states)")
    let warmed = try Self.seeds.map {
      try Experiment.train("layers=12,norm=post,warmup=100", seed: $0)
    }
    finding("S1", "post, warm-up 100, hit", 60...149, warmed.map { Double($0.hit ?? 999) })
    let pre = try Self.seeds.map { try Experiment.train("layers=12,norm=pre", seed: $0) }
    finding("S1", "pre, hit", 5...39, pre.map { Double($0.hit ?? 999) })
    #expect((warmed + pre).allSatisfy { $0.last.verdict.state == .solved })
  }

  @Test func s2WithoutResidualPreNeverLearns() throws {
    let on = try Self.seeds.map { try Experiment.train("layers=6,norm=pre", seed: $0) }
    finding("S2", "pre, hit", 5...39, on.map { Double($0.hit ?? 999) })
    finding(
      "S2", "pre, token cosine at step 0", 0.4...0.75,
      on.map { $0.first.taps[12].tokenSimilarity ?? .nan })
    let off = try Self.seeds.map {
      try Experiment.train("layers=6,norm=pre,residual=off", seed: $0)
    }
    finding("S2", "F(LN x), loss of the last 20", 2.5...3.1, off.map(\.loss))
    finding(
      "S2", "F(LN x), token cosine at step 0", 0.999...1.000001,
      off.map { $0.first.taps[12].tokenSimilarity ?? .nan })
  }

  @Test(.enabled(if: Closeness.isSoaking)) func s3GradientsVanishWithoutNormAndResidual() throws {
    let reports = try Self.seeds.map {
      try Experiment.probe("layers=24,norm=none,residual=off", seed: $0)
    }
    let gradients = reports.map {
      Experiment.boundaries($0).map { Logarithm.base10($0.gradientRMS) }
    }
    finding(
      "S3", "F(x), gradient, decades per layer towards the input", -0.44...(-0.40),
      gradients.map { -Experiment.line($0).slope })
    finding(
      "S3", "F(x), log10 of x_0 over the top", -10.8...(-10.2),
      gradients.map { $0[0] - ($0.max() ?? 0) })
    #expect(reports.allSatisfy { $0.verdict.state != .exploding && $0.verdict.state != .healthy })
  }

  @Test(.enabled(if: Closeness.isSoaking)) func s4ActivationsExplodeWithoutNorm() throws {
    let reports = try Self.seeds.map { try Experiment.probe("layers=24,norm=none", seed: $0) }
    let streams = reports.map {
      Experiment.boundaries($0).map { Logarithm.base10($0.activationRMS) }
    }
    finding(
      "S4", "x+F(x), decades per layer", 0.194...0.214, streams.map { Experiment.line($0).slope })
    finding("S4", "x+F(x), log10 RMS at the top", 4.3...4.9, streams.map { $0[24] })
    finding("S4", "x+F(x), initial loss", 1e4...2e5, reports.map(\.loss))
    #expect(reports.allSatisfy { $0.verdict.state == .exploding })
  }

  @Test(.enabled(if: Closeness.isSoaking)) func s5HealthyMagnitudesCollapsedTokens() throws {
    let bands: [(String, String, ClosedRange<Double>, ClosedRange<Double>)] = [
      ("LN(F(x))", "norm=post,residual=off", 0...1e-5, 0...1e-6),
      ("post", "norm=post", 0.6...0.8, 0.03...0.12),
      ("pre", "norm=pre", 0.72...0.88, 0.45...0.65),
    ]
    for (name, line, fourth, last) in bands {
      let taps = try Self.seeds.map {
        Experiment.boundaries(try Experiment.probe("layers=12,\(line)", seed: $0))
      }
      finding(
        "S5", "\(name), residual after layer 4", fourth, taps.map { $0[4].tokenResidual ?? .nan })
      finding(
        "S5", "\(name), residual after layer 12", last, taps.map { $0[12].tokenResidual ?? .nan })
      guard name != "pre" else { continue }
      finding("S5", "\(name), RMS after layer 12", 0.99...1.01, taps.map { $0[12].activationRMS })
    }
  }

  @Test(.enabled(if: Closeness.isSoaking)) func s6SquaresGrowLinearly() throws {
    let bands: [(String, ClosedRange<Double>)] = [("pre", 0.5...1.2), ("sandwich", 1.3...2.5)]
    for (norm, band) in bands {
      let lines = try Self.seeds.map { seed in
        let report = try Experiment.probe("layers=24,norm=\(norm)", seed: seed)
        return Experiment.line(
          Experiment.boundaries(report).map { $0.activationRMS * $0.activationRMS })
      }
      finding("S6", "\(norm), slope of the squared RMS", band, lines.map(\.slope))
      finding("S6", "\(norm), R²", 0.95...1, lines.map(\.fit))
    }
  }

  @Test(.enabled(if: Closeness.isSoaking)) func s7TheNormInTheWrongPlace() throws {
    let branch = try Self.seeds.map { try Experiment.probe("layers=48,norm=branch", seed: $0) }
    finding("S7", "branch, gradient spread", 4.7...6.7, branch.map(\.gradientSpread))
    let sandwich = try Self.seeds.map { try Experiment.probe("layers=48,norm=sandwich", seed: $0) }
    finding("S7", "sandwich, gradient spread", 0.9...1.5, sandwich.map(\.gradientSpread))
    // The same forward curve: both add a normalized branch.
    finding(
      "S7", "RMS at the top, branch over sandwich", 0.9...1.1,
      zip(branch, sandwich).map { $0.taps[96].activationRMS / $1.taps[96].activationRMS })
  }
}
