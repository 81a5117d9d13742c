import Accounts
import Chronology
import Database
import Web
import Work

extension JobKind {
  /// Accounts for all persons of a register with a known address.
  package static let accountOpening = JobKind("account-opening")
}

/// A job requested by an officer: accounts for all persons of a kind with a known e-mail address.
package struct AccountOpeningOrder: Sendable, Codable {
  package let kind: String
  package let officer: Int64

  package init(kind: FunctionKind, officer: Int64) {
    self.kind = kind.rawValue
    self.officer = officer
  }
}

/// Opens accounts for many persons of the register, a hundred per transaction. Persons with an account are not selected
/// again, so an interrupted job continues where it stopped.
package struct AccountOpeningWork: JobHandler {
  package let kind = JobKind.accountOpening
  package let attempts = 5
  private static let portion = 100

  let registers: Registers
  let site: Site

  package init(registers: Registers, site: Site) {
    self.registers = registers
    self.site = site
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let order = try job.decoded(as: AccountOpeningOrder.self)
    guard let kind = registers.kind(FunctionKind(rawValue: order.kind)) else {
      throw JobGivenUp("no such kind: \(order.kind)")
    }
    var (after, opened): (Int64, Int) = (0, 0)
    while true {
      let start = after
      let cause = Cause(site: site, actor: order.officer, now: site.clock.now)
      let (last, count) = try await registers.database.write { connection in
        try openPortion(kind, after: start, cause, in: connection)
      }
      guard let last else { break }
      after = last
      opened += count
      try await report(done: opened, of: max(opened, 1))
    }
    return String(opened)
  }

  private func openPortion(
    _ kind: any PersonKind, after key: Int64, _ cause: Cause, in connection: any Connection
  ) throws -> (last: Int64?, opened: Int) {
    let (accounts, day) = (registers.accounts, site.clock.day(of: cause.now))
    let found = try MissingAccessQueries.reachable(kind, after: key, limit: Self.portion, on: day, in: connection)
    let people = try kind.recipients(found.map(\.subject), in: connection)
    var opened = 0
    for (subject, email) in found {
      // If an address has got too many mails, the others of this portion must not be rolled back.
      guard let person = people[subject]?.person, let address = EmailAddress(email),
        try accounts.mayMail(address, cause.now, in: connection)
      else { continue }
      _ = try accounts.openAccount(for: person, at: address, origin: .chamber, cause: cause, in: connection)
      opened += 1
    }
    return (found.last?.subject, opened)
  }
}
