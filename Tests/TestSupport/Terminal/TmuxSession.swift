/// The program in tmux, a terminal that others have written.
///
/// The server gets a socket of its own and no configuration of the user's. It ends with the value,
/// or by itself after its lifetime when the tests end before they can say so: longer than any test
/// that has not hung, even if each of its waits comes close to the alarm.
package final class TmuxSession {
  private let directory: TemporaryDirectory
  private var socket: String { directory.path + "/socket" }
  private var commandCount = 0

  /// Starts a command of `sh -c`, with `PROGRAM` replaced by the program's path.
  package init(
    _ command: String, columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    lifetime seconds: Int = 10 * Int(Patience.seconds)
  ) throws {
    directory = try TemporaryDirectory()
    let configuration = directory.path + "/configuration"
    try TextFile.write(
      "set -g default-terminal tmux-256color\nset -g status off\nset -sg escape-time 0\n",
      to: configuration)
    let words = command.split(separator: "PROGRAM", omittingEmptySubsequences: false)
    let script = words.joined(separator: "'\(Program.path)'")
    let variables = environment.sorted { $0.key < $1.key }.flatMap { ["-e", "\($0)=\($1)"] }
    try run(
      ["-f", configuration, "new-session", "-d", "-s", "t", "-x", "\(columns)", "-y", "\(rows)"]
        + variables + [script, ";", "run-shell", "-b", "-d", "\(seconds)", "-C", "kill-server"])
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
    let status = try child.wait()
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
  package func wait(forModes wanted: String) throws {
    let alarm = Alarm()
    while try modes() != wanted {
      guard !alarm.hasRung else { throw HarnessError("modes are \(try modes())") }
      rest(milliseconds: 10)
    }
  }

  /// Asks again and again until the server has ended.
  package func waitForEnd() throws {
    let alarm = Alarm()
    while (try? modes()) != nil {
      guard !alarm.hasRung else { throw HarnessError("the server does not end") }
      rest(milliseconds: 10)
    }
  }

  /// Changes the size.
  package func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-t", "t", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Reads the screen again and again until it shows `text`; answers the screen.
  @discardableResult package func wait(for text: String) throws -> String {
    try wait(for: "“\(text)”") { screen in
      screen.split(separator: text, maxSplits: 1).count > 1 || screen.hasPrefix(text)
    }
  }

  /// Reads the screen again and again until it is as wanted; answers it.
  @discardableResult package func wait(
    for goal: String, _ isReached: (String) -> Bool
  ) throws -> String {
    let alarm = Alarm()
    while true {
      let screen = try screen()
      if isReached(screen) { return screen }
      guard !alarm.hasRung else { throw HarnessError("no \(goal):\n\(screen)") }
      rest(milliseconds: 10)
    }
  }
}
