import Foundation
import TestSupport
import Testing

@testable import Engine

/// Statistics by layer at initialization against PyTorch's: bands.json.
///
/// Compared is the mean of three of our seeds with PyTorch's mean over eight, for every field and
/// tap: it must lie within 4 standard deviations, where the deviation is that of a single seed in
/// PyTorch. The mean of three against the mean of eight has √(1/3 + 1/8) = 0.68 of it, so the band
/// is about 5.9 deviations of what is compared, as far as eight seeds tell one: wide enough for
/// 3,740 comparisons, and blind to faults smaller than that.
@Suite struct ScienceBandTests {
  struct Band: Decodable {
    var mean: [Double?]
    var sd: [Double?]
  }

  struct Entry: Decodable {
    var norm: String
    var residual: String
    var layers: Int
    var log10_activation_rms: Band
    var log10_activation_max: Band
    var log10_gradient_rms: Band
    var token_similarity: Band
    var token_diversity: Band
    var input_similarity: Band
    var loss: Band
  }

  private struct File: Decodable {
    var setting: String
    var entries: [Entry]
  }

  private static func load() throws -> File {
    let bytes = try Repository.bytes("Tests/EngineTests/Parity/bands.json")
    return try JSONDecoder().decode(File.self, from: Data(bytes))
  }

  private static func reports(_ setting: String, _ entry: Entry) throws -> [StepReport] {
    try (1...3).map { seed in
      let line =
        "layers=\(entry.layers),norm=\(entry.norm),residual=\(entry.residual),\(setting),seed=\(seed)"
      return try Trainer(Configuration(line: line), threads: 2).step()
    }
  }

  @Test func theRecordCoversEveryPlacement() throws {
    let entries = try Self.load().entries
    #expect(entries.count == 20)
    #expect(Set(entries.map(\.norm)) == Set(Placement.allCases.map(\.rawValue)))
  }

  @Test(arguments: 0..<20)
  func initializationLiesInPyTorchsBands(index: Int) throws {
    let file = try Self.load()
    let entry = file.entries[index]
    let reports = try Self.reports(file.setting, entry)
    // The record ends before the final norm.
    let taps = reports.map { Array($0.taps.dropLast()) }
    func values(_ read: (TapReport) -> Double?) -> [[Double?]] { taps.map { $0.map(read) } }
    let name = "\(entry.norm) \(entry.residual) \(entry.layers)"
    // Rounding alone moves this gradient by half a decade and more: the record's from one processor
    // to another, ours from one instruction set to another.
    let isIllConditioned = entry.norm == "none" && entry.residual == "on" && entry.layers == 24
    check(entry.log10_activation_rms, values { Logarithm.base10($0.activationRMS) }, name + " rms")
    check(entry.log10_activation_max, values { Logarithm.base10($0.activationMax) }, name + " max")
    check(
      entry.log10_gradient_rms, values { Logarithm.base10($0.gradientRMS) }, name + " gradient",
      least: !isIllConditioned ? 0 : InstructionSet.tested == .baseline ? 1 : 1.5)
    check(entry.token_similarity, values(\.tokenSimilarity), name + " token similarity")
    check(entry.token_diversity, values(\.tokenDiversity), name + " token diversity")
    check(entry.input_similarity, values(\.inputSimilarity), name + " input similarity")
    check(entry.loss, reports.map { [$0.loss] }, name + " loss")
  }

  /// The record's rounding: logarithms to 4 decimals, others to 4 digits.
  private static let rounding = 1e-4

  private func check(
    _ band: Band, _ runs: [[Double?]], _ name: String, least: Double = 0
  ) {
    for (tap, (mean, sd)) in zip(band.mean, band.sd).enumerated() {
      let values = runs.map { $0[tap] }
      guard let mean, let sd else {
        #expect(
          !values.allSatisfy { $0?.isFinite ?? false }, "\(name), tap \(tap): not finite there")
        continue
      }
      let measured = values.compactMap(\.self).reduce(0, +) / Double(values.count)
      // A residual this small is Float's rounding, of which only the size is comparable.
      if mean < 1e-6 && name.hasSuffix("residual") {
        #expect(measured < 2e-6, "\(name), tap \(tap)")
        continue
      }
      let half = max(4 * sd, least, 4 * Self.rounding * max(1, mean.magnitude))
      #expect(
        (measured - mean).magnitude <= half,
        "\(name), tap \(tap): \(measured), expected \(mean) ± \(half)")
    }
  }
}
