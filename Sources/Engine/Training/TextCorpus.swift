/// A text as training material: its characters as ids of a vocabulary.
///
/// Id 0 is the mask, id 1 any character outside the vocabulary, and from 2 on come
/// the most frequent Unicode scalars of the whole text, ties in the order of their code points.
/// The last tenth (rounded down) is held out. One byte per character is kept, two when more than
/// 256 ids are in use.
public struct TextCorpus: Sendable {
  /// What a masked character is replaced by.
  public static let mask: Int32 = 0
  /// Any character outside the vocabulary; never masked, never a target.
  public static let unknown: Int32 = 1

  /// The characters of the vocabulary; `alphabet[i]` has id i + 2.
  public let alphabet: [Unicode.Scalar]
  /// Entropy of the vocabulary's characters in the training part: the loss of guessing.
  public let unigramEntropy: Double
  /// Share of the most frequent of them: the accuracy of guessing.
  public let largestShare: Double
  /// Characters of the whole text, a byte order mark at its start not counted.
  public var count: Int { ids.count }
  /// Characters of the held-out last tenth.
  public var heldOutCount: Int { count / 10 }

  /// The sum over the vocabulary and the characters' ids: all that training reads of a text.
  ///
  /// - Complexity: O(characters).
  public var checksum: Checksum {
    var sum = Checksum()
    for scalar in alphabet { sum.add(scalar.value) }
    for index in 0..<ids.count { sum.add(UInt32(ids[index])) }
    return sum
  }

  /// Characters of the whole text that are none of the vocabulary's.
  public let unknownCount: Int
  /// The vocabulary that would hold every character of the text.
  public let wholeVocabulary: Int

  /// `20 % of the characters are unknown; --vocabulary 1777 takes all`; `nil` below 1 %.
  public var remark: String? {
    guard unknownCount * 100 >= count else { return nil }
    let share =
      "\(max(1, (100 * unknownCount + count / 2) / count)) % of the characters are unknown"
    let most = ConfigurationKey.vocabulary.range.upperBound
    let all = wholeVocabulary <= most
    return "\(share); --vocabulary \(min(wholeVocabulary, most)) takes \(all ? "all" : "the most")"
  }

  private let ids: CompactIDs
  /// The first character of each part that may be masked.
  private let firstKnown: (training: Int, heldOut: Int)

  /// Reads a whole text.
  ///
  /// Line ends are kept as they are; a byte order mark at the start is dropped.
  ///
  /// - Parameters:
  ///   - bytes: The file, UTF-8.
  ///   - vocabulary: Ids in all, 3…8192, mask and unknown included.
  ///   - sequence: Characters per sequence; both parts must hold at least one.
  ///   - alphabet: Characters of stored weights, which keep their ids; `nil` counts the text's.
  /// - Throws: The first fault of the text.
  /// - Complexity: O(bytes), two passes; besides the ids about 13 MB, given back at the end.
  public init(
    utf8 bytes: borrowing Span<UInt8>, vocabulary: Int, sequence: Int,
    alphabet: [Unicode.Scalar]? = nil
  ) throws(TextError) {
    let census = try Census(bytes)
    guard census.characters > 0 else { throw .empty }
    guard census.characters / 10 >= sequence else {
      throw .tooShort(characters: census.characters, needed: 10 * sequence)
    }
    let room = vocabulary - 2
    if let alphabet, !(1...room).contains(alphabet.count) {
      throw .alphabet(count: alphabet.count, room: room)
    }
    self.alphabet = alphabet ?? census.mostFrequent(room)
    ids = CompactIDs(bytes, from: census.start, count: census.characters, self.alphabet)
    unknownCount = census.count(outside: self.alphabet)
    wholeVocabulary = census.distinct + 2
    let counts = try Self.countKnown(ids, alphabet: self.alphabet)
    firstKnown = (counts.training, counts.heldOut)
    unigramEntropy = Entropy.nats(of: counts.occurrences)
    largestShare = Entropy.largestShare(of: counts.occurrences)
  }

  /// Counts the training part's ids and finds the first one of each part that may be masked.
  private static func countKnown(
    _ ids: CompactIDs, alphabet: [Unicode.Scalar]
  ) throws(TextError) -> (occurrences: [Int], training: Int, heldOut: Int) {
    let boundary = ids.count - ids.count / 10
    var occurrences = Array(repeating: 0, count: alphabet.count + 2)
    for index in 0..<boundary { occurrences[Int(ids[index])] += 1 }
    occurrences[Int(unknown)] = 0
    guard let training = (0..<boundary).first(where: { ids[$0] > unknown }) else {
      throw .nothingToMask(heldOut: false)
    }
    guard let heldOut = (boundary..<ids.count).first(where: { ids[$0] > unknown }) else {
      throw .nothingToMask(heldOut: true)
    }
    return (occurrences, training, heldOut)
  }
}

extension TextCorpus {
  /// Fills a batch with windows drawn from the first nine tenths.
  func fillTraining(_ batch: inout Batch, random: inout RandomStream) {
    let starts = count - heldOutCount - batch.sequenceLength + 1
    for sequence in 0..<batch.sequenceCount {
      copyWindow(at: random.below(starts), into: sequence, of: &batch)
    }
    mask(&batch, random: &random, firstKnown: firstKnown.training, end: count - heldOutCount)
  }

  /// Fills batch `index` of `batchCount` with windows spread evenly over the last tenth.
  func fillHeldOut(_ batch: inout Batch, index: Int, of batchCount: Int) {
    let last = heldOutCount - batch.sequenceLength
    let windows = batchCount * batch.sequenceCount
    for sequence in 0..<batch.sequenceCount {
      let position = index * batch.sequenceCount + sequence
      let offset = windows > 1 ? last * position / (windows - 1) : 0
      copyWindow(at: count - heldOutCount + offset, into: sequence, of: &batch)
    }
    var random = RandomStream(seed: 0, name: "evaluation", index: index)
    mask(&batch, random: &random, firstKnown: firstKnown.heldOut, end: count)
  }

  private func copyWindow(at start: Int, into sequence: Int, of batch: inout Batch) {
    let base = sequence * batch.sequenceLength
    for offset in 0..<batch.sequenceLength {
      batch.tokens[base + offset] = ids[start + offset]
    }
  }

  /// Masks 15 % of the known characters, at least one, and makes them the only targets.
  ///
  /// A batch that holds no known character gets the window around `firstKnown` instead of its
  /// first one.
  private func mask(
    _ batch: inout Batch, random: inout RandomStream, firstKnown: Int, end: Int
  ) {
    var maskedCount = 0
    for index in batch.tokens.indices {
      let isMasked = batch.tokens[index] > Self.unknown && random.below(100) < 15
      batch.targets[index] = isMasked ? batch.tokens[index] : -1
      if isMasked {
        batch.tokens[index] = Self.mask
        maskedCount += 1
      }
    }
    guard maskedCount == 0 else { return }
    if !batch.tokens.contains(where: { $0 > Self.unknown }) {
      copyWindow(at: Swift.min(firstKnown, end - batch.sequenceLength), into: 0, of: &batch)
    }
    maskOne(&batch, random: &random)
  }

  /// Masks one known character, each with the same chance.
  private func maskOne(_ batch: inout Batch, random: inout RandomStream) {
    var known = 0
    for token in batch.tokens where token > Self.unknown { known += 1 }
    var skipped = random.below(known)
    for index in batch.tokens.indices where batch.tokens[index] > Self.unknown {
      if skipped == 0 {
        batch.targets[index] = batch.tokens[index]
        batch.tokens[index] = Self.mask
        return
      }
      skipped -= 1
    }
  }
}
