extension Walk {
  /// A tensor of the present operation: the rows of one sequence, or a whole parameter.
  ///
  /// A gradient of a parameter is that of the sequence's shard until the shards are summed.
  public func values(of tensor: WalkTensor, sequence: Int = 0) -> [Float] {
    let place = located(tensor.place, sequence)
    guard case .slot(let slot) = tensor.place else {
      if tensor.isOverwritten { return overwritten[tensor.place]?.first ?? [] }
      return shards(of: place).first.map { unsafe Array(read($0)) } ?? []
    }
    let shard = shard(of: sequence)
    let count = machine.slots[slot].rowsPerSequence * machine.slots[slot].columns
    let first = (sequence - machine.shards[shard].first) * count
    if tensor.isOverwritten {
      return overwritten[place].map { Array($0[shard][first..<first + count]) } ?? []
    }
    return unsafe Array(machine.values(slot, shard)[first..<first + count])
  }

  /// All numbers of a slot in the shard of a sequence.
  func shardValues(of tensor: WalkTensor, sequence: Int) -> [Float] {
    guard case .slot(let slot) = tensor.place else { return values(of: tensor) }
    return unsafe Array(machine.values(slot, shard(of: sequence)))
  }

  /// Σ x² over the whole batch, or over a parameter, and how many numbers there are.
  func squares(of tensor: WalkTensor, sequence: Int) -> (sum: Double, count: Int) {
    var sums = [0.0, 0.0]
    var count = 0
    func add(_ values: UnsafeBufferPointer<Float>) {
      guard let base = values.baseAddress else { return }
      unsafe machine.kernels.moments(values.count, base, &sums)
      count += values.count
    }
    if tensor.isOverwritten {
      for values in overwritten[tensor.place] ?? [] { unsafe values.withUnsafeBufferPointer(add) }
    } else {
      for place in shards(of: located(tensor.place, sequence)) { unsafe add(read(place)) }
    }
    return (sums[0], count)
  }

  /// The shard that holds a sequence of the batch.
  func shard(of sequence: Int) -> Int {
    machine.shards.lastIndex { $0.first <= sequence } ?? 0
  }

  /// A place in one shard.
  struct ShardPlace {
    var place: Operand.Place
    var shard: Int
  }

  func shards(of place: Operand.Place) -> [ShardPlace] {
    guard case .slot = place else { return [ShardPlace(place: place, shard: 0)] }
    return machine.shards.indices.map { ShardPlace(place: place, shard: $0) }
  }

  /// The place with its shard, where that depends on the sequence looked at.
  private func located(_ place: Operand.Place, _ sequence: Int) -> Operand.Place {
    guard case .gradient(let parameter, shard: nil) = place else { return place }
    return .gradient(parameter, shard: shard(of: sequence))
  }

  func read(_ place: ShardPlace) -> UnsafeBufferPointer<Float> {
    func whole(
      _ parameter: Parameter, _ at: (ParameterDeclaration) -> UnsafeMutablePointer<Float>
    ) -> UnsafeBufferPointer<Float> {
      let declaration = machine.parameters[parameter]
      return unsafe UnsafeBufferPointer(start: at(declaration), count: declaration.count)
    }
    switch place.place {
    case .slot(let slot): return unsafe machine.values(slot, place.shard)
    case .weights(let parameter): return unsafe whole(parameter, machine.arena.weights)
    case .firstMoment(let parameter): return unsafe whole(parameter, machine.arena.firstMoment)
    case .secondMoment(let parameter): return unsafe whole(parameter, machine.arena.secondMoment)
    case .gradient(let parameter, let shard):
      return unsafe whole(parameter) { unsafe machine.arena.gradient($0, shard: shard ?? 0) }
    }
  }
}
