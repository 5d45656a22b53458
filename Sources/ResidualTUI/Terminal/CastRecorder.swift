import Engine

/// `--record`: a session as asciicast v2, written while it goes on.
///
/// A header and then one event per line: what was sent to the terminal ("o"), a new size ("r"), a key
/// or a caption ("m"), each with its seconds since the start. The clock is given; a time in which the
/// process was stopped is left out.
final class CastRecorder: Sendable {
  private struct Content: Sendable {
    var file: StreamedFile
    /// Written with the first event: a session that never opened leaves no file.
    var header: String?
    var start: MonotonicTime
    var size: String
  }

  private let content: Monitor<Content>
  private let now: @Sendable () -> MonotonicTime

  /// Creates the file.
  init(
    _ path: String, columns: Int, rows: Int, term: String,
    now: @escaping @Sendable () -> MonotonicTime
  ) throws(Failure) {
    let file = try StreamedFile(path, for: "--record")
    var environment = JSONObject()
    environment.add("TERM", text: term)
    var header = JSONObject()
    header.add("version", 2)
    header.add("width", columns)
    header.add("height", rows)
    header.add("env", json: environment.closed)
    let size = "\(columns)x\(rows)"
    content = Monitor(Content(file: file, header: header.closed, start: now(), size: size))
    self.now = now
  }

  /// What was sent to the terminal: whole characters.
  func write(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    add("o", String(decoding: bytes, as: UTF8.self))
  }

  /// Marks the present moment.
  func mark(_ text: String) { add("m", text) }

  /// Tells the terminal's size, if it is another than before.
  func resize(columns: Int, rows: Int) {
    let size = "\(columns)x\(rows)"
    let isNew = content.change { content in
      defer { content.size = size }
      return content.size != size
    }
    if isNew { add("r", size) }
  }

  /// Leaves out the time that `body` takes.
  func skip(_ body: () -> Void) {
    let stop = now()
    body()
    let nanoseconds = now().nanoseconds - stop.nanoseconds
    content.change { $0.start = $0.start + nanoseconds }
  }

  /// Closes the file; answers what went wrong.
  func finish() -> String? {
    content.change { content in
      content.file.close().map {
        "\($0); the recording holds \(ByteCount.text(content.file.size))"
      }
    }
  }

  private func add(_ kind: String, _ text: String) {
    let time = now()
    content.change { content in
      content.header.take().map { content.file.append($0) }
      let microseconds = max(0, (time + -content.start.nanoseconds).nanoseconds / 1000)
      let fraction = String(microseconds % 1_000_000)
      let zeros = String(repeating: "0", count: 6 - fraction.count)
      content.file.append(
        "[\(microseconds / 1_000_000).\(zeros)\(fraction),\"\(kind)\",\(JSONText.quoted(text))]")
    }
  }
}
