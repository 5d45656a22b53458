extension Experiment {
  /// S6–S10 and what depends on depth and initialization.
  static let depth = [linear, beforeTheAdd, noise, boundary, rescue, initialization, exponents]

  private static let linear: Experiment = {
    let pre = Arm.start("layers=24,norm=pre")
    let sandwich = Arm.start("layers=24,norm=sandwich")
    return Experiment(
      id: .s6,
      findings: [
        .demanding(.squareFit, 0.95...1, in: 0.95...1, pre),
        .demanding(.squareSlope, 0.3...1.5, in: 0.5...1.2, pre),
        .demanding(.squareFit, 0.95...1, in: 0.95...1, sandwich),
        .demanding(.squareSlope, 1...3, in: 1.3...2.5, sandwich),
        .comparing(.squareSlope, in: -0.01...0.01, .start("layers=24,norm=post")),
      ],
      recorded: .holds, flip: "--norm post",
      figure: Figure(quantity: .squaredRMS, arms: [pre, sandwich]))
  }()

  private static let beforeTheAdd: Experiment = {
    let deep = Arm.start("layers=48,norm=branch")
    let sandwich = Arm.start("layers=48,norm=sandwich")
    let exploding = 3...Double.infinity
    return Experiment(
      id: .s7,
      findings: [
        .demanding(.spread, exploding, in: 4.7...6.7, deep),
        .demanding(.spread, exploding, in: 1.5...2.1, .start("layers=12,norm=branch")),
        .demanding(
          .spread, exploding, in: 0.8...1.5, .start("layers=48,norm=branch", .uniformStart)),
        .comparing(.gradientFactor, in: 1.2...1.36, deep),
        .comparing(.firstSolvedStep, in: 20...60, .training("layers=12,norm=branch")),
        .comparing(.spread, in: 0.9...1.5, sandwich),
        .comparing(.rmsRatio, in: 0.9...1.1, deep, sandwich),
      ],
      recorded: .onlyIf, flip: "--norm branch --layers 12",
      figure: Figure(
        quantity: .gradientRMS,
        arms: [deep, sandwich, .start("layers=48,norm=branch", .uniformStart)]))
  }()

  private static let noise: Experiment = {
    func arms(_ line: String) -> [Arm] {
      [6, 12, 24, 48].map { .start("layers=\($0),\(line)", .noise) }
    }
    func exponent(
      _ line: String, _ demand: ClosedRange<Double>, in band: ClosedRange<Double>
    ) -> Finding {
      Finding(arms: arms(line), statistic: .changeExponent, demand: demand, band: band)
    }
    let post = arms("norm=post")
    let pre = arms("norm=pre")
    return Experiment(
      id: .s8,
      findings: [
        exponent("norm=post", 0.85...Double.infinity, in: 0.85...2),
        exponent("norm=pre", 0...0.8, in: 0.2...0.7),
        exponent("preset=deepnorm", -1...0, in: -0.6...(-0.4)),
        .comparing(.outputChange, in: 1e-3...4e-3, post[1]),
        .comparing(.outputChange, in: 8e-3...4e-2, post[3]),
        .comparing(.outputChange, in: 4e-4...9e-4, pre[1]),
        .comparing(.outputChange, in: 7e-4...2e-3, pre[3]),
      ],
      recorded: .holds, flip: "--norm pre",
      figure: Figure(
        quantity: .gradientRMS,
        arms: [
          .start("layers=48,norm=post"), .start("layers=48,norm=pre"),
          .start("layers=48,preset=deepnorm"),
        ]))
  }()

  private static let boundary: Experiment = {
    func cold(_ layers: Int, steps: Int = 150) -> Arm {
      .training("layers=\(layers),norm=post", steps: steps)
    }
    func warm(_ layers: Int) -> Arm { .training("layers=\(layers),norm=post,warmup=100") }
    return Experiment(
      id: .s9,
      findings: [
        .demanding(.firstSolvedStep, 0...149, in: 25...70, cold(8)),
        .demanding(.firstSolvedStep, 0...249, in: 80...200, cold(10, steps: 250)),
        .demanding(.loss, unlearnt, in: 2.6...2.9, cold(12)),
        .demanding(.firstSolvedStep, 0...149, in: 75...115, warm(12)),
        .demanding(.loss, unlearnt, in: 2.7...2.9, cold(24)),
        .demanding(.loss, unlearnt, in: 2.5...2.9, warm(24)),
      ],
      recorded: .holds, flip: "--layers 8",
      figure: Figure(quantity: .loss, arms: [cold(8), cold(12), warm(12), warm(24)]))
  }()

  private static let rescue: Experiment = {
    let deepnorm = Arm.training("layers=24,preset=deepnorm")
    let rezero = Arm.training("layers=24,preset=rezero")
    let post = Arm.training("layers=24,norm=post")
    let warm = Arm.training("layers=24,norm=post,warmup=100")
    return Experiment(
      id: .s10,
      findings: [
        .demanding(.firstSolvedStep, 0...60, in: 8...20, deepnorm),
        .demanding(.firstSolvedStep, 0...60, in: 20...40, rezero),
        .comparing(.loss, in: 2.7...2.9, post),
        .comparing(.loss, in: 2.5...2.9, warm),
      ],
      recorded: .holds, flip: "--layers 24 --norm post",
      figure: Figure(quantity: .loss, arms: [deepnorm, rezero, post, warm]))
  }()

  private static let initialization: Experiment = {
    func arm(_ line: String) -> Arm { .start("layers=24,\(line)") }
    return Experiment(
      id: .i1,
      findings: [
        .demanding(.rms, 100...Double.infinity, in: 1.5e4...1e5, arm("norm=none")),
        .demanding(.rms, 0...100, in: 3...6, arm("norm=none,init=torch")),
        .demanding(.rms, 0...2, in: 0.95...1.1, arm("norm=none,init=normal02")),
        .demanding(.rms, 0...2, in: 0.95...1.1, arm("norm=none,init=gpt2")),
        .demanding(.tokenSimilarity, 0.99...1.01, in: 0.999...1.001, arm("norm=post")),
        .demanding(.tokenSimilarity, 0...0.9, in: 0.6...0.85, arm("norm=post,init=torch")),
        .demanding(.tokenSimilarity, 0...0.9, in: 0...0.1, arm("norm=post,init=normal02")),
      ],
      recorded: .holds, flip: "--norm none --init torch",
      figure: Figure(
        quantity: .activationRMS,
        arms: ["xavier", "torch", "normal02", "gpt2"].map { arm("norm=none,init=\($0)") }))
  }()

  private static let exponents: Experiment = {
    // The theorem's setting: ReLU, one head, square matrices, uniform attention.
    func arms(_ norm: String) -> [Arm] {
      [6, 12, 24, 48].map {
        .start("layers=\($0),norm=\(norm),activation=relu,heads=1,ffn=64", .uniformStart)
      }
    }
    return Experiment(
      id: .t1,
      findings: [
        // A single seed's exponent has a deviation of 0.3, so demands and bands are wide.
        Finding(
          arms: arms("post"), statistic: .gradientExponent, demand: -0.2...0.5, band: -0.2...0.4),
        Finding(
          arms: arms("pre"), statistic: .gradientExponent, demand: -0.8...(-0.2),
          band: -0.55...(-0.22)),
      ],
      recorded: .holds, flip: "--norm pre",
      figure: Figure(quantity: .gradientRMS, arms: [arms("post")[3], arms("pre")[3]]))
  }()
}
