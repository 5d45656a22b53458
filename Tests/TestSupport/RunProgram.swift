public import Foundation
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// `POSIX_SPAWN_SETSID`, which glibc shows to GNU sources only.
#if canImport(Darwin)
  private let sessionFlag: Int16 = 0x400
#else
  private let sessionFlag: Int16 = 0x80
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

  private let process: pid_t
  private let outputEnd: Int32
  private let errorFile: URL
  private var buffer: [UInt8] = []

  /// The program beside the running tests.
  public static var path: String {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path.count > 1 {
      let candidate = folder.appending(path: "residual-tui").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return "residual-tui"
  }

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
    environment: [String: String] = [:], output: String? = nil
  ) throws -> Result {
    var program = try RunProgram(
      arguments, input: input, environment: environment, output: output)
    return program.finish()
  }

  /// Starts in a session of its own, so that there is no controlling terminal either.
  public init(
    _ arguments: [String], input: String = "/dev/null", environment: [String: String] = [:],
    output: String? = nil
  ) throws {
    errorFile = FileManager.default.temporaryDirectory
      .appending(path: "residual-tui-errors-\(UUID().uuidString)")
    // One at a time: a descriptor that another child inherits would keep the pipe open.
    (process, outputEnd) = try Self.starting.withLock { [errorFile] _ in
      try Self.start(arguments, input, environment, output, errorFile.path)
    }
  }

  private static let starting = Mutex(())

  private static func start(
    _ arguments: [String], _ input: String, _ environment: [String: String], _ output: String?,
    _ errorPath: String
  ) throws -> (pid_t, Int32) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    if let output {
      unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0)
    } else {
      unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    }
    unsafe posix_spawn_file_actions_addopen(
      &actions, 2, errorPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    return (try unsafe spawn(arguments, environment, &actions), ends[0])
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, sessionFlag)
    var variables = ProcessInfo.processInfo.environment
    variables.merge(environment) { $1 }
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    var values = unsafe variables.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer { unsafe (words + values).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, path, &actions, &attributes, &words, &values)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
    return process
  }

  /// Reads output until the text stands in it, or to its end.
  public mutating func wait(for text: String) {
    while !String(decoding: buffer, as: UTF8.self).contains(text), readPiece() {}
  }

  /// Sends a signal.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Closes the reading end, as `head` does.
  public func stopReading() { close(outputEnd) }

  /// Reads what is left and waits for the end.
  public mutating func finish(reading: Bool = true) -> Result {
    if reading {
      while readPiece() {}
      close(outputEnd)
    }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    let errors = (try? String(contentsOf: errorFile, encoding: .utf8)) ?? ""
    try? FileManager.default.removeItem(at: errorFile)
    return Result(
      code: signal == 0 ? status >> 8 & 0xff : 128 + signal,
      output: String(decoding: buffer, as: UTF8.self), errors: errors)
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
