/// The program in tmux, a terminal that others have written.
///
/// The server gets a socket of its own and no configuration of the user's. It ends with the value,
/// or by itself after its lifetime when the tests end before they can say so.
package final class TmuxSession {
  private let directory: TemporaryDirectory
  private var socket: String { directory.path + "/socket" }
  private var commandCount = 0

  /// Starts words for `sh -c`, in which `PROGRAM` stands for the program's path.
  package init(
    _ command: String, columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    lifetime seconds: Int = 120
  ) throws {
    directory = try TemporaryDirectory()
    let configuration = directory.path + "/configuration"
    try TextFile.write(
      "set -g default-terminal tmux-256color\nset -g status off\nset -sg escape-time 0\n"
        + "run-shell -b -d \(seconds) -C kill-server\n",
      to: configuration)
    let words = command.split(separator: "PROGRAM", omittingEmptySubsequences: false)
    let script = words.joined(separator: "'\(Program.path)'")
    let variables = environment.sorted { $0.key < $1.key }.flatMap { ["-e", "\($0)=\($1)"] }
    try run(
      ["-f", configuration, "new-session", "-d", "-s", "t", "-x", "\(columns)", "-y", "\(rows)"]
        + variables + [script])
  }

  deinit {
    _ = try? run(["kill-server"])
  }

  /// Runs a tmux command and answers what it prints.
  @discardableResult package func run(_ arguments: [String]) throws -> String {
    commandCount += 1
    let output = directory.path + "/output\(commandCount)"
    let child = try ChildProcess(
      ["tmux", "-S", socket] + arguments, environment: Program.environment(),
      streams: .file(output))
    let status = child.wait()
    let text = try TextFile.read(output)
    guard status == .exited(0) else {
      throw HarnessError("tmux \(arguments): \(status): \(text) (is tmux installed?)")
    }
    return text
  }

  /// Presses keys by tmux's names.
  package func press(_ keys: String...) throws {
    try run(["send-keys", "-t", "t"] + keys)
  }

  /// The screen as text; with styles when `withEscapes`.
  package func screen(withEscapes: Bool = false) throws -> String {
    try run(["capture-pane", "-p", "-t", "t"] + (withEscapes ? ["-e"] : []))
  }

  /// `alternate screen, cursor shown`: `0 1` when restored.
  package func modes() throws -> String {
    let text = try run(["display-message", "-p", "-t", "t", "#{alternate_on} #{cursor_flag}"])
    return String(text.prefix { $0 != "\n" })
  }

  /// Asks again and again until `modes()` is as wanted.
  package func wait(forModes wanted: String, timeout: Double = 20) throws {
    let watch = Stopwatch()
    while try modes() != wanted {
      guard watch.seconds < timeout else { throw HarnessError("modes are \(try modes())") }
    }
  }

  /// Changes the size.
  package func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-t", "t", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Reads the screen again and again until it shows `text`; answers the screen.
  @discardableResult package func wait(
    for text: String, timeout: Double = 20
  ) throws -> String {
    let watch = Stopwatch()
    while true {
      let screen = try screen()
      if screen.split(separator: text, maxSplits: 1).count > 1 || screen.hasPrefix(text) {
        return screen
      }
      guard watch.seconds < timeout else { throw HarnessError("no “\(text)”:\n\(screen)") }
    }
  }
}
