extension SyntheticTask {
  /// Overwrites tokens and targets, sequence by sequence, from `random`.
  func fill(_ batch: inout Batch, vocabulary: Int, random: inout RandomStream) {
    let length = batch.sequenceLength
    for start in stride(from: 0, to: batch.tokens.count, by: length) {
      let sequence = start..<start + length
      if self == .brackets {
        Brackets.draw(&batch, sequence, random: &random)
      } else {
        for index in sequence { batch.tokens[index] = Int32(random.below(vocabulary)) }
        answer(&batch, sequence, vocabulary: vocabulary)
      }
    }
  }

  /// Writes the targets that belong to the tokens of one sequence.
  func answer(_ batch: inout Batch, _ sequence: Range<Int>, vocabulary: Int) {
    switch self {
    case .copy: for index in sequence { batch.targets[index] = batch.tokens[index] }
    case .reverse:
      let mirror = sequence.lowerBound + sequence.upperBound - 1
      for index in sequence { batch.targets[index] = batch.tokens[mirror - index] }
    case .sort:
      for index in sequence { batch.targets[index] = batch.tokens[index] }
      HeapSort.sort(&batch.targets, sequence)
    case .modsum:
      var sum: Int32 = 0
      for index in sequence {
        sum = (sum + batch.tokens[index]) % Int32(vocabulary)
        batch.targets[index] = sum
      }
    case .brackets: Brackets.answer(&batch, sequence)
    }
  }

  /// Loss and accuracy of the best constant guess, from the targets' marginal over all positions.
  ///
  /// ln V and 1/V for the tasks whose targets are uniform over V; sort's are too, taken over all
  /// positions. For brackets it is counted in 2¹⁸ tokens of a fixed stream.
  func guessing(vocabulary: Int, sequenceLength: Int) -> (loss: Double, accuracy: Double) {
    guard self == .brackets else {
      return (Entropy.naturalLogarithm(Double(vocabulary)), 1 / Double(vocabulary))
    }
    let classes = TaskChoice.synthetic(self).classCount(vocabulary: vocabulary)
    var counts = Array(repeating: 0, count: classes)
    var batch = Batch(
      sequences: (1 << 18) / sequenceLength + 1, sequenceLength: sequenceLength)
    var random = RandomStream(seed: 0, name: "brackets.guessing")
    fill(&batch, vocabulary: vocabulary, random: &random)
    for target in batch.targets { counts[Int(target)] += 1 }
    return (Entropy.nats(of: counts), Entropy.largestShare(of: counts))
  }
}

/// Sorts a part of an array in place, without allocating.
enum HeapSort {
  /// Ascending; O(n·log n) whatever the input.
  static func sort(_ values: inout [Int32], _ range: Range<Int>) {
    for root in stride(from: range.count / 2 - 1, through: 0, by: -1) {
      sift(&values, range.lowerBound, root, count: range.count)
    }
    for count in stride(from: range.count - 1, through: 1, by: -1) {
      values.swapAt(range.lowerBound, range.lowerBound + count)
      sift(&values, range.lowerBound, 0, count: count)
    }
  }

  /// Lets the value at `root` sink until no child of it is larger.
  private static func sift(_ values: inout [Int32], _ base: Int, _ root: Int, count: Int) {
    var root = root
    while 2 * root + 1 < count {
      var child = 2 * root + 1
      if child + 1 < count, values[base + child] < values[base + child + 1] { child += 1 }
      guard values[base + root] < values[base + child] else { return }
      values.swapAt(base + root, base + child)
      root = child
    }
  }
}
