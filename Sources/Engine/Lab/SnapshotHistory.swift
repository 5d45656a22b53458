/// The state of a lane at one moment.
struct Snapshot: Sendable {
  var moment: Moment
  var state: TrainerState
}

/// The snapshots of a lane in its present segment, never more than it has room for.
///
/// The start is always there and needs no memory: its weights are the initial ones.
struct SnapshotHistory {
  /// The start of the segment.
  private(set) var start: Snapshot
  /// In the order of their moments, all later than the start.
  private(set) var snapshots: [Snapshot] = []
  /// How many there is room for, the start not counted.
  private(set) var capacity: Int

  init(start: Snapshot, capacity: Int) {
    self.start = start
    self.capacity = capacity
  }

  /// Bytes of weights and moments.
  var byteCount: Int { snapshots.reduce(0) { $0 + $1.state.byteCount } }

  /// The latest snapshot at `time` or before; the start if there is no other.
  func latest(upTo time: Int) -> Snapshot {
    snapshots.last { $0.moment.time <= time } ?? start
  }

  /// Makes room for more or fewer; `present` as in `SnapshotSpacing`.
  mutating func resize(to capacity: Int, present: Int) {
    self.capacity = max(capacity, 0)
    while snapshots.count > self.capacity { _ = removeLeastUseful(present: present) }
  }

  /// Forgets what is later than a moment.
  mutating func removeAll(after moment: Moment) {
    snapshots.removeAll { $0.moment > moment }
  }

  /// Takes a snapshot if it is worth more than another one, in whose memory it is then written.
  mutating func offer(
    _ moment: Moment, present: Int, save: (inout TrainerState) -> Void
  ) {
    guard capacity > 0, let place = place(for: moment) else { return }
    snapshots.insert(Snapshot(moment: moment, state: start.state), at: place)
    guard snapshots.count > capacity else { return save(&snapshots[place].state) }
    var state = removeLeastUseful(present: present).state
    guard let place = snapshots.firstIndex(where: { $0.moment == moment }) else { return }
    save(&state)
    snapshots[place].state = state
  }

  /// Keeps a snapshot that was taken elsewhere, if it is worth more than another one.
  mutating func keep(_ snapshot: Snapshot, present: Int) {
    guard capacity > 0, let place = place(for: snapshot.moment) else { return }
    snapshots.insert(snapshot, at: place)
    if snapshots.count > capacity { _ = removeLeastUseful(present: present) }
  }

  /// Where a snapshot of a moment belongs; `nil` where there is one already.
  private func place(for moment: Moment) -> Int? {
    guard moment > start.moment else { return nil }
    let place = snapshots.firstIndex { $0.moment >= moment } ?? snapshots.count
    return place < snapshots.count && snapshots[place].moment == moment ? nil : place
  }

  private mutating func removeLeastUseful(present: Int) -> Snapshot {
    let index = SnapshotSpacing.leastUseful(
      of: snapshots.lazy.map(\.moment.time), start: start.moment.time, present: present)
    return snapshots.remove(at: index)
  }
}
