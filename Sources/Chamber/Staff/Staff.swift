import Accounts
import Chronology
import Database
import Journal
import Web

/// Why an officer was not changed.
package enum StaffRefusal: String, Error {
  /// Nobody would be left to administer the portal.
  case lastAdministrator
  /// The account is not an officer's, or a former one's.
  case noOfficer
  /// It was changed meanwhile, or nothing would change.
  case nothingDone
}

/// Operations on officers, for pages and commands. They run within the caller's write and record the previous state in
/// the audit log.
package enum Staff {
  /// Makes an account an officer; it may have been one before.
  package static func appoint(
    _ account: Int64, _ terms: OfficerTerms, _ cause: Cause, in connection: any Connection
  ) throws {
    try OfficerQueries.lockAll(in: connection)
    let day = cause.site.clock.day(of: cause.now)
    if let known = try OfficerQueries.officer(account, in: connection), known.isActive(on: day) {
      throw StaffRefusal.nothingDone
    }
    try OfficerQueries.save(terms, of: account, now: cause.now, in: connection)
    try record(.officerAppointed, about: account, cause, terms.logged, in: connection)
  }

  /// Changes an officer's terms.
  /// - Parameter seen: the terms that the deciding person saw; if they differ by now, nothing is changed.
  package static func change(
    _ account: Int64, from seen: OfficerTerms, to terms: OfficerTerms, _ cause: Cause, in connection: any Connection
  ) throws {
    try OfficerQueries.lockAll(in: connection)
    guard let before = try OfficerQueries.officer(account, in: connection), before.endedAt == nil, before.terms == seen,
      terms != seen
    else { throw StaffRefusal.nothingDone }
    try check(changing: account, to: terms, on: cause.site.clock.day(of: cause.now), in: connection)
    try OfficerQueries.save(terms, of: account, now: cause.now, in: connection)
    let former = seen.logged.reduce(into: [:]) { $0["\($1.key)_before"] = $1.value }
    try record(.officerChanged, about: account, cause, terms.logged.merging(former) { $1 }, in: connection)
  }

  /// Dismisses an officer; the account and its other functions stay.
  package static func dismiss(_ account: Int64, _ cause: Cause, in connection: any Connection) throws {
    try OfficerQueries.lockAll(in: connection)
    try check(changing: account, to: nil, on: cause.site.clock.day(of: cause.now), in: connection)
    guard let before = try OfficerQueries.officer(account, in: connection),
      try OfficerQueries.end(account, now: cause.now, in: connection)
    else { throw StaffRefusal.noOfficer }
    try record(.officerDismissed, about: account, cause, before.terms.logged, in: connection)
  }

  /// Whether the portal would be without an administrator if an account could no longer be used.
  static func isLastAdministrator(_ account: Int64, on day: CalendarDate, in connection: any Connection) throws -> Bool
  {
    try leavesNobody(changing: account, to: nil, on: day, in: connection)
  }

  private static func leavesNobody(
    changing account: Int64, to terms: OfficerTerms?, on day: CalendarDate, in connection: any Connection
  ) throws -> Bool {
    StaffRules.leavesNobody(
      try OfficerQueries.officers(in: connection), changing: account, to: terms, on: day)
  }

  private static func check(
    changing account: Int64, to terms: OfficerTerms?, on day: CalendarDate, in connection: any Connection
  ) throws {
    if try leavesNobody(changing: account, to: terms, on: day, in: connection) { throw StaffRefusal.lastAdministrator }
  }

  private static func record(
    _ event: Event, about account: Int64, _ cause: Cause, _ details: [String: String], in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, .init(.account, account), details), at: cause.now, in: connection)
  }
}
