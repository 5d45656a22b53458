#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program under test, as built beside the tests.
package enum Program {
  /// Its path: the directory of the running test binary and the product's name.
  package static var path: String {
    let runner = CommandLine.arguments[0]
    let directory = runner.lastIndex(of: "/").map { String(runner[..<$0]) } ?? "."
    return directory + "/residual-tui"
  }

  /// Whether a sanitizer watches the tests, and with them the program.
  package static let isSanitized =
    unsafe dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

  /// An environment that says nothing of the machine the tests run on.
  ///
  /// A sanitizer's options reach the program too.
  package static func environment(_ changes: [String: String] = [:]) -> [String: String] {
    var basic = [
      "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin", "HOME": "/tmp",
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
      "RESIDUAL_TUI_CONFIG": "/dev/null", "XDG_STATE_HOME": "/dev/null",
    ]
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      if let value = unsafe getenv(name) { basic[name] = unsafe String(cString: value) }
    }
    return basic.merging(changes) { $1 }
  }
}

extension Program {
  /// Whether a tool is on the path that tests use.
  package static func isInstalled(_ tool: String) -> Bool {
    (environment()["PATH"] ?? "").split(separator: ":").contains { directory in
      unsafe access("\(directory)/\(tool)", X_OK) == 0
    }
  }
}

/// A directory that disappears with its value, files included.
package final class TemporaryDirectory {
  package let path: String

  /// Makes an empty directory.
  package init() throws {
    var template = Array("/tmp/residual-tui-test.XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw HarnessError("cannot make a directory") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    guard let directory = unsafe opendir(path) else { return }
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { unsafe unlink(path + "/" + name) }
    }
    unsafe closedir(directory)
    unsafe rmdir(path)
  }
}

/// Whole files as text.
package enum TextFile {
  /// Reads a file; invalid UTF-8 is repaired.
  package static func read(_ path: String) throws -> String {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw HarnessError("cannot read \(path)") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe readBytes(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a file.
  package static func write(_ text: String, to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw HarnessError("cannot write \(path)") }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard unsafe writeBytes(descriptor, bytes, bytes.count) == bytes.count else {
      throw HarnessError("cannot write \(path)")
    }
  }
}
