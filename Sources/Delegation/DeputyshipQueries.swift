import Accounts
import Chronology
import Database
import Web
import Work

/// Queries about deputyships.
package enum DeputyshipQueries {
  /// A condition: the subject of a four-eyes proposal (`o.subject_id`) can still be decided.
  static let isProposed: SQL = "EXISTS (SELECT 1 FROM deputyships s WHERE s.id = o.subject_id AND s.state = 'proposed')"

  package static func deputyship(_ id: Int64, in connection: any Connection) throws -> Deputyship? {
    try connection.row(select + " WHERE d.id = \(id)").map(Deputyship.init)
  }

  /// Deputyships given by an account, or for companies that it administers; newest first.
  static func given(by account: Int64, companies: [Int64], in connection: any Connection) throws -> [Deputyship] {
    try connection.rows(
      select + " WHERE \(sql: isGiven(by: account, companies)) ORDER BY d.id DESC LIMIT 200"
    ).map(Deputyship.init)
  }

  /// Deputyships offered to or held by an account, or companies that it administers; newest first.
  static func held(by account: Int64, companies: [Int64], in connection: any Connection) throws -> [Deputyship] {
    try connection.rows(
      select + """
         WHERE \(sql: isHeld(by: account, companies)) AND d.state IN ('offered', 'active')
        ORDER BY d.id DESC LIMIT 200
        """
    ).map(Deputyship.init)
  }

  /// A page of the proposals that wait for the chamber, oldest first.
  package static func proposals(
    _ slice: ListSlice<OldestFirst>, in connection: any Connection
  ) throws -> [Deputyship] {
    try connection.rows(select + " WHERE d.state = 'proposed'" + slice.rows("d.id")).map(Deputyship.init)
  }

  /// How many proposals wait, and since when.
  package static func waiting(in connection: any Connection) throws -> (count: Int, oldest: Instant)? {
    let row = try connection.row(
      "SELECT count(*) AS number, min(created_at) AS oldest FROM deputyships WHERE state = 'proposed'")
    guard let row, let oldest: Instant = try row["oldest"] else { return nil }
    return (try row["number"], oldest)
  }

  static func isGiven(by account: Int64, _ companies: [Int64]) -> SQL {
    """
    ((d.principal_kind = 'company_administrator' AND d.principal_subject IN (\(list: companies)))
      OR (d.principal_kind <> 'company_administrator' AND d.given_by = \(account)))
    """
  }

  static func isHeld(by account: Int64, _ companies: [Int64]) -> SQL {
    "(d.deputy_account = \(account) OR d.deputy_company IN (\(list: companies)))"
  }

  // With the letter about its first administrator, a company can revoke a false one, and with them everybody whom they
  // had invited: those memberships have an end, but nobody of the company who ended them. What such a person gave in
  // the company's name is void as well.
  private static let select: SQL =
    """
    SELECT d.id, d.principal_kind, d.principal_subject, d.given_by, d.deputy_account, d.deputy_company, d.deputy_name,
      d.first_name, d.last_name, d.fields, d.valid_until, d.state, d.created_at, d.decided_at,
      d.ended_by, d.reason,
      g.first_name AS giver_first_name, g.last_name AS giver_last_name, a.first_name AS deputy_first_name,
      a.last_name AS deputy_last_name, c.full_name AS deputy_company_name,
      p.full_name AS principal_company_name, p.active_from, p.active_until,
      CASE WHEN d.principal_kind = 'company_administrator' THEN g.state = 'deleted' OR NOT EXISTS (
          SELECT 1 FROM company_people m
          WHERE m.company_id = d.principal_subject AND m.account_id = d.given_by AND m.ended_by IS NULL
            AND m.ended_at >= d.created_at)
        ELSE g.state IN ('active', 'leaving') AND EXISTS (
          SELECT 1 FROM account_functions f
          WHERE f.kind = d.principal_kind AND f.subject_id = d.principal_subject AND f.account_id = d.given_by
            AND f.state = 'held')
      END AS is_held
    FROM deputyships d JOIN account_facts g ON g.id = d.given_by
      LEFT JOIN account_facts a ON a.id = d.deputy_account
      LEFT JOIN company_facts c ON c.id = d.deputy_company
      LEFT JOIN company_facts p ON d.principal_kind = 'company_administrator' AND p.id = d.principal_subject
    """
}
