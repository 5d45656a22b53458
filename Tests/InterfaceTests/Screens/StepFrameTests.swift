import Testing

@testable import Engine
@testable import Interface

/// Whole frames of the step-through screen.
@Suite struct StepFrameTests {
  private static func configuration(_ placement: Placement) -> Configuration {
    var configuration = Configuration()
    (configuration.norm, configuration.layers) = (placement, 6)
    return configuration
  }

  private static func stage(
    _ placement: Placement = .pre, _ size: (Int, Int) = (80, 24), look: Look = Look()
  ) throws -> WalkStage {
    var stage = try WalkStage(configuration(placement), size: size, look: look)
    stage.press("s")
    return stage
  }

  @Test(arguments: Language.allCases) func additionForward(_ language: Language) throws {
    var stage = try Self.stage(look: Look(language: language))
    stage.press("l l L")
    stage.go(to: .residualAdd, layer: 2)
    expectSnapshot(stage.film.frame, "step-add-\(language.rawValue)-80x24")
  }

  @Test(arguments: Language.allCases) func fork(_ language: Language) throws {
    var stage = try Self.stage(look: Look(language: language))
    stage.go(to: .forkAdd, layer: 2)
    expectSnapshot(stage.film.frame, "step-fork-\(language.rawValue)-80x24")
  }

  @Test func normBackward() throws {
    var stage = try Self.stage(.post)
    stage.go(to: .normalizeGradient, layer: 3)
    expectSnapshot(stage.film.frame, "step-norm-80x24")
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)]) func pathLengths(_ size: (Int, Int)) throws {
    var stage = try Self.stage(.pre, size)
    stage.go(to: .embedGradient)
    stage.press("p")
    stage.rest()
    expectSnapshot(stage.film.frame, "step-paths-\(size.0)x\(size.1)")
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60), (60, 30), (40, 12)])
  func product(_ size: (Int, Int)) throws {
    var stage = try Self.stage(.post, size)
    stage.go(to: .embedGradient)
    stage.press("f m")
    stage.rest()
    expectSnapshot(stage.film.frame, "step-product-\(size.0)x\(size.1)")
  }

  @Test func lesionAndNudge() throws {
    var stage = try Self.stage()
    stage.go(to: .residualAdd, layer: 3)
    stage.press("x")
    stage.rest()
    expectSnapshot(stage.film.frame, "step-lesion-80x24")
    stage.press("e")
    stage.rest()
    expectSnapshot(stage.film.frame, "step-nudge-80x24")
  }

  @Test func asciiOnly() throws {
    var stage = try Self.stage(look: Look(glyphs: .ascii, isUTF8: false, depth: .mono))
    stage.go(to: .forkAdd, layer: 2)
    expectSnapshot(stage.film.frame, "step-ascii-80x24")
    #expect(stage.film.frame.cells.allSatisfy { (0x20..<0x7f).contains($0.scalar.value) })
  }

  @Test func theQuestionHowToLeave() throws {
    var stage = try Self.stage()
    stage.press("s")
    expectSnapshot(stage.film.frame, "step-leave-80x24")
  }
}
