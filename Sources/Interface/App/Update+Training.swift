import Engine

extension AppState {
  private static let paces: [Int?] = [1, 2, 5, 10, 20, 50, 100, 200, nil]
  private static let learningRates: [Float] = [
    1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1,
    0.2, 0.5, 1, 2, 5, 10,
  ]
  private static let standardWarmup = 100

  mutating func performTraining(_ action: Action) -> Outcome {
    switch action {
    case .toggleRunning: toggleRunning()
    case .trainOneStep: Outcome(NoteWords.oneStep, [.trainOneStep])
    case .reset: reset()
    case .toggleWarmup: toggleWarmup()
    case .lowerLearningRate:
      changeLearningRate { rate in Self.learningRates.last { $0 < rate * 0.999 } }
    case .raiseLearningRate:
      changeLearningRate { rate in Self.learningRates.first { $0 > rate * 1.001 } }
    case .slower: changePace(by: -1)
    default: changePace(by: 1)
    }
  }

  private mutating func toggleRunning() -> Outcome {
    rate.restart()
    if mode == .running {
      mode = .paused
      return Outcome(NoteWords.paused, [.pause])
    }
    mode = .running
    return Outcome(NoteWords.running, [.run])
  }

  private mutating func reset() -> Outcome {
    startAgain(segment: segment + 1)
    guard mode == .diverged else {
      return Outcome(NoteWords.reset(isRunning: isRunning), [.trainer(.reset)])
    }
    mode = .running
    return Outcome(NoteWords.reset(isRunning: true), [.trainer(.reset), .run])
  }

  private mutating func toggleWarmup() -> Outcome {
    let wanted = launch.warmup > 0 ? launch.warmup : Self.standardWarmup
    warmup = warmup == 0 ? wanted : 0
    return Outcome(NoteWords.warmup(warmup), [.trainer(.warmup(warmup))])
  }

  private mutating func changeLearningRate(_ next: (Float) -> Float?) -> Outcome {
    guard let value = next(learningRate) else { return Outcome(NoteWords.learningRateEnd) }
    learningRate = value
    return Outcome(NoteWords.learningRate(value), [.trainer(.learningRate(value))])
  }

  private mutating func changePace(by offset: Int) -> Outcome {
    let index = Self.paces.firstIndex(of: pace.stepsPerSecond) ?? 4
    guard Self.paces.indices.contains(index + offset) else {
      return Outcome(offset > 0 ? NoteWords.paceIsUnlimited : NoteWords.paceIsSlowest)
    }
    pace = Pace(stepsPerSecond: Self.paces[index + offset])
    return Outcome(NoteWords.pace(pace), [.pace(pace)])
  }
}
