/// A part of one sublayer that is left out of one step.
public struct Lesion: Hashable, Sendable {
  /// The parts.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    /// α·x, as if the skip were off.
    case skip
    /// What reaches ⊕ from the branch, as if it were 0.
    case branch
  }

  /// Where.
  public var sublayer: Sublayer
  /// What.
  public var part: Part

  /// Names a part.
  public init(_ part: Part, of sublayer: Sublayer) {
    self.sublayer = sublayer
    self.part = part
  }
}

/// What a lesion changes in one step, with the same weights and the same batch.
public struct LesionReport: Hashable, Sendable {
  /// What was left out.
  public var lesion: Lesion
  /// Mean loss of the whole model.
  public var lossBefore: Double
  /// Mean loss of the lesioned model.
  public var lossAfter: Double
  /// ‖logits′ − logits‖/‖logits‖ over the batch; 2 is about what an unrelated output gives.
  public var outputChange: Double
  /// Gradient and stream at the taps, embedding first.
  public var taps: [TapChange]

  /// RMS at a tap before and after.
  public struct TapChange: Hashable, Sendable {
    /// Where.
    public var tap: Tap
    /// √mean(x²) of the whole model.
    public var activationBefore: Double
    /// √mean(x²) of the lesioned model.
    public var activationAfter: Double
    /// RMS of ∂L/∂x per token of the whole model, as in a step's report.
    public var gradientBefore: Double
    /// RMS of ∂L/∂x per token of the lesioned model.
    public var gradientAfter: Double
  }
}

extension Walk {
  /// Leaves a part of a sublayer out of this step, and measures what that changes.
  ///
  /// The formula of the placement stays: without the branch, post is LN(α·x), pre is α·x; without the
  /// skip every placement is what it is at α = 0. Only forward, loss and backward are executed.
  ///
  /// - Returns: `nil` for a sublayer that there is not. A skip that is off changes nothing. The walk
  ///   stands where it stood.
  /// - Complexity: Three steps, instruction by instruction.
  public func lesion(_ lesion: Lesion) -> LesionReport? {
    guard wiring.indices.contains(lesion.sublayer.index) else { return nil }
    return aside {
      let whole = pass(nil)
      let program = machine.program
      defer { machine.program = program }
      machine.begin { _ in }
      if lesion.part == .skip {
        var wiring = wiring
        wiring[lesion.sublayer.index].skipScale = 0
        machine.program = ProgramBuilder.build(
          wiring, parameters: machine.parameters, slots: machine.slots)
      }
      return report(lesion, whole, pass(lesion.part == .branch ? lesion.sublayer : nil))
    }
  }

  private struct Pass {
    var loss: Double
    var logits: [Float]
    /// Σ x² and Σ g² by tap.
    var squares: [(activation: Double, gradient: Double)]
  }

  /// Forward, loss and backward, what reaches ⊕ from the branch of `severed` set to zero.
  private func pass(_ severed: Sublayer?) -> Pass {
    for instruction in machine.program.sharded {
      if let severed { sever(severed, before: instruction) }
      for shard in machine.shards.indices { machine.execute(instruction.operation, shard: shard) }
    }
    let measured = machine.measurements
    return Pass(
      loss: measured.loss / Double(machine.countedTokens),
      logits: machine.read(machine.slots.logits),
      squares: machine.program.taps.indices.map {
        (measured.sum($0, .activationSquare), measured.sum($0, .gradientSquare))
      })
  }

  /// Zeroes the branch where the measurement in front of ⊕ reads it, and its gradient where it would
  /// join the stream's.
  private func sever(_ sublayer: Sublayer, before instruction: Instruction) {
    let hasSkip = wiring[sublayer.index].hasSkip
    switch instruction.operation {
    case .measureBranch(sublayer.index + 1, _, let reaching, _): clear(reaching)
    case .forkAdd(_, _, let dBranchInput, _) where instruction.sublayer == sublayer:
      clear(dBranchInput)
    case .measureGradient(sublayer.index, let gradient) where !hasSkip: clear(gradient)
    default: break
    }
  }

  private func clear(_ slot: Slot) {
    for shard in machine.shards.indices {
      unsafe machine.at(slot, shard).update(repeating: 0, count: machine.count(slot, shard))
    }
  }

  private func report(_ lesion: Lesion, _ whole: Pass, _ cut: Pass) -> LesionReport {
    var change = 0.0
    var norm = 0.0
    for (before, after) in zip(whole.logits, cut.logits) {
      change += (Double(after) - Double(before)) * (Double(after) - Double(before))
      norm += Double(before) * Double(before)
    }
    let count = Double(configuration.batch * configuration.sequence * configuration.width)
    func rms(_ square: Double) -> Double { (square / count).squareRoot() }
    let taps = Tap.all(layers: configuration.layers).enumerated().map { index, tap in
      LesionReport.TapChange(
        tap: tap, activationBefore: rms(whole.squares[index].activation),
        activationAfter: rms(cut.squares[index].activation),
        gradientBefore: rms(whole.squares[index].gradient) * Double(machine.countedTokens),
        gradientAfter: rms(cut.squares[index].gradient) * Double(machine.countedTokens))
    }
    return LesionReport(
      lesion: lesion, lossBefore: whole.loss, lossAfter: cut.loss,
      outputChange: (change / norm).squareRoot(), taps: taps)
  }
}
