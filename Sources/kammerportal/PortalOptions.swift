import ArgumentParser
import Foundation
import Logging
import Portal

/// The options shared by all commands.
struct PortalOptions: ParsableArguments {
  @Option(help: "sqlite:PATH or postgresql://USER:PASSWORD@HOST/NAME")
  var database: String?

  @Option(help: "A YAML file; the environment (KAMMERPORTAL_…) wins over it, options over both.")
  var config: String?

  func configuration(port: Int? = nil, isDemo: Bool = false) async throws -> PortalConfiguration {
    try await PortalConfiguration.load(
      .init(database: database, configurationFile: config, port: port, isDemo: isDemo))
  }

  /// Opens the portal for a command.
  /// - Parameter format: of the log; commands write for people at a terminal.
  func open(
    _ configuration: PortalConfiguration, _ opening: Opening = .asItIs, log format: LogFormat = .text
  ) async throws -> PortalApplication {
    var logger = Logger(label: "kammerportal") { _ in LogLines(format) }
    logger.logLevel = configuration.logLevel
    return try await PortalApplication.open(configuration, opening, logger: logger)
  }
}

/// Writes a line to standard output without buffering, even if the output goes to a file.
func say(_ text: String) {
  FileHandle.standardOutput.write(Data((text + "\n").utf8))
}
