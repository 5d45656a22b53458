public import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The real program, run without a terminal of its own.
///
/// One that hangs is killed at the alarm, with all that a shell has started for it, and what it wrote
/// is told.
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

  private let arguments: [String]
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
    return try program.finish()
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
    self.arguments = arguments
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

  /// Reads output until it contains the text, or to its end.
  public mutating func wait(for text: String) throws {
    let alarm = Alarm()
    while !String(decoding: buffer, as: UTF8.self).contains(text), try readPiece(alarm) {}
  }

  /// Sends a signal.
  public func send(_ signal: Int32) { kill(child.identifier, signal) }

  /// Whether it has ended by now; does not wait.
  public var hasEnded: Bool { child.hasEnded() }

  /// Halts it where it is, until SIGCONT; answers whether it has not ended before.
  ///
  /// Signals that are sent meanwhile reach it before it does anything else.
  public func halt() -> Bool { child.halt() }

  /// Closes the reading end, as `head` does.
  public func stopReading() { close(outputEnd) }

  /// Reads what is left and waits for the end.
  public mutating func finish(reading: Bool = true) throws -> Result {
    if reading {
      let alarm = Alarm()
      while try readPiece(alarm) {}
      close(outputEnd)
    }
    let status: ExitStatus
    do { status = try child.wait() } catch { throw hung() }
    let code =
      switch status {
      case .exited(let code): code
      case .killed(let signal): 128 + signal
      }
    let errors = takeErrors()
    return Result(
      code: code, output: String(decoding: buffer, as: UTF8.self), errors: errors)
  }

  /// Whether there was more.
  private mutating func readPiece(_ alarm: Alarm) throws -> Bool {
    var source = pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0)
    repeat {
      guard !alarm.hasRung else { throw hung() }
    } while unsafe poll(&source, 1, 1000) <= 0
    var piece = Array(repeating: UInt8(0), count: 1 << 16)
    let count = unsafe piece.withUnsafeMutableBytes { bytes in
      unsafe read(outputEnd, bytes.baseAddress, bytes.count)
    }
    if count < 0, errno == EINTR { return true }
    guard count > 0 else { return false }
    buffer += piece[..<count]
    return true
  }

  /// Kills it, and says what it wrote.
  private func hung() -> HarnessError {
    child.killAll()
    let output = String(decoding: buffer.suffix(2000), as: UTF8.self)
    return HarnessError("hangs: \(arguments)\nits output: \(output)\nits errors: \(takeErrors())")
  }

  private func takeErrors() -> String {
    defer { try? FileManager.default.removeItem(at: errorFile) }
    return (try? String(contentsOf: errorFile, encoding: .utf8)) ?? ""
  }
}
