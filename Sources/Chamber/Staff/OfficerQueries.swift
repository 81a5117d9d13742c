import Accounts
import Chronology
import Database
import Foundation

/// A present or former officer of the chamber.
package struct Officer: Sendable {
  package let account: Int64
  package let name: String
  package let email: String
  package let state: AccountState
  package let lastSignInAt: Instant?
  package let terms: OfficerTerms
  package let endedAt: Instant?

  init(_ row: Row) throws {
    account = try row["id"]
    let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
    name = NameRules.full(first, last)
    email = try row["email"]
    state = try row["state"]
    lastSignInAt = try row["last_sign_in_at"]
    terms = OfficerTerms(OfficerRight.rights(try row["rights"]), until: try row["ends_on"])
    endedAt = try row["ended_at"]
  }

  /// Whether the officer is in office on a day, once the account is activated.
  package func isActive(on day: CalendarDate) -> Bool { endedAt == nil && terms.lastDay.map { $0 >= day } ?? true }
}

/// Queries and updates of officers.
package enum OfficerQueries {
  /// A condition on an account `a`: it belongs to an officer.
  static let isOfficer: SQL =
    "EXISTS (SELECT 1 FROM chamber_officers o WHERE o.account_id = a.id AND o.ended_at IS NULL)"

  /// The officer's rights and last day, if in office on a day; nil for other accounts.
  static func terms(
    of account: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> OfficerTerms? {
    let row = try connection.row(
      """
      SELECT rights, ends_on FROM chamber_officers
      WHERE account_id = \(account) AND ended_at IS NULL AND (ends_on IS NULL OR ends_on >= \(day))
      """)
    guard let row else { return nil }
    return OfficerTerms(OfficerRight.rights(try row["rights"]), until: try row["ends_on"])
  }

  /// All officers, former ones last, by name.
  package static func officers(in connection: any Connection) throws -> [Officer] {
    try connection.rows(
      select + " ORDER BY CASE WHEN o.ended_at IS NULL THEN 0 ELSE 1 END, a.last_name, a.first_name, a.id LIMIT 1000"
    ).map(Officer.init)
  }

  package static func officer(_ account: Int64, in connection: any Connection) throws -> Officer? {
    try connection.row(select + " AND o.account_id = \(account)").map(Officer.init)
  }

  /// Locks all officers until the transaction ends, so that two who dismiss each other come one after the other.
  static func lockAll(in connection: any Connection) throws {
    _ = try connection.rows("SELECT account_id FROM chamber_officers ORDER BY account_id\(sql: connection.lockingRows)")
  }

  /// Makes an account an officer, or changes an officer's terms.
  package static func save(
    _ terms: OfficerTerms, of account: Int64, now: Instant, in connection: any Connection
  ) throws {
    let rights = OfficerRight.text(terms.rights)
    try connection.execute(
      """
      INSERT INTO chamber_officers (account_id, rights, ends_on, created_at)
      VALUES (\(account), \(rights), \(terms.lastDay), \(now))
      ON CONFLICT (account_id) DO UPDATE SET rights = excluded.rights, ends_on = excluded.ends_on, ended_at = NULL
      """)
  }

  /// - Returns: false if the account was not an officer.
  static func end(_ account: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    try connection.execute(
      "UPDATE chamber_officers SET ended_at = \(now) WHERE account_id = \(account) AND ended_at IS NULL") == 1
  }

  private static let select: SQL =
    """
    SELECT a.id, a.first_name, a.last_name, a.email, a.state, a.last_sign_in_at, o.rights, o.ends_on, o.ended_at
    FROM chamber_officers o JOIN account_facts a ON a.id = o.account_id
    WHERE a.state <> 'deleted'
    """
}
