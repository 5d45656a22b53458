import Testing

@testable import Engine

/// Verdicts as functions of numbers, and a record that implies its own verdicts.
@Suite struct ClaimRuleTests {
  @Test func allMetHoldsNoneFailsSomeIsOnlyIf() {
    #expect(ClaimVerdict(met: [true, true]) == .holds)
    #expect(ClaimVerdict(met: [false, false]) == .fails)
    #expect(ClaimVerdict(met: [true, false]) == .onlyIf)
    #expect(ClaimVerdict(met: []) == .fails)
  }

  private static let demanding = Finding.demanding(
    .firstSolvedStep, 0...60, in: 10...20, .training("layers=1"))

  @Test func evidenceIsMeanAndDeviation() {
    let evidence = Evidence(finding: Self.demanding, values: [14, 16, 18])
    #expect(evidence.mean == 16 && evidence.deviation == 2)
    #expect(evidence.isMet == true && evidence.isInBand)
    #expect(Evidence(finding: Self.demanding, values: [16]).deviation == 0)
  }

  @Test(arguments: [[14, .infinity, 18], [.nan, 16, 16], []] as [[Double]])
  func whatIsNotANumberMeetsNothing(values: [Double]) {
    #expect(Evidence(finding: Self.demanding, values: values).isMet == false)
  }

  @Test func fewerThanThreeSeedsAreHeldAgainstNoBand() {
    #expect(Evidence(finding: Self.demanding, values: [30, 30]).isInBand)
    #expect(!Evidence(finding: Self.demanding, values: [30, 30, 30]).isInBand)
  }

  @Test func comparisonsDecideNothing() throws {
    var experiment = try #require(Experiment.of("S1"))
    experiment.findings = [Self.demanding, .comparing(.loss, in: 0...1, .training("layers=1"))]
    experiment.recorded = .holds
    let good = experiment.result([[12, 12, 12], [0.5, 0.5, 0.5]])
    #expect(good.verdict == .holds && good.isAsRecorded)
    let strange = experiment.result([[12, 12, 12], [2, 2, 2]])
    #expect(strange.verdict == .holds && !strange.isAsRecorded)
    let other = experiment.result([[99, 99, 99], [0.5, 0.5, 0.5]])
    #expect(other.verdict == .fails && !other.isAsRecorded)
  }

  /// What is watched of a claim is a lab that can be built, and part of what is measured.
  @Test(arguments: Experiment.all) func lanesOfAClaimFitOneLab(experiment: Experiment) throws {
    let set = try experiment.laneSet()
    let first = try #require(set.configurations.first)
    #expect((1...Lab.laneLimit).contains(set.configurations.count) && set.steps ?? 0 > 0)
    #expect(set.configurations.allSatisfy { $0.sharedByLanes == first.sharedByLanes })
    #expect(Set(set.configurations.map(\.line)).count == set.configurations.count)
    let measured = try experiment.figure.arms.map { try $0.configuration().line }
    #expect(set.configurations.allSatisfy { measured.contains($0.line) })
    // What flips it can be started.
    #expect(try experiment.flipped().layers > 0)
  }

  @Test func theMostRunsOfOneSizeAreWatched() throws {
    func lines(_ id: ClaimID) throws -> [String] {
      try #require(Experiment.of(id)).laneSet().configurations.map {
        "\($0.layers) \($0.basePlacement.rawValue) \($0.warmup)"
      }
    }
    #expect(try lines("S9") == ["12 post 0", "12 post 100"])
    #expect(try lines("S7") == ["48 branch 0", "48 sandwich 0"])
    #expect(try lines("T1") == ["48 post 0", "48 pre 0"])
    #expect(try #require(Experiment.of("S1")).laneSet().steps == 150)
    #expect(try #require(Experiment.of("R3")).laneSet().steps == 1)
  }

  @Test func everyClaimHasItsExperiment() throws {
    #expect(Experiment.all.map(\.id) == ClaimID.allCases)
    for experiment in Experiment.all {
      #expect(experiment.findings.contains { $0.demand != nil }, "\(experiment.id)")
      #expect((1...4).contains(experiment.figure.arms.count), "\(experiment.id)")
      for arm in experiment.arms { _ = try arm.configuration() }
    }
  }

  /// Each band lies in its demand or beside it, so that numbers in all bands give one verdict: the
  /// recorded one.
  @Test func theBandsImplyTheRecordedVerdict() {
    for experiment in Experiment.all {
      let met = experiment.findings.compactMap { finding in
        finding.demand.map { demand in
          let isInside =
            demand.contains(finding.band.lowerBound) && demand.contains(finding.band.upperBound)
          #expect(
            isInside || !demand.overlaps(finding.band), "\(experiment.id) \(finding.statistic)")
          return isInside
        }
      }
      #expect(ClaimVerdict(met: met) == experiment.recorded, "\(experiment.id)")
    }
  }
}
