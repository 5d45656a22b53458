import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why a test could not do what it wanted; says what was on the screen.
package struct HarnessError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}

/// How a process ended.
package enum ExitStatus: Hashable, Sendable {
  case exited(Int32)
  case killed(signal: Int32)

  init(_ status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
  }
}

/// A process started for a test, without inheriting what belongs to the test runner.
///
/// The runner's threads block nearly all signals, and a child would inherit that; descriptors that
/// a daemon could keep open would hang whoever waits for their end. So: an empty signal mask,
/// default handlers, an explicit environment, and files or a terminal instead of pipes.
package final class ChildProcess {
  /// What the child finds as its standard descriptors.
  package enum Streams {
    /// The terminal of this name, which becomes its controlling terminal, as all three.
    case terminal(String)
    /// No input, and both outputs into the file of this name.
    case file(String)
    /// The three files of these names, without a controlling terminal.
    case files(input: String, output: String, error: String)
    /// Output into a descriptor, such as a pipe's writing end; the others are files.
    case pipe(input: String, output: Int32, error: String)
    /// As `terminal`, but standard input is the file of this name.
    case terminalWithInput(String, file: String)
  }

  package let identifier: Int32
  package private(set) var status: ExitStatus?

  /// Held while a child is born or a pipe is made, so that no child inherits a pipe by chance.
  private static let births = Mutex(())

  /// A pipe that no child inherits unless told to, so that its reader sees the end of output.
  package static func pipe() throws -> (reading: Int32, writing: Int32) {
    try births.withLock { _ in
      var ends: [Int32] = [0, 0]
      guard unsafe makePipe(&ends) == 0 else { throw HarnessError("cannot make a pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }
  }

  /// Starts `arguments[0]`, found by PATH.
  package init(_ arguments: [String], environment: [String: String], streams: Streams) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe Self.add(streams, to: &actions)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    Self.isolate(&attributes)
    var list = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer { unsafe (list + variables).forEach { unsafe free($0) } }
    var pid = pid_t()
    let code = Self.births.withLock { _ in
      unsafe posix_spawnp(&pid, arguments[0], &actions, &attributes, &list, &variables)
    }
    guard code == 0 else {
      throw HarnessError("cannot start \(arguments[0]): \(unsafe String(cString: strerror(code)))")
    }
    identifier = pid
  }

  deinit {
    if status == nil {
      kill(identifier, SIGKILL)
      _ = waitpid(identifier, nil, 0)
    }
  }

  /// Whether it has ended by now; does not wait.
  package func hasEnded() -> Bool {
    var code: Int32 = 0
    if status == nil, unsafe waitpid(identifier, &code, WNOHANG) == identifier {
      status = ExitStatus(code)
    }
    return status != nil
  }

  /// Waits for the end.
  ///
  /// - Throws: When it hangs; then it is killed, with all that it has started in its session.
  package func wait() throws -> ExitStatus {
    let alarm = Alarm()
    while !hasEnded() {
      guard !alarm.hasRung else {
        killAll()
        throw HarnessError("process \(identifier) does not end")
      }
      rest(milliseconds: 1)
    }
    return status ?? .exited(-1)
  }

  /// Kills it and what it has started.
  package func killAll() {
    guard !hasEnded() else { return }
    kill(-identifier, SIGKILL)
  }

  /// Halts it where it is, until SIGCONT; answers whether it has not ended before.
  package func halt() -> Bool {
    guard !hasEnded(), kill(identifier, SIGSTOP) == 0 else { return false }
    var code: Int32 = 0
    while unsafe waitpid(identifier, &code, WUNTRACED) != identifier {}
    if code & 0xff == 0x7f { return true }
    status = ExitStatus(code)
    return false
  }

  private static func add(_ streams: Streams, to actions: inout posix_spawn_file_actions_t) {
    let create = O_WRONLY | O_CREAT | O_TRUNC
    func open(_ descriptor: Int32, _ path: String, _ flags: Int32) {
      unsafe posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
    }
    func copy(_ descriptor: Int32, to other: Int32) {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, other)
    }
    switch streams {
    case .terminal(let name):
      open(0, name, O_RDWR)
      copy(0, to: 1)
      copy(0, to: 2)
    case .terminalWithInput(let name, let file):
      open(1, name, O_RDWR)
      copy(1, to: 2)
      open(0, file, O_RDONLY)
    case .file(let path):
      open(0, "/dev/null", O_RDONLY)
      open(1, path, create)
      copy(1, to: 2)
    case .pipe(let input, let output, let error):
      open(0, input, O_RDONLY)
      copy(output, to: 1)
      open(2, error, create)
    case .files(let input, let output, let error):
      open(0, input, O_RDONLY)
      open(1, output, create)
      open(2, error, create)
    }
  }

  private static func isolate(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    #if canImport(Darwin)
      let newSession: Int32 = 0x400
    #else
      let newSession: Int32 = 0x80
    #endif
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | newSession
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}

// The system's calls, under names that no method shadows.
func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

func makePipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { unsafe pipe(ends) }

func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(descriptor, buffer, count)
}
