import Accounts
import ArgumentParser
import Chronology
import Database
import Foundation
import Logging
import Portal
import Settings

/// The options that all commands share.
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
  /// - Parameter migrates: brings the schema up to date first; otherwise an old schema is an error.
  func open(
    _ configuration: PortalConfiguration, migrates: Bool = false
  ) async throws -> PortalApplication {
    var logger = Logger(label: "kammerportal") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = configuration.logLevel
    let database = try await Database.open(configuration.database, logger: logger)
    if migrates {
      _ = try await database.migrate(PortalApplication.migrations)
    } else {
      let pending = try await database.pendingMigrations(PortalApplication.migrations)
      guard pending.isEmpty else {
        throw ValidationError("The database needs \(pending.count) migrations. Run: kammerportal migrate")
      }
    }
    let application = try await PortalApplication(configuration: configuration, database: database, logger: logger)
    try await application.settings.refresh(at: application.clock.now)
    return application
  }
}

/// Writes a line for the person at the terminal at once, also when the output goes to a file.
func say(_ text: String) {
  FileHandle.standardOutput.write(Data((text + "\n").utf8))
}
