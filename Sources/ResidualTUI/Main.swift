import ArgumentParser
import Interface
import Engine

@main struct Main {
  static func main() {}
}
