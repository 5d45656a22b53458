import Testing

@testable import Engine

@Suite struct TextCorpusTests {
  static func corpus(
    _ text: String, vocabulary: Int = 256, sequence: Int = 4, alphabet: [Unicode.Scalar]? = nil
  ) throws -> TextCorpus {
    let bytes = Array(text.utf8)
    return try TextCorpus(
      utf8: bytes.span, vocabulary: vocabulary, sequence: sequence, alphabet: alphabet)
  }

  static func source(
    _ text: String, vocabulary: Int, sequence: Int, batch: Int
  ) throws -> (BatchSource, Batch) {
    var configuration = Configuration()
    configuration.task = .text(path: "-")
    configuration.vocabulary = vocabulary
    configuration.sequence = sequence
    configuration.batch = batch
    let corpus = try corpus(text, vocabulary: vocabulary, sequence: sequence)
    return (
      BatchSource(configuration, corpus: corpus),
      Batch(sequences: batch, sequenceLength: sequence)
    )
  }

  @Test func alphabetHoldsTheMostFrequentTiesByCodePoint() throws {
    let corpus = try Self.corpus(
      String(repeating: "ab汉汉汉\r\n", count: 20) + "zz", vocabulary: 6, sequence: 1)
    #expect(corpus.alphabet == ["汉", "\n", "\r", "a"])
    #expect(corpus.count == 142)
    #expect(corpus.heldOutCount == 14)
  }

  @Test func byteOrderMarkIsDropped() throws {
    #expect(try Self.corpus("\u{feff}abcabcabcabc", sequence: 1).count == 12)
  }

  @Test(
    arguments: [
      ([0x61, 0xff, 0x62], 1), ([0xc0, 0x80], 0), ([0xe0, 0x80, 0x80], 0), ([0xed, 0xa0, 0x80], 0),
      ([0xf4, 0x90, 0x80, 0x80], 0), ([0xf5, 0x80, 0x80, 0x80], 0), ([0x61, 0x62, 0xe6, 0xb1], 2),
      ([0x80], 0), ([0xe6, 0xb1, 0x41], 0), ([0xef, 0xbb, 0xbf, 0xc1, 0x81], 3),
      ([0xf0, 0x80, 0x80, 0x80], 0),
    ] as [([UInt8], Int)])
  func firstInvalidByteIsNamed(bytes: [UInt8], offset: Int) {
    let error = #expect(throws: TextError.self) {
      _ = try TextCorpus(utf8: bytes.span, vocabulary: 16, sequence: 1)
    }
    guard case .invalidUTF8(offset, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    arguments: [
      ([0xff, 0xfe, 0x61, 0], "iconv -f UTF-16LE -t UTF-8"),
      ([0xfe, 0xff, 0, 0x61], "iconv -f UTF-16BE -t UTF-8"),
      ([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], "iconv -f UTF-32LE -t UTF-8"),
      ([0, 0, 0xfe, 0xff], "iconv -f UTF-32BE -t UTF-8"),
      ([0x61, 0, 0x62, 0], "iconv -f UTF-16LE -t UTF-8"),
      ([0, 0x61, 0, 0x62], "iconv -f UTF-16BE -t UTF-8"),
      ([0xb2, 0xd0, 0xb2, 0xee, 0x0a], "iconv -f GB18030 -t UTF-8"),
      ([0x63, 0x61, 0x66, 0xe9, 0x20], "iconv -f ISO-8859-1 -t UTF-8"),
      (Array("残差连接".utf8) + [0xff], "iconv -c -f UTF-8 -t UTF-8"),
    ] as [([UInt8], String)])
  func otherEncodingsComeWithTheirCommand(bytes: [UInt8], command: String) {
    let error = #expect(throws: TextError.self) {
      _ = try TextCorpus(utf8: bytes.span, vocabulary: 16, sequence: 1)
    }
    #expect(error?.conversion == command)
    #expect(error?.description.contains(command) == true)
  }

  @Test func unknownCharactersAreToldWithTheirRemedy() throws {
    // Eight of ten are known.
    let text = String(repeating: "abababaxyb", count: 20)
    #expect(
      try Self.corpus(text, vocabulary: 4, sequence: 1).remark
        == "20 % of the characters are unknown; --vocabulary 6 takes all")
    #expect(try Self.corpus(text, vocabulary: 6, sequence: 1).remark == nil)
  }

  @Test func decoderAgreesWithTheStandardLibrary() {
    for index in 0..<3000 {
      var random = RandomStream(seed: 5, name: "utf8", index: index)
      let leads: [UInt8] = [0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0x9f, 0xa0]
      let bytes = (0..<1 + random.below(6)).map { _ in leads[random.below(leads.count)] }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      var place = 0
      var accepted = true
      while accepted, place < bytes.count {
        accepted = UTF8Decoder.next(bytes.span, &place) != nil
      }
      #expect(accepted == isValid, "\(bytes)")
    }
  }

  @Test func shortTextsAreRefusedWithTheCountNeeded() {
    #expect(throws: TextError.empty) { _ = try Self.corpus("") }
    #expect(throws: TextError.empty) { _ = try Self.corpus("\u{feff}") }
    #expect(throws: TextError.tooShort(characters: 39, needed: 40)) {
      _ = try Self.corpus(String(repeating: "汉", count: 39))
    }
    #expect(throws: Never.self) { _ = try Self.corpus(String(repeating: "汉", count: 40)) }
  }

  @Test func partsWithoutAKnownCharacterAreRefused() {
    #expect(throws: TextError.nothingToMask(heldOut: true)) {
      _ = try Self.corpus(String(repeating: "a", count: 45) + "bcdef", vocabulary: 3)
    }
    #expect(throws: TextError.nothingToMask(heldOut: false)) {
      let rare = String(
        String.UnicodeScalarView((0..<90).compactMap { Unicode.Scalar(0x4e00 + $0) }))
      _ = try Self.corpus(rare + "aaaaaaaaaa", vocabulary: 3)
    }
  }

  @Test func onlyMaskedPositionsHaveTargets() throws {
    let text = String(repeating: "the quick brown fox 汉字 jumps. ", count: 60)
    var (source, batch) = try Self.source(text, vocabulary: 12, sequence: 8, batch: 32)
    var masked = 0
    var known = 0
    for step in 0..<40 {
      source.fill(&batch, step: step)
      for (token, target) in zip(batch.tokens, batch.targets) {
        #expect((target == -1) == (token != TextCorpus.mask))
        #expect(target == -1 || (target > TextCorpus.unknown && target < 12))
      }
      masked += batch.countedTokens
      known += batch.tokens.filter { $0 != TextCorpus.unknown }.count
    }
    let share = Double(masked) / Double(known)
    #expect(abs(share - 0.15) < 0.02, "\(share)")
  }

  @Test func everyBatchHasATargetEvenAmongUnknowns() throws {
    // One known character in a sea of rare ones.
    let rare = (0..<400).compactMap { Unicode.Scalar(0x4e00 + $0) }
    let sea = String(String.UnicodeScalarView(rare))
    let text = "aa" + sea + String(sea.reversed()) + "a"
    var (source, batch) = try Self.source(text, vocabulary: 3, sequence: 2, batch: 1)
    for step in 0..<300 {
      source.fill(&batch, step: step)
      #expect(batch.countedTokens >= 1)
    }
    for batch in source.evaluation { #expect(batch.countedTokens >= 1) }
  }

  @Test func heldOutTextIsNeverTrainedOn() throws {
    let text = String(repeating: "abcd", count: 90) + String(repeating: "wxyz", count: 10)
    var (source, batch) = try Self.source(text, vocabulary: 16, sequence: 4, batch: 4)
    let held: Set<Int32> = [6, 7, 8, 9]  // w x y z are the less frequent ones
    for step in 0..<100 {
      source.fill(&batch, step: step)
      #expect(held.isDisjoint(with: batch.tokens) && held.isDisjoint(with: batch.targets))
    }
    #expect(source.evaluation == source.evaluation)
    #expect(!source.evaluation.isEmpty)
    for batch in source.evaluation {
      #expect(Set(batch.tokens).isSubset(of: held.union([TextCorpus.mask])))
    }
    #expect(abs(source.guessing - Entropy.naturalLogarithm(4)) < 1e-12)
    #expect(source.chance == 0.25)
  }

  @Test func storedAlphabetKeepsItsIDs() throws {
    let text = String(repeating: "abc", count: 20)
    let corpus = try Self.corpus(text, vocabulary: 5, alphabet: ["c", "x"])
    #expect(corpus.alphabet == ["c", "x"])
    #expect(throws: TextError.alphabet(count: 2, room: 1)) {
      _ = try Self.corpus(text, vocabulary: 3, alphabet: ["c", "x"])
    }
  }

  @Test func wideAlphabetsKeepTheirCharacters() throws {
    let scalars = (0..<600).compactMap { Unicode.Scalar(0x4e00 + $0) }
    let text = String(repeating: String(String.UnicodeScalarView(scalars)), count: 4)
    var (source, batch) = try Self.source(text, vocabulary: 1000, sequence: 8, batch: 2)
    source.fill(&batch, step: 0)
    #expect(batch.tokens.contains { $0 > 255 })
  }
}
