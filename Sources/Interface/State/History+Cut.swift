extension History {
  /// Forgets the steps from `step` on.
  ///
  /// A bin that also holds earlier steps goes with them, as its numbers cannot be parted: at most
  /// `stride` − 1 steps more than asked.
  mutating func cut(before step: Int) {
    guard step < stepCount else { return }
    keepBins(max(step, 0) / stride)
    forgetMarks(from: step)
  }
}
