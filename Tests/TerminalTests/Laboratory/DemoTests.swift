import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import Interface
@testable import ResidualTUI

/// Every demo, played at full speed: the frames that lie beside its script.
@Suite struct DemoTests {
  #if arch(x86_64)
    @Test(arguments: Demo.all.map(\.name))
    @MainActor func playsToItsFrames(name: String) throws {
      var laboratory = try Self.laboratory(name)
      var frames: [String: String] = [:]
      laboratory.playDemo { scene in
        Self.checkCaption(of: scene)
        for (language, size, text) in Self.pictures(of: scene) {
          frames["\(size).\(language.rawValue).txt", default: ""] += text
        }
      }
      #expect(laboratory.scene.demo?.player.said == laboratory.scene.demo?.player.demo.captionCount)
      for (file, text) in frames { Self.expect(text, "demos/\(name)/frames/\(file)") }
      #expect(try Repository.files(in: "demos/\(name)/frames") == frames.keys.sorted())
    }
  #endif

  @MainActor private static func laboratory(_ name: String) throws -> HeadlessLaboratory {
    let demo = try DemoCommand.demo(name)
    let source = ModelSource(
      demo.configuration, try TrainingMaterial(demo.configuration, weights: nil), weights: nil,
      threads: 1, .baseline)
    var options = LaboratoryOptions(source: source)
    options.demo = demo
    return try HeadlessLaboratory(options, columns: 80, rows: 24, depth: .truecolor)
  }

  /// Every number was measured, and two lines at 80 columns hold it.
  @MainActor private static func checkCaption(of scene: LaboratoryScene) {
    let caption = scene.demo?.player.caption
    for text in [caption?.english, caption?.chinese].map({ $0 ?? "" }) {
      #expect(!text.isEmpty && !text.contains("–"), "\(text)")
      #expect(WrappedText.lines(text, width: 78).count <= 2, "\(text)")
    }
  }

  /// The present frame, at both sizes and in both languages.
  @MainActor private static func pictures(
    of scene: LaboratoryScene
  ) -> [(language: Language, size: String, text: String)] {
    var result: [(Language, String, String)] = []
    for language in Language.allCases {
      for (columns, rows) in [(80, 24), (120, 36)] {
        var shown = scene
        _ = shown.receive(.resize(columns: columns, rows: rows))
        shown.state.look.language = language
        var canvas = Canvas(columns: columns, rows: rows)
        shown.draw(on: &canvas)
        result.append((language, "\(columns)x\(rows)", Transcript.text(canvas)))
      }
    }
    return result
  }

  /// With RECORD_SNAPSHOTS=1 the file is written and the test fails all the same.
  private static func expect(_ found: String, _ path: String) {
    let file = Repository.url(path)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? found.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path)")
      return
    }
    let stored = try? String(contentsOf: file, encoding: .utf8)
    #expect(found == stored, "\(path) changed; RECORD_SNAPSHOTS=1 writes it, then look at it")
  }
}
