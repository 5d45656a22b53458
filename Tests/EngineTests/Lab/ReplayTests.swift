import TestSupport
import Testing

@testable import Engine

/// A saved run that is played in a lab: it goes on from there as if it had never been away.
@Suite struct ReplayTests {
  private func lab(_ file: RunFile) throws -> Lab {
    try Lab(playing: file, threads: 1, instructionSet: .tested)
  }

  @Test func itGoesOnWithTheSameBits() throws {
    let original = try RunFileTests.original()
    let copy = try lab(original.runFile)
    copy.playOut()
    for lab in [original, copy] {
      lab.rounds(3)
      try lab.perform(.lane(3, .learningRate(0.02)))
      lab.rounds(3)
    }
    #expect(copy.lanes.map(\.checksum) == original.lanes.map(\.checksum))
    #expect(copy.runFile.text == original.runFile.text)
    #expect(copy.lanes.map(\.parting) == original.lanes.map(\.parting))
  }

  @Test func itCanBeRewound() throws {
    let original = try RunFileTests.original()
    let copy = try lab(original.runFile)
    copy.playOut()
    for lab in [original, copy] { _ = try lab.arrive(at: 2) }
    #expect(copy.lanes.map(\.checksum) == original.lanes.map(\.checksum))
  }

  @Test func lanesArriveTogether() throws {
    let file = try RunFileTests.run()
    let copy = try lab(file)
    var report = StepReport()
    var last: [Int: Int] = [:]
    var units = 0
    while copy.isReplaying {
      let unit = copy.advance(into: &report)
      last[unit.lane] = units
      units += 1
      #expect(!unit.isRepeated)
      #expect(copy.isReplaying == (unit.progress != nil && !copy.isLevel))
    }
    #expect(units == file.lanes.reduce(0) { $0 + $1.steps })
    #expect(last.values.allSatisfy { $0 >= units - file.lanes.count })
    #expect(copy.progress == nil && copy.isLevel)
  }

  @Test func commandsWaitUntilItHasArrived() throws {
    let copy = try lab(try RunFileTests.run())
    var report = StepReport()
    _ = copy.advance(into: &report)
    #expect(!copy.accepts(.twin(of: 1)) && copy.accepts(.rewind(toStep: 0)))
    #expect(throws: LabError.rewinding) { try copy.perform(.lane(1, .reset)) }
    copy.playOut()
    #expect(copy.accepts(.fork(of: 1)))
  }

  @Test func itCanBeStopped() throws {
    let copy = try lab(try RunFileTests.run())
    var report = StepReport()
    for _ in 0..<20 { _ = copy.advance(into: &report) }
    let before = copy.lanes.map(\.time)
    copy.cancel()
    #expect(copy.lanes.map(\.time) == before)
    #expect(!copy.isReplaying && copy.replay?.isSame == false)
    copy.round()
    #expect(copy.isLevel && copy.progress == nil)
  }

  @Test func aRewindEndsIt() throws {
    let copy = try lab(try RunFileTests.run())
    var report = StepReport()
    for _ in 0..<20 { _ = copy.advance(into: &report) }
    _ = try copy.arrive(at: 1)
    #expect(copy.isLevel && copy.lanes.allSatisfy { $0.step == 2 })
  }

  @Test func aRunWithoutStepsIsThereAtOnce() throws {
    let file = try LabModels.lab().runFile
    let copy = try lab(file)
    #expect(copy.isLevel && copy.progress == nil && copy.replay?.isSame == true)
  }
}

extension Lab {
  /// Advances until the saved run is at its end and all lanes are level.
  func playOut() {
    var report = StepReport()
    while isReplaying || progress != nil { _ = advance(into: &report) }
  }
}
