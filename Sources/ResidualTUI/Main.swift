import ArgumentParser
import Engine
import Interface

/// The laboratory; the command line proper is to replace this.
@main struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "residual-tui")

  @Option var layers = 12
  @Option var width = 64
  @Option var color = ColorChoice.auto
  @Option var colorDepth: ColorDepth?
  @Option var text: String?
  @Argument var command: String?

  func run() throws {
    let options = options
    let code = MainActor.assumeIsolated { runLaboratory(options) }
    throw ExitCode(code)
  }

  private var options: LaboratoryOptions {
    var configuration = Configuration()
    configuration.layers = layers
    configuration.width = width
    var options = LaboratoryOptions(configuration: configuration)
    options.color = color
    options.colorDepth = colorDepth
    options.keyboard = text == "-" ? .controllingTerminal : .standardInput
    options.farewell = { configuration, verdict in
      "--config layers=\(configuration.layers)\nverdict: \(verdict?.state.rawValue ?? "none")"
    }
    return options
  }
}

extension ColorChoice: ExpressibleByArgument {}
extension ColorDepth: ExpressibleByArgument {}
