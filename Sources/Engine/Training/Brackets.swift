/// The brackets task: which brackets have a partner.
///
/// Tokens are `( ) [ ] ·` = 0…4. A closer that fits the innermost open bracket is matched, and so
/// is its opener; one that does not fit is unmatched and pops nothing. Half of the sequences are
/// drawn as nested pairs with fillers, the others uniformly.
///
/// Openers that still wait form a linked list in the targets: each holds its predecessor's index,
/// −1 at the bottom. So neither drawing nor answering needs memory of its own.
enum Brackets {
  static let matched: Int32 = 0
  static let unmatched: Int32 = 1
  static let filler: Int32 = 2
  static let fillerToken: Int32 = 4
  /// What the tokens look like.
  static let symbols: [Unicode.Scalar] = ["(", ")", "[", "]", "·"]

  /// Draws one sequence and answers it.
  static func draw(_ batch: inout Batch, _ sequence: Range<Int>, random: inout RandomStream) {
    if random.below(2) == 0 {
      drawNested(&batch, sequence, random: &random)
    } else {
      for index in sequence { batch.tokens[index] = Int32(random.below(5)) }
    }
    answer(&batch, sequence)
  }

  /// Every bracket with a partner: each draw is uniform over the five tokens, and what would not
  /// fit (an opener without room for its closer, a closer with nothing open) is replaced.
  private static func drawNested(
    _ batch: inout Batch, _ sequence: Range<Int>, random: inout RandomStream
  ) {
    var top: Int32 = -1
    var depth = 0
    for index in sequence {
      let remaining = sequence.upperBound - index
      let draw = random.below(5)
      let isOpener = draw < 2 && depth + 2 <= remaining
      let isCloser = depth > 0 && (depth == remaining || draw == 2 || draw == 3)
      if isOpener {
        batch.tokens[index] = Int32(2 * draw)
        batch.targets[index] = top
        top = Int32(index)
        depth += 1
      } else if isCloser {
        batch.tokens[index] = batch.tokens[Int(top)] + 1
        top = batch.targets[Int(top)]
        depth -= 1
      } else {
        batch.tokens[index] = fillerToken
      }
    }
  }

  /// Writes the class of every token of one sequence.
  static func answer(_ batch: inout Batch, _ sequence: Range<Int>) {
    var top: Int32 = -1
    for index in sequence {
      let token = batch.tokens[index]
      if token == fillerToken {
        batch.targets[index] = filler
      } else if token.isMultiple(of: 2) {
        batch.targets[index] = top
        top = Int32(index)
      } else if top >= 0, batch.tokens[Int(top)] == token - 1 {
        let opener = Int(top)
        top = batch.targets[opener]
        batch.targets[opener] = matched
        batch.targets[index] = matched
      } else {
        batch.targets[index] = unmatched
      }
    }
    while top >= 0 {
      let opener = Int(top)
      top = batch.targets[opener]
      batch.targets[opener] = unmatched
    }
  }
}
