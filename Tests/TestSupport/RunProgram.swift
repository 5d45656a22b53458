public import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The real program, run without a terminal of its own.
public struct RunProgram {
  /// How a program ended and what it wrote.
  public struct Result: Hashable, Sendable {
    /// The exit code, or 128 and the number of the signal that ended it.
    public var code: Int32
    /// Standard output.
    public var output: String
    /// Standard error.
    public var errors: String

    /// Lines of standard output.
    public var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  private let child: ChildProcess
  private let outputEnd: Int32
  private let errorFile: URL
  private var buffer: [UInt8] = []

  /// A folder that nothing else uses.
  public static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "residual-tui-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Runs to the end.
  public static func run(
    _ arguments: [String], input: String = "/dev/null",
    environment: [String: String] = [:], output: String? = nil, shell: String? = nil
  ) throws -> Result {
    var program = try RunProgram(
      arguments, input: input, environment: environment, output: output, shell: shell)
    return program.finish()
  }

  /// Runs a script of the repository, which finds the program under `PROGRAM`.
  public static func script(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Result {
    let script = Repository.url(path).path
    return try run(
      [], environment: environment,
      shell: (["PROGRAM=\"$0\" exec", script] + arguments).joined(separator: " "))
  }

  /// Starts in a session of its own, so that there is no controlling terminal either.
  ///
  /// A `shell` script starts the program itself, as `exec "$0" "$@"`, after what it prepares.
  public init(
    _ arguments: [String], input: String = "/dev/null", environment: [String: String] = [:],
    output: String? = nil, shell: String? = nil
  ) throws {
    errorFile = FileManager.default.temporaryDirectory
      .appending(path: "residual-tui-errors-\(UUID().uuidString)")
    let ends = try ChildProcess.pipe()
    defer { close(ends.writing) }
    outputEnd = ends.reading
    let streams: ChildProcess.Streams =
      if let output {
        .files(input: input, output: output, error: errorFile.path)
      } else {
        .pipe(input: input, output: ends.writing, error: errorFile.path)
      }
    child = try ChildProcess(
      (shell.map { ["/bin/sh", "-c", $0] } ?? []) + [Program.path] + arguments,
      environment: ProcessInfo.processInfo.environment
        .merging(["RESIDUAL_TUI_CONFIG": "/dev/null"]) { $1 }.merging(environment) { $1 },
      streams: streams)
  }

  /// Reads output until the text stands in it, or to its end.
  public mutating func wait(for text: String) {
    while !String(decoding: buffer, as: UTF8.self).contains(text), readPiece() {}
  }

  /// Sends a signal.
  public func send(_ signal: Int32) { kill(child.identifier, signal) }

  /// Waits until no signal of this number is pending any more; returns at once where the system
  /// does not tell.
  public func waitUntilTaken(_ signal: Int32) {
    let status = "/proc/\(child.identifier)/status"
    while let text = try? String(contentsOfFile: status, encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ShdPnd:") }),
      let pending = UInt64(line.split(separator: "\t").last ?? "", radix: 16),
      pending & (1 << UInt64(signal - 1)) != 0
    {}
  }

  /// Closes the reading end, as `head` does.
  public func stopReading() { close(outputEnd) }

  /// Reads what is left and waits for the end.
  public mutating func finish(reading: Bool = true) -> Result {
    if reading {
      while readPiece() {}
      close(outputEnd)
    }
    let code =
      switch child.wait() {
      case .exited(let code): code
      case .killed(let signal): 128 + signal
      }
    let errors = (try? String(contentsOf: errorFile, encoding: .utf8)) ?? ""
    try? FileManager.default.removeItem(at: errorFile)
    return Result(
      code: code, output: String(decoding: buffer, as: UTF8.self), errors: errors)
  }

  /// Whether there was more.
  private mutating func readPiece() -> Bool {
    var piece = Array(repeating: UInt8(0), count: 1 << 16)
    let count = unsafe piece.withUnsafeMutableBytes { bytes in
      unsafe read(outputEnd, bytes.baseAddress, bytes.count)
    }
    if count < 0, errno == EINTR { return true }
    guard count > 0 else { return false }
    buffer += piece[..<count]
    return true
  }
}
