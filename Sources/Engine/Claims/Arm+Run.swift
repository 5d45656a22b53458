extension Arm {
  /// Measures the arm with one seed.
  ///
  /// - Parameters:
  ///   - seed: Of initial weights and batches.
  ///   - threads: Threads that share the work; changes no bit of the result.
  ///   - instructionSet: The kernels to use.
  ///   - goesOn: Asked before every further step of a training, with the number of those done.
  /// - Returns: `nil` where `goesOn` said no.
  /// - Throws: When the configuration is out of range or memory is refused.
  public func run(
    seed: UInt64, threads: Int = 1, instructionSet: InstructionSet,
    while goesOn: (_ steps: Int) -> Bool = { _ in true }
  ) throws(ConfigurationError) -> ArmResult? {
    if case .outlier(let spike) = measurement {
      return .outlier(
        OutlierFacts(
          width: try configuration().width, spike: spike, seed: seed, instructionSet))
    }
    let trainer = try Trainer(
      configuration(seed: seed), threads: threads, instructionSet: instructionSet)
    switch measurement {
    case .training(let steps):
      return train(trainer, steps: steps, while: goesOn).map(ArmResult.training)
    case .uniformStart:
      try trainer.load(trainer.parameters().map(\.withoutQueryAndKey))
      return .start(trainer.step())
    case .noise:
      let change = try trainer.changeByNoise(seed: seed)
      return .noise(NoiseFacts(layers: trainer.configuration.layers, change: change))
    case .sums: return .sums(SumFacts(Walk(trainer)))
    case .start, .outlier: return .start(trainer.step())
    }
  }

  private func train(
    _ trainer: Trainer, steps: Int, while goesOn: (_ steps: Int) -> Bool
  ) -> TrainingRecord? {
    var report = trainer.step()
    var record = TrainingRecord(report)
    while record.losses.count < steps, record.losses.count < (record.firstSolvedStep ?? steps) + 5,
      !report.isDiverged
    {
      guard goesOn(record.losses.count) else { return nil }
      trainer.step(into: &report)
      record.add(report)
    }
    return record
  }
}

extension Tensor {
  /// The tensor, or zeros in place of W_Q and W_K.
  fileprivate var withoutQueryAndKey: Tensor {
    guard name.hasSuffix(".query.weight") || name.hasSuffix(".key.weight") else { return self }
    return mapped { _ in 0 }
  }

  fileprivate func mapped(_ change: (Float) -> Float) -> Tensor {
    guard case .float(let floats) = values else { return self }
    return Tensor(name: name, shape: shape, values: .float(floats.map(change)))
  }

  /// Every number of a layer's matrix with normal noise added, of a hundredth of the matrix's RMS.
  fileprivate func noisy(seed: UInt64) -> Tensor {
    guard name.hasPrefix("layers."), shape.count == 2, case .float(let floats) = values else {
      return self
    }
    let square = floats.reduce(0.0) { $0 + Double($1) * Double($1) }
    let deviation = 0.01 * (square / Double(floats.count)).squareRoot()
    var noise = NormalStream(seed: seed, name: "noise.\(name)", deviation: deviation)
    return mapped { $0 + Float(noise.next()) }
  }
}

extension Trainer {
  /// ‖y′ − y‖²/‖y‖² of the stack's output y on the first batch, y′ being that with noisy matrices
  /// (Liu and others 2020).
  fileprivate func changeByNoise(seed: UInt64) throws(ConfigurationError) -> Double {
    let noisy = parameters().map { $0.noisy(seed: seed) }
    let before = output()
    try load(noisy)
    var change = 0.0
    var norm = 0.0
    for (old, new) in zip(before, output()) {
      change += (Double(new) - Double(old)) * (Double(new) - Double(old))
      norm += Double(old) * Double(old)
    }
    return change / norm
  }

  /// What leaves the stack in the next step, which is trained.
  private func output() -> [Float] {
    _ = step()
    return machine.program.taps.last.map { machine.read($0) } ?? []
  }
}

extension SumFacts {
  fileprivate init(_ walk: Walk) {
    let sums = walk.allIdentityChecks().filter { $0.law == .sum }
    count = sums.count
    let units = sums.map { $0.deviation / $0.bound }
    deviation = units.contains(where: \.isNaN) ? .nan : units.max() ?? 0
  }
}
