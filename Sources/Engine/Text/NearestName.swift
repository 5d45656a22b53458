/// Finds what a person most likely meant to type.
public enum NearestName {
  /// The candidate with the fewest edits from `text`, when a third of its letters or fewer differ.
  ///
  /// - Complexity: O(candidates · length²); meant for lists of flags and values.
  public static func suggestion(for text: String, among candidates: [String]) -> String? {
    guard text.count <= 40 else { return nil }
    let ranked = candidates.map { (name: $0, edits: distance(text, $0)) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= max(1, best.name.count / 3) ? best.name : nil
  }

  /// Edits (insertions, deletions, replacements, swaps of neighbours) from one text to another.
  static func distance(_ source: String, _ target: String) -> Int {
    let source = Array(source.lowercased())
    let target = Array(target.lowercased())
    var older: [Int] = []
    var old = Array(0...target.count)
    for row in source.indices {
      var new = [row + 1]
      for column in target.indices {
        let replaced = old[column] + (source[row] == target[column] ? 0 : 1)
        var best = min(replaced, old[column + 1] + 1, new[column] + 1)
        let isSwap =
          row > 0 && column > 0 && source[row] == target[column - 1]
          && source[row - 1] == target[column]
        if isSwap { best = min(best, older[column - 1] + 1) }
        new.append(best)
      }
      (older, old) = (old, new)
    }
    return old[target.count]
  }
}
