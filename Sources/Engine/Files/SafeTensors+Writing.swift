extension SafeTensors {
  /// The file's bytes.
  ///
  /// - Precondition: Names are unique, none is `__metadata__`, and every array has as many
  ///   numbers as its shape says.
  /// - Complexity: O(bytes), and as much memory; `write` needs only a piece at a time.
  public var bytes: [UInt8] {
    var result: [UInt8] = []
    write { result += $0 }
    return result
  }

  /// Hands out the file's bytes in order, in pieces of at most about a megabyte.
  ///
  /// The header is padded with spaces, so that the data start at a multiple of eight.
  public func write<Failure>(
    _ sink: (_ piece: ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try sink(head[...])
    for tensor in tensors {
      switch tensor.values {
      case .float(let numbers):
        try Self.write(numbers, sink) { UInt64($0.bitPattern) }
      case .integer(let numbers):
        try Self.write(numbers, sink) { UInt64(bitPattern: $0) }
      }
    }
  }

  private static func write<Number, Failure>(
    _ numbers: [Number], _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void,
    _ bits: (Number) -> UInt64
  ) throws(Failure) {
    let size = MemoryLayout<Number>.size
    var piece: [UInt8] = []
    piece.reserveCapacity(min(numbers.count * size, 1 << 20))
    for number in numbers {
      let pattern = bits(number)
      for index in 0..<size { piece.append(UInt8(truncatingIfNeeded: pattern >> (8 * index))) }
      if piece.count >= 1 << 20 {
        try sink(piece[...])
        piece.removeAll(keepingCapacity: true)
      }
    }
    if !piece.isEmpty { try sink(piece[...]) }
  }

  /// The length and the padded JSON.
  private var head: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let words = metadata.sorted { $0.key < $1.key }.map {
        "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))"
      }
      members.append("\"__metadata__\":{\(words.joined(separator: ","))}")
    }
    var begin = 0
    for tensor in tensors {
      let end = begin + tensor.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(JSONText.quoted(tensor.name)):{\"dtype\":\"\(tensor.dtype)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    var json = Array("{\(members.joined(separator: ","))}".utf8)
    while !json.count.isMultiple(of: 8) { json.append(UInt8(ascii: " ")) }
    return (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) } + json
  }
}

extension Tensor {
  /// The format's word for the element type.
  var dtype: String {
    switch values {
    case .float: "F32"
    case .integer: "I64"
    }
  }

  /// Bytes of the numbers in a file.
  ///
  /// - Precondition: The shape's product is the number of elements.
  var byteCount: Int {
    let count =
      switch values {
      case .float(let numbers): numbers.count
      case .integer(let numbers): numbers.count
      }
    precondition(shape.reduce(1, *) == count, "a tensor's shape and numbers disagree")
    return count * (dtype == "I64" ? 8 : 4)
  }
}
