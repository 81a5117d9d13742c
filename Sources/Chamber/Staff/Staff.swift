import Accounts
import Chronology
import Database
import Journal
import Web

/// Why nothing is changed about an officer.
package enum StaffRefusal: String, Error {
  /// Nobody would be left to administer the portal.
  case lastAdministrator
  /// The account belongs to no officer, or to a former one.
  case noOfficer
  /// Somebody else changed it meanwhile, or nothing would change.
  case nothingDone
}

/// Operations (changes of state) on officers, by page and by command. All within a write of the caller, and noted in the
/// audit log with what was before.
package enum Staff {
  /// Makes somebody an officer, or changes what one may do.
  package static func give(
    _ terms: OfficerTerms, to account: Int64, _ cause: Cause, in connection: any Connection
  ) throws {
    try OfficerQueries.hold(in: connection)
    let day = cause.site.clock.day(of: cause.now)
    let before = try OfficerQueries.officer(account, in: connection)
    if let before, before.endedAt == nil {
      guard before.terms != terms else { throw StaffRefusal.nothingDone }
      try check(changing: account, to: terms, on: day, in: connection)
    }
    try OfficerQueries.save(terms, of: account, now: cause.now, in: connection)
    let isNew = !(before?.isActive(on: day) ?? false)
    var details = terms.logged
    if !isNew, let before { details["rights_before"] = before.terms.logged["rights"] }
    try record(isNew ? "officer.appointed" : "officer.changed", account, cause, details, in: connection)
  }

  /// Ends an officer's work; the account stays, with whatever else the person is.
  package static func dismiss(_ account: Int64, _ cause: Cause, in connection: any Connection) throws {
    try OfficerQueries.hold(in: connection)
    try check(changing: account, to: nil, on: cause.site.clock.day(of: cause.now), in: connection)
    let before = try OfficerQueries.officer(account, in: connection)
    guard try OfficerQueries.end(account, now: cause.now, in: connection) else { throw StaffRefusal.noOfficer }
    try record(
      "officer.dismissed", account, cause, before?.terms.logged.filter { $0.key == "rights" } ?? [:], in: connection)
  }

  /// Whether the portal would be without administration if an account could not be used any more.
  static func isLastAdministrator(_ account: Int64, on day: CalendarDate, in connection: any Connection) throws -> Bool
  {
    StaffRules.leavesNobody(
      try OfficerQueries.officers(in: connection), changing: account, to: nil, on: day)
  }

  private static func check(
    changing account: Int64, to terms: OfficerTerms?, on day: CalendarDate, in connection: any Connection
  ) throws {
    let officers = try OfficerQueries.officers(in: connection)
    if StaffRules.leavesNobody(officers, changing: account, to: terms, on: day) { throw StaffRefusal.lastAdministrator }
  }

  private static func record(
    _ event: String, _ account: Int64, _ cause: Cause, _ details: [String: String], in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, .init("account", account), details), at: cause.now, in: connection)
  }
}
