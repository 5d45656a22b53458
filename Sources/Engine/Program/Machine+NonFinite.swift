extension Machine {
  /// The slot or tensor in which the present step's first non-finite number was born.
  ///
  /// Executes the step again, instruction by instruction, and looks at what each one wrote; then
  /// runs it whole, so that every slot is as it was. Nothing is updated: the judgement was no.
  func firstNonFinite() -> String {
    begin(batch)
    defer {
      begin(batch)
      run()
    }
    for instruction in program.sharded where !instruction.operation.isMeasurement {
      for shard in shards.indices { execute(instruction.operation, shard: shard) }
      if let name = nonFiniteOutput(of: instruction) { return name }
    }
    for instruction in program.reductions { reduce(instruction.operation) }
    for parameter in program.parameters where !isFinite(parameters[parameter], 0) {
      return parameters[parameter].place("sum of the shards' gradients")
    }
    for parameter in program.parameters where !staysFinite(parameter) {
      return parameters[parameter].place("update")
    }
    return "the update"
  }

  private func nonFiniteOutput(of instruction: Instruction) -> String? {
    for operand in description(of: instruction.operation)?.writes ?? [] {
      for shard in shards.indices {
        switch operand.place {
        case .slot(let slot):
          var sums = [0.0, 0.0]
          unsafe kernels.moments(count(slot, shard), at(slot, shard), &sums)
          if !sums[1].isFinite { return slots[slot].role.place(in: instruction.sublayer) }
        case .gradient(let parameter, shard: _):
          let declaration = parameters[parameter]
          if !isFinite(declaration, shard) { return declaration.place("gradient") }
        // Only the update writes these, and it has been judged.
        case .weights, .firstMoment, .secondMoment: continue
        }
      }
    }
    return nil
  }

  private func isFinite(_ declaration: ParameterDeclaration, _ shard: Int) -> Bool {
    var sums = [0.0, 0.0]
    unsafe kernels.moments(
      declaration.count, arena.gradient(declaration, shard: shard), &sums)
    return sums[1].isFinite
  }
}
