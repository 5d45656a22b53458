#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program: what was asked on the command line, and its exit code.
@main struct Main {
  static func main() {
    exit(Entry.run(Array(CommandLine.arguments.dropFirst())))
  }
}
