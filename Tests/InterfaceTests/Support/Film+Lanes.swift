import Engine

@testable import Interface

extension Film {
  /// Runs side by side, one lane each, in lock-step; the last lane is the selected one.
  init(
    lanes runs: [CannedRun], steps: Int = 61, size: (Int, Int) = (80, 24), look: Look = Look()
  ) {
    self.init(runs[0].configuration, size: size, look: look)
    for (index, run) in runs.enumerated().dropFirst() {
      feed(.opened(OpenedLane(id: index + 1, .twin(of: 1))))
      var lane = LaneState(id: index + 1, run.configuration)
      (lane.parameterCount, lane.guessing, lane.chance) = (602_384, CannedRun.guessing, 0.0625)
      state.lanes[index] = lane
    }
    run(lanes: runs, 0..<steps)
  }

  /// Feeds the reports of some steps to the lanes in their order.
  mutating func run(lanes runs: [CannedRun], _ steps: Range<Int>) {
    for step in steps {
      feed(.clock(milliseconds: state.milliseconds + 50))
      for (index, run) in runs.enumerated() { feed(.report(run.report(step), lane: index + 1)) }
    }
    wait(3000)
  }
}

extension CannedRun {
  /// A run of the opening model with another placement or depth.
  init(_ placement: Placement, _ course: Course, layers: Int = 12) {
    var configuration = Configuration()
    (configuration.norm, configuration.layers) = (placement, layers)
    self.init(configuration: configuration, course: course)
  }
}
