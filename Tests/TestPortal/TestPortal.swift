import Accounts
import Chamber
import Chronology
import Companies
import Database
import Foundation
import Hummingbird
import Logging
import Portal
import Postbox
import Sodium
import TestDatabases
import Typesetting
import Web
import Work

/// The whole portal in the test process: real database, real routes, no socket.
package struct TestPortal: Sendable {
  package let application: PortalApplication
  package let time: TestClock
  package let folder: URL
  let responder: RouterResponder<SiteContext>

  package var database: Database { application.database }

  /// Makes a portal for the body and removes it afterwards.
  package static func with<T: Sendable>(
    _ engine: Engine, kind: ChamberKind = .hwk, secondFactorForOfficers: Bool = false,
    adding addition: PortalAddition = PortalAddition(), migrations: [MigrationSet] = PortalApplication.migrations,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TestPortal) async throws -> T
  ) async throws -> T {
    try await withDatabase(engine, migrations: migrations, connections: 8) { database in
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let typesetter = await Typesetters.shared.take()
      do {
        let result = try await body(
          try await make(database, folder, kind, secondFactorForOfficers, typesetter, addition))
        await Typesetters.shared.putBack(typesetter)
        return result
      } catch {
        await Typesetters.shared.putBack(typesetter)
        throw error
      }
    }
  }

  private static func make(
    _ database: Database, _ folder: URL, _ kind: ChamberKind, _ secondFactorForOfficers: Bool,
    _ typesetter: Typesetter, _ addition: PortalAddition
  ) async throws -> TestPortal {
    let time = TestClock()
    var configuration = try await PortalConfiguration.load(.init(port: 8080, isDemo: true))
    configuration.secret = .random()
    configuration.chamberKind = kind
    configuration.secondFactorForOfficers = secondFactorForOfficers
    configuration.baseURL = "http://portal.test"
    configuration.trustedProxies = 1
    configuration.mailTransport = "file:\(folder.path)/mail"
    configuration.folder = folder
    configuration.python = Typesetters.python
    let application = try await PortalApplication(
      configuration: configuration, database: database, clock: time.clock, logger: quiet, typesetter: typesetter,
      cost: .least, adding: addition)
    return TestPortal(
      application: application, time: time, folder: folder,
      responder: application.site.router(application.routes))
  }

  /// A visitor with cookies and a network address of their own.
  package func visitor(from address: String = "192.0.2.1") -> Browser {
    Browser(portal: self, address: address)
  }

  /// Sends all queued mails.
  package func deliverMails() async throws {
    _ = try await application.mailWorker.performAllDue()
  }

  /// The newest mail to an address, after sending all queued ones.
  package func newestMail(to address: String) async throws -> MailMessage? {
    try await deliverMails()
    return application.demoMails.first { $0.to.address == address }
  }

  /// How many mails went to an address.
  package func mailCount(to address: String) async throws -> Int {
    try await deliverMails()
    return application.demoMails.count { $0.to.address == address }
  }
}

/// Logs failures only.
private let quiet: Logger = {
  var logger = Logger(label: "test")
  logger.logLevel = .critical
  return logger
}()

/// A pool of typesetters with running workers, each used by one portal at a time: starting one takes longer than most
/// tests.
private actor Typesetters {
  static let shared = Typesetters()
  static let python = ProcessInfo.processInfo.environment["KAMMERPORTAL_PYTHON"] ?? "var/python/bin/python3"

  private var free: [Typesetter] = []

  func take() -> Typesetter {
    free.popLast() ?? Typesetter(python: Self.python, logger: quiet)
  }

  func putBack(_ typesetter: Typesetter) {
    free.append(typesetter)
  }
}
