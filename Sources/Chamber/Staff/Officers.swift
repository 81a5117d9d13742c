import Office
import Accounts
import Chronology
import Database
import Settings
import Web

extension OfficerRight {
  /// Printing and posting of letters.
  package static let letters = OfficerRight(rawValue: "letters")
  /// Accounts: state, unlock, reset, deletion.
  package static let accounts = OfficerRight(rawValue: "accounts")
  /// Officers and their rights, chamber settings, the audit log.
  package static let administration = OfficerRight(rawValue: "administration")
}

/// The rights of an officer, and their last day.
package struct OfficerTerms: Sendable, Equatable {
  package let rights: Set<OfficerRight>
  /// The last day in office; nil for no end.
  package let lastDay: CalendarDate?

  package init(_ rights: Set<OfficerRight>, until lastDay: CalendarDate? = nil) {
    self.rights = rights
    self.lastDay = lastDay
  }

  /// Whether the officer administers the portal without end; the chamber always needs at least one of these.
  var administersForGood: Bool { rights.contains(.administration) && lastDay == nil }

  /// The details for the audit log.
  var logged: [String: String] {
    ["rights": OfficerRight.text(rights), "until": lastDay?.description ?? ""].filter { !$0.value.isEmpty }
  }
}

/// Finds the officer's function of an account.
package struct OfficerFunctions: FunctionProvider {
  package let source = FunctionSource.rows(OfficerQueries.isOfficer)
  private let settings: ChamberSettings
  private let clock: WallClock

  package init(settings: ChamberSettings, clock: WallClock) {
    self.settings = settings
    self.clock = clock
  }

  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    guard let terms = try OfficerQueries.terms(of: account, on: clock.day(of: now), in: connection) else { return [] }
    return [
      PortalFunction(
        kind: .officer, subject: account, title: settings[ChamberIdentity.name],
        rights: Set(terms.rights.map(\.rawValue)), path: OfficePath.start)
    ]
  }
}

/// What happens to an officer's role when the account is erased.
package struct OfficerErasure: AccountErasure {
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  package func erase(account: Int64, now: Instant, in connection: any Connection) throws {
    _ = try OfficerQueries.end(account, now: now, in: connection)
  }

  package func lockForErasure(of account: Int64, now: Instant, in connection: any Connection) throws {
    guard try OfficerQueries.officer(account, in: connection) != nil else { return }
    try OfficerQueries.lockAll(in: connection)
  }

  package func objection(to account: Int64, now: Instant, in connection: any Connection) throws -> DeletionObjection? {
    try Staff.isLastAdministrator(account, on: clock.day(of: now), in: connection)
      ? DeletionObjection("chamber.staff.last.text") : nil
  }
}
