import TestSupport
import Testing

@testable import Engine

/// A walk in a lab: the lane trains on as if nobody had looked.
@Suite struct LaneWalkTests {
  @Test(arguments: [1, 3]) func walkedLanesTrainOnToTheSameBits(every: Int) throws {
    let labs = try (0..<2).map { _ in try LabModels.lab(threads: 2) }
    for lab in labs { try lab.perform(.twin(of: 1)) }
    for round in 0..<9 {
      if round % every == 0 {
        let lane = try #require(labs[0].lanes.last)
        let walk = lane.openWalk()
        #expect(walk.step == lane.step)
        walk.move(to: round % 2 == 0 ? 30 : walk.operations.count)
        walk.close()
      }
      #expect(labs[0].round() == labs[1].round())
    }
    for (first, second) in zip(labs[0].lanes, labs[1].lanes) {
      expectSame(first.parameters, second.parameters)
    }
  }

  /// After a rewind the walk is of the step that comes again, the command before it carried out.
  @Test func aRewoundLaneIsWalkedUnderItsRecordedCommands() throws {
    let lab = try LabModels.lab()
    lab.rounds(5)
    let wiring = try LawModels.wiring("*=none", of: LawModels.small(.pre))
    try lab.perform(.lane(1, .rewire(wiring)))
    lab.rounds(3)
    let bits = lab.lanes[0].parameters
    _ = try lab.arrive(at: 4)
    let walk = lab.lanes[0].openWalk()
    #expect(walk.step == 5 && walk.wiring == wiring)
    #expect(walk.operations.allSatisfy { $0.sublayer == nil || $0.kind != .normalize })
    walk.move(to: 60)
    walk.close()
    lab.rounds(3)
    expectSame(lab.lanes[0].parameters, bits)
  }
}
