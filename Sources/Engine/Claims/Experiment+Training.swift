extension Experiment {
  /// S1–S5: what is seen while training and at its start.
  static let training = [warmUp, residualOff, vanish, explode, collapse]

  private static let warmUp: Experiment = {
    let cold = Arm.training("layers=12,norm=post")
    let warm = Arm.training("layers=12,norm=post,warmup=100")
    let pre = Arm.training("layers=12,norm=pre")
    return Experiment(
      id: .s1,
      findings: [
        .demanding(.loss, unlearnt, in: 2.6...2.9, cold),
        .demanding(.firstSolvedStep, 0...149, in: 75...115, warm),
        .demanding(.firstSolvedStep, 0...60, in: 10...25, pre),
      ],
      recorded: .holds, flip: "--norm pre",
      figure: Figure(quantity: .loss, arms: [cold, warm, pre]))
  }()

  private static let residualOff: Experiment = {
    let on = Arm.training("layers=6,norm=pre")
    let off = Arm.training("layers=6,norm=pre,residual=off")
    return Experiment(
      id: .s2,
      findings: [
        .demanding(.loss, unlearnt, in: 2.5...2.9, off),
        .demanding(.tokenSimilarity, 0.99...1.01, in: 0.999...1.001, off),
        .comparing(.firstSolvedStep, in: 10...30, on),
        .comparing(.tokenSimilarity, in: 0.45...0.7, on),
      ],
      recorded: .holds, flip: "--residual on",
      figure: Figure(quantity: .loss, arms: [on, off]))
  }()

  private static let vanish: Experiment = {
    let bare = Arm.start("layers=24,norm=none,residual=off")
    let summed = Arm.start("layers=24,norm=none")
    return Experiment(
      id: .s3,
      findings: [
        .demanding(.inputGradient, -Double.infinity...(-6), in: -10.8...(-10.2), bare),
        // 10^-0.44 to 10^-0.40.
        .demanding(.gradientFactor, 0...0.5, in: 0.363...0.398, bare),
        .comparing(.inputGradient, in: 8...14, summed),
      ],
      recorded: .holds, flip: "--norm none --residual on",
      figure: Figure(quantity: .gradientRMS, arms: [bare, summed]))
  }()

  private static let explode: Experiment = {
    let summed = Arm.start("layers=24,norm=none")
    return Experiment(
      id: .s4,
      findings: [
        // 10^0.194 to 10^0.214.
        .demanding(.growth, 1.3...Double.infinity, in: 1.563...1.637, summed),
        .demanding(.rms, 1e3...Double.infinity, in: 1.5e4...1e5, summed),
        .demanding(.firstLoss, 100...Double.infinity, in: 1e4...2e5, summed),
        .comparing(.rms, in: 3.8...5.2, .start("layers=24,norm=pre")),
      ],
      recorded: .holds, flip: "--norm pre",
      figure: Figure(
        quantity: .activationRMS, arms: [summed, .start("layers=24,norm=pre")]))
  }()

  private static let collapse: Experiment = {
    let healthy = Arm.start("layers=12,norm=post,residual=off")
    let post = Arm.start("layers=12,norm=post")
    let pre = Arm.start("layers=12,norm=pre")
    return Experiment(
      id: .s5,
      findings: [
        .demanding(.rmsDeviation, 0...0.01, in: 0...0.01, healthy),
        .demanding(.spread, steady, in: 0.5...1.3, healthy),
        .demanding(.tokenResidual(layer: 4), 0...1e-4, in: 0...1e-5, healthy),
        .comparing(.tokenResidual(layer: 4), in: 0.6...0.8, post),
        .comparing(.tokenResidual(layer: 4), in: 0.72...0.88, pre),
        .comparing(.tokenResidual(layer: 12), in: 0.03...0.12, post),
        .comparing(.tokenResidual(layer: 12), in: 0.45...0.65, pre),
      ],
      recorded: .holds, flip: "--residual on",
      figure: Figure(quantity: .tokenResidual, arms: [healthy, post, pre]))
  }()
}
