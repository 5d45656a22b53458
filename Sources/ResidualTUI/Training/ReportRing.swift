import Engine

/// The newest reports, up to the mailbox's capacity, and the memory of those that were read.
///
/// Their numbers tell which were lost because nobody fetched them.
struct ReportRing: Sendable {
  /// A lane's report.
  struct Entry: Sendable {
    var report = StepReport()
    var lane = 1
    var isRepeated = false
  }

  private var slots: [Entry] = []
  private var oldest = 0
  private(set) var count = 0

  /// Report `index` in the order of the steps.
  subscript(index: Int) -> Entry { slots[(oldest + index) % slots.count] }

  /// Takes a report in exchange for one that was read, or for the oldest when there is no room.
  mutating func exchange(_ report: inout StepReport, lane: Int, isRepeated: Bool) {
    let index = (oldest + count) % Mailbox.capacity
    if index == slots.count { slots.append(Entry()) }
    swap(&slots[index].report, &report)
    (slots[index].lane, slots[index].isRepeated) = (lane, isRepeated)
    if count < Mailbox.capacity { count += 1 } else { oldest = (oldest + 1) % count }
  }

  /// Forgets the reports and keeps their memory.
  mutating func clear() { (oldest, count) = (0, 0) }
}
