import Chronology
import Database
import Web
import Work

/// What an officer asked for: accounts for all persons of a kind whose address is known.
package struct AccountOpeningOrder: Sendable, Codable {
  package let kind: String
  package let officer: Int64

  package init(kind: FunctionKind, officer: Int64) {
    self.kind = kind.rawValue
    self.officer = officer
  }
}

/// A register whose persons can get accounts at the addresses that the chamber knows.
package protocol AccountSource: Sendable {
  var kinds: Set<FunctionKind> { get }
  /// Persons with an address for mails and without an account, in the order of keys, after one.
  func withoutAccount(
    _ kind: FunctionKind, after key: Int64, limit: Int, on day: CalendarDate, in connection: any Connection
  ) throws -> [(key: Int64, person: RegisteredPerson, email: String)]
}

/// Opens accounts for many persons of the register, a hundred in a transaction; who got one is not found again, so an
/// interrupted job goes on where it stopped.
package struct AccountOpeningWork: JobHandler {
  package static let jobKind = "account-opening"
  package let kind = AccountOpeningWork.jobKind
  package let attempts = 5
  private static let portion = 100

  let database: Database
  let accounts: Accounts
  let sources: [any AccountSource]
  let site: Site

  package init(database: Database, accounts: Accounts, sources: [any AccountSource], site: Site) {
    self.database = database
    self.accounts = accounts
    self.sources = sources
    self.site = site
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let order = try job.decoded(as: AccountOpeningOrder.self)
    guard let kind = FunctionKind(rawValue: order.kind), let source = sources.first(where: { $0.kinds.contains(kind) })
    else { throw JobGivenUp("no such function: \(order.kind)") }
    var (after, opened): (Int64, Int) = (0, 0)
    while true {
      let start = after
      let cause = Cause(site: site, actor: order.officer, now: site.clock.now)
      let (last, count) = try await database.write { connection in
        try openPortion(kind, of: source, after: start, cause, in: connection)
      }
      guard let last else { break }
      after = last
      opened += count
      try await report(done: opened, of: max(opened, 1))
    }
    return String(opened)
  }

  private func openPortion(
    _ kind: FunctionKind, of source: any AccountSource, after key: Int64, _ cause: Cause, in connection: any Connection
  ) throws -> (last: Int64?, opened: Int) {
    let day = site.clock.day(of: cause.now)
    let found = try source.withoutAccount(kind, after: key, limit: Self.portion, on: day, in: connection)
    var opened = 0
    for (_, person, email) in found {
      // One address that got too many mails must not take the others of this portion back.
      guard let address = EmailAddress(email), try accounts.mayMail(address, cause.now, in: connection) else {
        continue
      }
      _ = try accounts.openAccount(for: person, at: address, origin: .chamber, cause: cause, in: connection)
      opened += 1
    }
    return (found.last?.key, opened)
  }
}
