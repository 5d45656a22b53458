extension Experiment {
  /// R1–R5: what the tutorial says of residuals.
  static let tutorial: [Experiment] = {
    let sums = Arm.start("layers=12,norm=post", .sums)
    let isolated = Arm.start("layers=12,norm=post,residual=off", .sums)
    let r1 = Experiment(
      id: .r1,
      findings: [
        .demanding(.sumCount, 24...24, in: 24...24, sums),
        .demanding(.sumDeviation, 0...1, in: 0...1, sums),
        .comparing(.sumCount, in: 0...0, isolated),
      ],
      recorded: .holds, flip: "--residual off",
      figure: Figure(
        quantity: .activationRMS,
        arms: [.start("layers=12,norm=post"), .start("layers=12,norm=none")]))

    let unit = 0...0.01
    let r2 = Experiment(
      id: .r2,
      findings: [
        .demanding(.rmsDeviation, unit, in: unit, .start("layers=12,norm=post")),
        .demanding(.rmsDeviation, unit, in: 1.7...2.3, .start("layers=12,norm=pre")),
        .demanding(.rmsDeviation, unit, in: 3.4...4.6, .start("layers=12,norm=sandwich")),
        .demanding(.rmsDeviation, unit, in: 3.4...4.6, .start("layers=12,norm=branch")),
      ],
      recorded: .onlyIf, flip: "--norm pre",
      figure: Figure(
        quantity: .activationRMS,
        arms: ["post", "pre", "sandwich", "branch"].map { .start("layers=12,norm=\($0)") }))

    let bare = Arm.start("layers=24,norm=none,residual=off")
    let summed = Arm.start("layers=24,norm=none")
    let r3 = Experiment(
      id: .r3,
      findings: [
        .demanding(.inputGradient, -2...Double.infinity, in: 8...14, summed),
        .demanding(.spread, steady, in: 8...14, summed),
        .demanding(.spread, steady, in: 0.4...1.1, .start("layers=24,norm=post")),
        .demanding(.spread, steady, in: 0.5...1.1, .start("layers=24,norm=pre")),
        .demanding(.spread, steady, in: 0...0.2, .start("layers=24,preset=rezero")),
        .comparing(.inputGradient, in: -10.8...(-10.2), bare),
      ],
      recorded: .onlyIf, flip: "--norm none",
      figure: Figure(
        quantity: .gradientRMS,
        arms: [bare, summed, .start("layers=24,norm=post"), .start("layers=24,norm=pre")]))
    return [r1, r2, r3, direct, efficient]
  }()

  private static let direct: Experiment = {
    // Tokens at random have a cosine of 0 ± 0.04.
    let held = 0.1...1.0
    func arm(_ line: String) -> Arm { .start("layers=12,\(line)") }
    return Experiment(
      id: .r4,
      findings: [
        .demanding(.inputSimilarity, held, in: 0.28...0.40, arm("norm=pre")),
        .demanding(.inputSimilarity, held, in: 0.16...0.27, arm("norm=sandwich")),
        .demanding(.inputSimilarity, held, in: -0.02...0.08, arm("norm=post")),
        .demanding(.inputSimilarity, held, in: 0.97...1, arm("preset=deepnorm")),
        .comparing(.inputSimilarity, in: -0.1...0.1, arm("norm=pre,residual=off")),
      ],
      recorded: .onlyIf, flip: "--norm post",
      figure: Figure(
        quantity: .inputSimilarity,
        arms: [
          arm("norm=pre"), arm("norm=post"), arm("preset=deepnorm"), arm("norm=pre,residual=off"),
        ]))
  }()

  private static let efficient: Experiment = {
    let on = Arm.training("layers=12,norm=pre")
    let off = Arm.training("layers=12,norm=pre,residual=off")
    let post = Arm.training("layers=6,norm=post")
    let postOff = Arm.training("layers=6,norm=post,residual=off")
    return Experiment(
      id: .r5,
      findings: [
        .demanding(.firstSolvedStep, 0...60, in: 10...25, on),
        .demanding(.loss, unlearnt, in: 2.7...2.9, off),
        .demanding(.firstSolvedStep, 0...60, in: 15...45, post),
        .demanding(.loss, unlearnt, in: 2.6...2.9, postOff),
        .comparing(.firstSolvedStep, in: 5...60, .training("layers=1,norm=pre,residual=off")),
      ],
      recorded: .holds, flip: "--layers 1 --residual off",
      figure: Figure(quantity: .loss, arms: [on, off, post, postOff]))
  }()
}
