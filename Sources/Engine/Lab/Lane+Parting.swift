extension Lane {
  /// The first step of the present segments that two lanes trained from other initial weights, or under
  /// another wiring, rate, weight decay or clipping; `nil` if there was none.
  ///
  /// Up to that step their weights are the same, as weights follow from nothing else; a limit on
  /// gradients that are smaller anyway may keep them the same for longer.
  ///
  /// - Complexity: O(commands · layers); the rates of a warm-up are compared step by step where they
  ///   agree by chance.
  func firstDifference(from other: Lane) -> Int? {
    let courses = [course, other.course]
    let end = min(step, other.step)
    if end > 0, !launch.startsLike(other.launch) { return 0 }
    let turns = Set(courses.flatMap { $0.map(\.step) }).filter { $0 < end }.sorted()
    for (index, turn) in turns.enumerated() {
      let next = index + 1 < turns.count ? turns[index + 1] : end
      let settings = courses.map { course in
        course.last { $0.step <= turn }?.configuration ?? launch
      }
      if settings[0].wiring != settings[1].wiring { return turn }
      if settings[0].decay != settings[1].decay || settings[0].clip != settings[1].clip {
        return turn
      }
      let ramp = min(next, max(settings[0].warmup, settings[1].warmup, turn + 1))
      let differing = (turn..<ramp).first {
        settings[0].learningRate(at: $0) != settings[1].learningRate(at: $0)
      }
      if let differing { return differing }
    }
    return nil
  }

  /// What the present segment was trained with, from which step on; the last of a step counts.
  private var course: [(step: Int, configuration: Configuration)] {
    let start = history.start
    var configuration = start.state.configuration
    var course = [(step: 0, configuration: configuration)]
    for entry in journal.past.dropFirst(start.moment.commands) {
      configuration = configuration.after(entry.command)
      course.append((entry.time - start.moment.time, configuration))
    }
    return course
  }

  /// Whether reaching `step` updates, with nothing asked since, takes this lane anywhere.
  ///
  /// A lane that rests before that step cannot get there.
  func moves(toReach step: Int) -> Bool {
    if isResting && self.step <= step { return false }
    return moment != moment(atStep: step)
  }

  /// Whether it is on its way to another step, so that the way can be cancelled.
  var isTraveling: Bool {
    if case .none = origin { false } else { true }
  }

  /// Bytes kept for coming back.
  var originByteCount: Int {
    if case .place(let place) = origin { place.snapshot.state.byteCount } else { 0 }
  }
}
