/// First pass over a text: checks it and counts its characters.
struct Census {
  /// Where the text starts: behind a byte order mark.
  let start: Int
  /// Scalars in all.
  let characters: Int
  /// How often each code point occurs.
  private let counts: [Int]

  init(_ bytes: borrowing Span<UInt8>) throws(TextError) {
    if let kind = FileKind(bytes), !kind.isText { throw .kind(kind) }
    if let encoding = TextEncoding(markOf: bytes) { throw .invalidUTF8(offset: 0, encoding) }
    let hasMark = bytes.count >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf
    start = hasMark ? 3 : 0
    var counts = Array(repeating: 0, count: 0x11_0000)
    var characters = 0
    var index = start
    while index < bytes.count {
      guard let scalar = UTF8Decoder.next(bytes, &index) else {
        throw .invalidUTF8(offset: index, TextEncoding(bytes, fault: index))
      }
      counts[Int(scalar)] += 1
      characters += 1
    }
    self.characters = characters
    self.counts = counts
  }

  /// Different characters.
  var distinct: Int { counts.lazy.filter { $0 > 0 }.count }

  /// Characters that are not in an alphabet.
  func count(outside alphabet: [Unicode.Scalar]) -> Int {
    characters - alphabet.reduce(0) { $0 + counts[Int($1.value)] }
  }

  /// The `limit` most frequent scalars, most frequent first, ties by code point.
  func mostFrequent(_ limit: Int) -> [Unicode.Scalar] {
    let present = counts.indices.filter { counts[$0] > 0 }
    let ranked = present.sorted { (counts[$0], $1) > (counts[$1], $0) }
    return ranked.prefix(limit).compactMap { Unicode.Scalar(UInt32($0)) }
  }
}

/// Ids of a text's characters, one byte each where they fit, else two.
enum CompactIDs: Sendable {
  case narrow([UInt8])
  case wide([UInt16])

  /// Second pass over a text that `Census` has checked.
  init(
    _ bytes: borrowing Span<UInt8>, from start: Int, count: Int, _ alphabet: [Unicode.Scalar]
  ) {
    var idOf = Array(repeating: UInt16(TextCorpus.unknown), count: 0x11_0000)
    for (rank, scalar) in alphabet.enumerated() { idOf[Int(scalar.value)] = UInt16(rank + 2) }
    if alphabet.count <= 254 {
      self = .narrow(Self.read(bytes, from: start, count: count) { UInt8(idOf[Int($0)]) })
    } else {
      self = .wide(Self.read(bytes, from: start, count: count) { idOf[Int($0)] })
    }
  }

  private static func read<ID>(
    _ bytes: borrowing Span<UInt8>, from start: Int, count: Int, _ id: (UInt32) -> ID
  ) -> [ID] {
    var ids: [ID] = []
    ids.reserveCapacity(count)
    var index = start
    while index < bytes.count, let scalar = UTF8Decoder.next(bytes, &index) {
      ids.append(id(scalar))
    }
    return ids
  }

  var count: Int {
    switch self {
    case .narrow(let ids): ids.count
    case .wide(let ids): ids.count
    }
  }

  subscript(index: Int) -> Int32 {
    switch self {
    case .narrow(let ids): Int32(ids[index])
    case .wide(let ids): Int32(ids[index])
    }
  }
}
