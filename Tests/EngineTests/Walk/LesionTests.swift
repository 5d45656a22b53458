import TestSupport
import Testing

@testable import Engine

/// Lesions and nudges: what they measure, and that nothing stays of them.
@Suite struct LesionTests {
  @Test(arguments: Placement.allCases) func aSkipLesionIsTheSkipOff(placement: Placement) throws {
    let configuration = LawModels.small(placement)
    let walk = Walk(try Trainer(configuration))
    walk.move(to: 30)
    let before = walk.seen
    let sublayer = Sublayer(layer: 2, kind: .attention)
    let report = try #require(walk.lesion(Lesion(.skip, of: sublayer)))
    #expect(walk.seen == before)

    var without = configuration
    without.rules = try WiringRule.parse(rules: "2.attention=\(placement.rawValue):0")
    let whole = try Trainer(configuration).step()
    let lesioned = try Trainer(without).step()
    #expect(report.lossBefore == whole.loss && report.lossAfter == lesioned.loss)
    for (tap, facts) in zip(report.taps, zip(whole.taps, lesioned.taps)) {
      #expect(tap.tap == facts.0.tap)
      #expect(tap.activationBefore == facts.0.activationRMS)
      #expect(tap.activationAfter == facts.1.activationRMS)
      #expect(abs(tap.gradientAfter - facts.1.gradientRMS) <= 1e-12 * facts.1.gradientRMS)
    }
    #expect(report.outputChange > 0)
  }

  /// With a branch of zero, none and pre pass the stream on, times α, and its gradient back.
  @Test(arguments: [Placement.none, .pre], [Float(1), 0.5, 0])
  func aBranchLesionLeavesTheSkip(placement: Placement, scale: Float) throws {
    let walk = Walk(try Trainer(WalkModels.model(placement, scale: scale)))
    let sublayer = Sublayer(layer: 1, kind: .feedforward)
    let report = try #require(walk.lesion(Lesion(.branch, of: sublayer)))
    let (input, output) = (report.taps[1], report.taps[2])
    #expect(output.activationAfter == Double(scale) * input.activationAfter)
    #expect(input.gradientAfter == Double(scale) * output.gradientAfter)
    #expect(input.activationAfter == input.activationBefore)
    #expect(report.outputChange > 0 && report.lossAfter != report.lossBefore)
  }

  /// The lesioned gradient against the loss of the lesioned model: the branch is really gone.
  @Test(arguments: Placement.allCases) func lesionsCoverEverySublayer(placement: Placement) throws {
    let walk = Walk(try WalkModels.twins(LawModels.small(placement)).walked)
    for index in 0..<4 {
      for part in Lesion.Part.allCases {
        let report = try #require(walk.lesion(Lesion(part, of: Sublayer(index: index))))
        #expect(report.lossAfter.isFinite && report.lossAfter != report.lossBefore)
        #expect(
          report.taps.prefix(index + 1).allSatisfy { $0.activationBefore == $0.activationAfter })
      }
    }
    #expect(walk.lesion(Lesion(.skip, of: Sublayer(index: 4))) == nil)
    let off = Walk(try Trainer(WalkModels.model(placement, scale: 0)))
    let nothing = try #require(off.lesion(Lesion(.skip, of: Sublayer(index: 1))))
    #expect(nothing.outputChange == 0 && nothing.lossAfter == nothing.lossBefore)
  }

  /// Every operation of the forward part: the loss moves as its gradient says.
  @Test(arguments: Placement.allCases, WalkModels.scales)
  func theGradientPredictsTheLoss(placement: Placement, scale: Float) throws {
    let walk = Walk(try WalkModels.twins(WalkModels.model(placement, scale: scale)).walked)
    walk.move(to: 40)
    let before = walk.seen
    let focus = WalkFocus(sequence: 3, token: 2, feature: 5, column: 1)
    for operation in walk.operations where operation.phase == .forward {
      let report = try #require(walk.nudge(operation.index, at: focus, by: 0.02))
      #expect(abs(report.epsilon - 0.02) < 1e-6)
      // A few Float roundings of the loss, and the cubic term of the central difference.
      let error = abs(report.centralChange - report.predicted)
      #expect(
        error <= 0.03 * abs(report.predicted) + 2e-7,
        "\(operation.kind) \(report.centralChange) \(report.predicted)")
    }
    #expect(walk.index == 40)
    #expect(walk.seen == before)
    let loss = walk.operations.first { $0.kind == .crossEntropy }?.index ?? 0
    #expect(walk.nudge(loss, by: 1) == nil && walk.nudge(-1, by: 1) == nil)
  }
}
