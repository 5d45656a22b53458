extension Walk {
  /// Splits the gradient at every tap of the stream by path length.
  ///
  /// Backward over the N sublayers, all of the gradient behind final norm and head starts in class 0.
  /// A norm on the trunk acts on every class; then G′_k = α·G_k + Jᵀ·G_(k−1), J the branch with its
  /// norms and gate, from ⊕ to the stream. The ordinary gradient goes along with the classes. All
  /// kernels are those of the step but that of the softmax, p·(dp − Σ p·dp): where attention is
  /// saturated it is a difference of nearly equal numbers, and is taken in Double, so that classes
  /// and gradient lose nothing there (in `none` the step's own gradient loses 2e-5 of its size).
  ///
  /// - Parameters:
  ///   - scope: Which sequences; sequences do not mix, so their gradients are those of the step.
  ///   - progress: Told after each pass how many of how many are done; answers whether to go on.
  /// - Returns: One split per tap of the stream, the last stream first, embedding last; `nil` when
  ///   `progress` returned false. The walk stays where it was.
  /// - Complexity: N(N + 1)/2 + N passes through a branch per shard, for N = 24 as much work as 7
  ///   steps of these sequences; N + 2 gradients of the stream in memory.
  public func splitByPathLength(
    _ scope: SplitScope = .shard(ofSequence: 0),
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) -> [PathSplit]? {
    let shards: [Int] =
      switch scope {
      case .shard(let sequence): [shard(of: sequence)]
      case .batch: Array(machine.shards.indices)
      }
    return aside {
      PathSplitter(self, shards: shards).splits(progress)
    }
  }
}

/// Carries classes of gradients backward through the branches of a step that has been run forward.
private struct PathSplitter {
  private let walk: Walk
  private let machine: Machine
  private let shards: [Int]

  /// A gradient of the stream, of all shards one after the other, by class; the ordinary one last.
  private typealias Classes = (paths: [[Float]?], whole: [Float])

  init(_ walk: Walk, shards: [Int]) {
    self.walk = walk
    machine = walk.machine
    self.shards = shards
  }

  func splits(_ progress: (_ done: Int, _ total: Int) -> Bool) -> [PathSplit]? {
    let program = machine.program.sharded
    let backward = program.firstIndex { $0.phase == .backward } ?? program.count
    machine.run(to: backward)
    let head = program[backward...].prefix { $0.sublayer == nil }
    for instruction in head where machine.carriesGradient(instruction.operation) {
      for shard in shards { machine.execute(instruction.operation, shard: shard) }
    }
    let count = walk.configuration.sublayerCount
    let top = read(machine.slots.sublayers[count - 1].gradient)
    var classes: Classes = ([top], top)
    var result = [split(classes, above: count)]
    let total = count * (count + 1) / 2 + count
    var done = 0
    func goesOn() -> Bool {
      done += 1
      return progress(done, total)
    }
    for index in (0..<count).reversed() {
      let operations = program[backward...].filter { $0.sublayer == Sublayer(index: index) }
      let sublayer = SublayerPass(operations.map(\.operation), machine, index)
      guard let next = pass(classes, sublayer, goesOn) else { return nil }
      classes = next
      result.append(split(classes, above: index))
    }
    return result
  }

  /// All classes from the stream that leaves a sublayer to the one that enters it.
  private func pass(
    _ classes: Classes, _ sublayer: SublayerPass, _ goesOn: () -> Bool
  ) -> Classes? {
    var paths: [[Float]?] = []
    var fromBranch: [Float]?
    for gradient in classes.paths {
      let parts = gradient.map { pass($0, sublayer) }
      paths.append(joined(parts?.skip, fromBranch, sublayer))
      fromBranch = parts?.branch
      guard goesOn() else { return nil }
    }
    paths.append(fromBranch)
    let parts = pass(classes.whole, sublayer)
    guard goesOn() else { return nil }
    return (paths, joined(parts.skip, parts.branch, sublayer) ?? parts.branch)
  }

  /// One gradient down to ⊕, where the skip takes it, and through the branch.
  private func pass(
    _ gradient: [Float], _ sublayer: SublayerPass
  ) -> (skip: [Float]?, branch: [Float]) {
    write(gradient, to: sublayer.output)
    for operation in sublayer.operations {
      for shard in shards { execute(operation, shard) }
    }
    let skip = sublayer.skipScale == nil ? nil : read(sublayer.sum)
    return (skip, read(sublayer.branchInput))
  }

  private func execute(_ operation: Operation, _ shard: Int) {
    guard case .softmaxGradient(let probabilities, let gradient) = operation else {
      machine.execute(operation, shard: shard)
      return
    }
    let p = unsafe machine.values(probabilities, shard)
    let dp = unsafe machine.at(gradient, shard)
    let columns = machine.slots[probabilities].columns
    let scale = 1 / Double(walk.configuration.headWidth).squareRoot()
    for start in stride(from: 0, to: p.count, by: columns) {
      var mean = 0.0
      for index in start..<start + columns { unsafe mean += Double(p[index]) * Double(dp[index]) }
      for index in start..<start + columns {
        unsafe dp[index] = Float(scale * Double(p[index]) * (Double(dp[index]) - mean))
      }
    }
  }

  /// α·skip + branch, by the kernel of the fork.
  private func joined(
    _ skip: [Float]?, _ branch: [Float]?, _ sublayer: SublayerPass
  ) -> [Float]? {
    guard let skip, let scale = sublayer.skipScale else { return branch }
    var sum = branch ?? Array(repeating: 0, count: skip.count)
    unsafe sum.withUnsafeMutableBufferPointer { sum in
      unsafe skip.withUnsafeBufferPointer { skip in
        guard let skip = skip.baseAddress, let base = sum.baseAddress else { return }
        unsafe machine.kernels.scaledAdd(sum.count, scale, skip, base, base)
      }
    }
    return sum
  }

  private func read(_ slot: Slot) -> [Float] {
    shards.flatMap { shard in unsafe Array(machine.values(slot, shard)) }
  }

  private func write(_ values: [Float], to slot: Slot) {
    var next = 0
    for shard in shards {
      let start = unsafe machine.at(slot, shard)
      for index in 0..<machine.count(slot, shard) {
        unsafe start[index] = values[next]
        next += 1
      }
    }
  }

  /// The split at the tap that enters sublayer `index`; above the last one, at the last stream.
  private func split(_ classes: Classes, above index: Int) -> PathSplit {
    let tap: Tap = index == 0 ? .embedding : .sublayer(Sublayer(index: index - 1))
    var split = PathSplit(tap: tap, classes: classes.paths, gradient: classes.whole)
    let wiring = walk.wiring[index...]
    let isUniform = wiring.allSatisfy {
      $0 == wiring.first && $0.hasSkip && $0.placement != .none
    }
    if isUniform, !walk.configuration.hasGates { split.addBinomial() }
    return split
  }
}

/// The backward operations of one sublayer that carry the stream's gradient, except the fork.
private struct SublayerPass {
  var operations: [Operation] = []
  /// Where the gradient at the output has to lie.
  var output: Slot
  /// Where the gradient at ⊕ lies once they are done.
  var sum: Slot
  /// Where the gradient through the branch lies once they are done.
  var branchInput: Slot
  /// α; `nil` where the skip is off.
  var skipScale: Float?

  init(_ all: [Operation], _ machine: Machine, _ index: Int) {
    let slots = machine.slots
    output = slots.sublayers[index].gradient
    sum = output
    branchInput = index > 0 ? slots.sublayers[index - 1].gradient : slots.embeddingGradient
    for operation in all {
      if case .forkAdd(let scale, let dSum, let dBranchInput, _) = operation {
        skipScale = scale
        sum = dSum
        branchInput = dBranchInput
      } else if machine.carriesGradient(operation) {
        operations.append(operation)
      }
    }
  }
}

extension Machine {
  /// Whether a backward operation carries the stream's gradient on: it writes a slot.
  fileprivate func carriesGradient(_ operation: Operation) -> Bool {
    description(of: operation)?.writes.contains { $0.place.parameter == nil } ?? false
  }
}
