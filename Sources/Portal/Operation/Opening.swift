import Accounts
import Chronology
import Database
import Documents
import Foundation
import Logging
import Settings

/// How a command opens the portal.
package enum Opening: Sendable {
  /// With an existing database and current schema.
  case asItIs
  /// Creates the database and migrates it.
  case migrating
  /// As `migrating`, for a demo chamber; never on a database that contains anything else.
  case demo
}

extension PortalApplication {
  /// Opens the portal. Before anything is written it tightens file permissions, and refuses a wrong secret or, for the
  /// demo, a real chamber.
  /// - Throws: `OperatorFault` with what to do.
  package static func open(
    _ configuration: PortalConfiguration, _ opening: Opening, logger: Logger
  ) async throws -> PortalApplication {
    if let file = configuration.sqliteFile, opening == .asItIs, !FileManager.default.fileExists(atPath: file) {
      throw OperatorFault(
        "There is no database at \(file). Look at `database` in the configuration, or at --database. "
          + "`kammerportal migrate` makes a new one.")
    }
    for path in FileRights.tighten(configuration) {
      logger.notice("Others could read this; now only its owner can", metadata: ["path": "\(path)"])
    }
    let database = try await Database.open(configuration.database, logger: logger)
    do {
      return try await take(up: database, configuration, opening, logger)
    } catch {
      await database.close()
      throw error
    }
  }

  private static func take(
    up database: Database, _ configuration: PortalConfiguration, _ opening: Opening, _ logger: Logger
  ) async throws -> PortalApplication {
    if opening == .demo { try await refuseRealChamber(database) }
    try await refuseWrongSecret(database, configuration)
    if opening == .asItIs {
      let pending = try await database.pendingMigrations(migrations)
      guard pending.isEmpty else {
        throw OperatorFault(
          "The schema of the database is \(pending.count) steps behind this program. Make a backup, then run: "
            + "kammerportal migrate")
      }
    } else {
      _ = try await database.migrate(migrations)
    }
    let application = try await PortalApplication(configuration: configuration, database: database, logger: logger)
    let now = application.clock.now
    try configuration.secretOrigin.keep()
    try await application.installation.noteSecret(at: now)
    try await application.documents.deliverySeals.begin(database, now: now)
    try await application.settings.refresh(at: now)
    if opening != .asItIs { try await application.renewStoredKeys() }
    return application
  }

  /// - Throws: `OperatorFault` when the database was made with another secret, or the secret is missing.
  static func refuseWrongSecret(_ database: Database, _ configuration: PortalConfiguration) async throws {
    let isNew = configuration.secretOrigin.unkept != nil
    let installation = Installation(database, key: configuration.secret)
    var standing = Installation.Standing.unknown
    if try await database.hasTable("installation") { standing = try await installation.standing() }
    var holdsPeople = false
    if try await database.hasTable("accounts") {
      holdsPeople = try await database.read { try AccountQueries.hasAny(in: $0) }
    }
    if isNew, standing == .another || holdsPeople { throw missing(configuration) }
    if standing == .another {
      throw OperatorFault(
        "The secret in \(configuration.secretOrigin.source) is not the one that this database was made with. With "
          + "another one no PIN, no start code and no sealed content in it can be read. Put the right secret there, or "
          + "name its file as `secretFile` in the configuration. Nothing was changed.")
    }
  }

  private static func missing(_ configuration: PortalConfiguration) -> OperatorFault {
    let file = configuration.folder.appendingPathComponent("secret").path
    return OperatorFault(
      "The secret of this installation is missing: there is no file \(file), and neither `secret` nor `secretFile` is "
        + "set. The database was made with one; without it no PIN, no start code and no sealed content can be read. "
        + "Put the old secret back there, or name its file as `secretFile`. Nothing was changed.")
  }

  /// - Throws: `OperatorFault` when there are accounts that `demo` did not create.
  private static func refuseRealChamber(_ database: Database) async throws {
    guard try await database.hasTable("accounts"),
      try await database.read({ try AccountQueries.hasAny(in: $0) })
    else { return }
    var origin: String?
    if try await database.hasTable("installation") {
      origin = try await database.read { try InstallationQueries.value(.origin, in: $0) }
    }
    // Created before the mark existed.
    let looksLikeDemo = (try? await database.read { try DemoChamber.hasPeople(in: $0) }) ?? false
    guard origin == DemoChamber.origin || looksLikeDemo else {
      throw OperatorFault(
        "This database holds a chamber that `kammerportal demo` did not make. As a demo it would show all mails to "
          + "everybody and open the back office without a second factor. Nothing was changed. Name another database "
          + "with --database, or leave --demo out.")
    }
  }
}

extension PortalConfiguration {
  /// - Throws: `OperatorFault` when no mail transport is configured.
  package func requireTransport() throws {
    guard mailTransport == nil else { return }
    throw OperatorFault(
      "mail.transport is not set, so no mail would ever leave. Set it to the chamber's mail server, such as "
        + "smtp://mail.kammer.example:587, or to file:FOLDER to try the portal out.")
  }

  /// - Throws: `OperatorFault` when a demo would be reachable from other machines.
  package func refuseOpenDemo() throws {
    let reached = URLComponents(string: baseURL)
    let isLocal = [host, reached?.host ?? ""].allSatisfy(Self.isLoopback)
    guard isLocal, reached?.scheme == "http" else {
      throw OperatorFault(
        "A demo shows all mails to everybody, so it is served on this machine only: `host` must be 127.0.0.1 and "
          + "`baseURL` an http address of 127.0.0.1 or localhost. Without --demo the portal is served as configured.")
    }
  }

  private static func isLoopback(_ host: String) -> Bool {
    let bare = host.filter { $0 != "[" && $0 != "]" }
    return bare == "localhost" || bare == "::1"
      || bare.hasPrefix("127.") && bare.allSatisfy { $0.isNumber || $0 == "." }
  }
}
