extension Experiment {
  /// W1–W3: what the tutorial says of the norm behind the add.
  static let norms = [smooths, blowsUp, steadies]

  private static let smooths: Experiment = {
    let post = Arm.start("layers=12,norm=post")
    let none = Arm.start("layers=12,norm=none")
    let spike = Arm(line: "layers=1", measurement: .outlier(spike: 20))
    return Experiment(
      id: .w1,
      findings: [
        .demanding(.largest, 0...10, in: 3...6, post),
        .demanding(.kurtosisRatio, 0...0.9, in: 0.999...1.001, spike),
        .comparing(.largest, in: 300...1000, none),
        .comparing(.outlierLargest, in: 7.3...7.94, spike),
        .comparing(.othersRMS, in: 0.3...0.5, spike),
      ],
      recorded: .onlyIf, flip: "--norm none",
      figure: Figure(quantity: .activationRMS, arms: [post, none]))
  }()

  private static let blowsUp: Experiment = {
    let blown = 100...Double.infinity
    func arm(_ line: String) -> Arm { .start("layers=24,\(line)") }
    return Experiment(
      id: .w2,
      findings: [
        .demanding(.rms, blown, in: 1.5e4...1e5, arm("norm=none")),
        .demanding(.rms, blown, in: 3...6, arm("norm=none,init=torch")),
        .demanding(.rms, blown, in: 0.95...1.1, arm("norm=none,init=normal02")),
        .demanding(.rms, blown, in: 3.8...5.2, arm("norm=pre")),
        .comparing(.rms, in: 0.99...1.01, arm("norm=post")),
      ],
      recorded: .onlyIf, flip: "--norm none --init torch",
      figure: Figure(
        quantity: .activationRMS,
        arms: [arm("norm=none"), arm("norm=none,init=torch"), arm("norm=pre"), arm("norm=post")]))
  }()

  private static let steadies: Experiment = {
    let cold = Arm.training("layers=12,norm=post")
    let warm = Arm.training("layers=12,norm=post,warmup=100")
    func arm(_ line: String) -> Arm { .start("layers=48,\(line)") }
    return Experiment(
      id: .w3,
      findings: [
        .demanding(.spread, steady, in: 0.6...1.4, arm("norm=post")),
        .demanding(.spreadAt(step: 20), steady, in: 2.01...3.8, cold),
        .demanding(.spreadAt(step: 20), steady, in: 0.5...1.6, warm),
        .comparing(.spread, in: 8...14, .start("layers=24,norm=none")),
        .comparing(.spread, in: 4.7...6.7, arm("norm=branch")),
      ],
      recorded: .onlyIf, flip: "--warmup 100",
      figure: Figure(
        quantity: .gradientRMS,
        arms: [arm("norm=post"), arm("norm=pre"), arm("norm=sandwich"), arm("norm=branch")]))
  }()
}
