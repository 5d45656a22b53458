/// Runs of an experiment that stand side by side in one lab.
public struct LaneSet: Hashable, Sendable {
  /// One launch per lane; they differ in what lanes may differ in only.
  public var configurations: [Configuration]
  /// How many steps are trained; `nil` where a person ends it.
  public var steps: Int?

  /// Lanes that are trained a given number of steps.
  public init(configurations: [Configuration], steps: Int?) {
    (self.configurations, self.steps) = (configurations, steps)
  }
}

extension Experiment {
  /// What can be watched of it: the runs of its figure that are of one size and task, the most of
  /// them that there are; trained for as many steps as the longest, or for the first one alone.
  ///
  /// Uniform attention is no setting of a lane, so a run with it is left out where others are, and
  /// shown with the attention that it draws where there are no others.
  public func laneSet() throws(ConfigurationError) -> LaneSet {
    let plain = figure.arms.filter { $0.measurement != .uniformStart }
    var sets: [LaneSet] = []
    for arm in plain.isEmpty ? figure.arms : plain {
      let configuration = try arm.configuration()
      let place = sets.firstIndex {
        $0.configurations[0].sharedByLanes == configuration.sharedByLanes
      }
      guard let place else {
        sets.append(LaneSet(configurations: [configuration], steps: arm.watchedSteps))
        continue
      }
      sets[place].configurations.append(configuration)
      sets[place].steps = max(sets[place].steps ?? 0, arm.watchedSteps)
    }
    // Of sets of the same size the first counts.
    let largest = sets.map(\.configurations.count).max() ?? 0
    return sets.first { $0.configurations.count == largest }
      ?? LaneSet(configurations: [], steps: 0)
  }

  /// The opening model under the flags that flip it.
  public func flipped() throws(ConfigurationError) -> Configuration {
    let words = flip.split(separator: " ")
    let pairs = stride(from: 0, to: words.count - 1, by: 2).map { index in
      "\(words[index].drop { $0 == "-" })=\(words[index + 1])"
    }
    return try Configuration(line: pairs.joined(separator: ",")).validated()
  }
}

extension Arm {
  /// Steps that one watches of it.
  fileprivate var watchedSteps: Int {
    if case .training(let steps) = measurement { steps } else { 1 }
  }
}
