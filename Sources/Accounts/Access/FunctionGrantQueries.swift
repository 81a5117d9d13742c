import Chronology
import Database

/// Queries and updates of grants, which link persons in registers with accounts.
package enum FunctionGrantQueries {
  /// The person's grant that is in force or offered.
  package static func current(
    _ kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> FunctionGrant? {
    try connection.row(
      select + " WHERE g.kind = \(kind) AND g.subject_id = \(subject) AND g.state IN ('offered', 'held')"
    ).map(FunctionGrant.init)
  }

  /// The accounts that hold the function of the given persons.
  /// - Parameter subjects: a query for their keys, as `id`.
  package static func holders(
    _ kind: FunctionKind, of subjects: SQL, in connection: any Connection
  ) throws -> [Int64] {
    try connection.rows(
      """
      SELECT g.account_id FROM (\(sql: subjects)) found
        JOIN function_grants g ON g.kind = \(kind) AND g.subject_id = found.id AND g.state = 'held'
      """
    ).map { try $0["account_id"] }
  }

  /// The account's grants that are in force or offered.
  package static func open(of account: Int64, in connection: any Connection) throws -> [FunctionGrant] {
    try connection.rows(
      select + " WHERE g.account_id = \(account) AND g.state IN ('offered', 'held') ORDER BY g.id LIMIT 50"
    ).map(FunctionGrant.init)
  }

  /// The grants offered to an account and not yet answered.
  package static func offered(to account: Int64, in connection: any Connection) throws -> [FunctionGrant] {
    try connection.rows(select + " WHERE g.account_id = \(account) AND g.state = 'offered' ORDER BY g.id LIMIT 50").map(
      FunctionGrant.init)
  }

  /// Links a person with an account and ends an earlier link. A company's grant never replaces one by the chamber or
  /// its letter, nor one that the person has accepted, even if both come at the same time.
  /// - Throws: `InvitedByChamber`.
  package static func add(
    _ kind: FunctionKind, _ subject: Int64, account: Int64, state: FunctionGrantState, origin: FunctionGrantOrigin,
    by actor: Int64?, now: Instant, in connection: any Connection
  ) throws {
    if origin == .company {
      try connection.execute(
        """
        UPDATE function_grants SET state = 'ended', ended_at = \(now)
        WHERE kind = \(kind) AND subject_id = \(subject) AND origin = 'company'
          AND (state = 'offered' OR (state = 'held' AND EXISTS (
            SELECT 1 FROM accounts a WHERE a.id = function_grants.account_id AND a.state = 'pending')))
        """)
    } else {
      _ = try end(kind, subject, now: now, in: connection)
    }
    let decided: Instant? = state == .held ? now : nil
    let tries = origin == .company ? try earlierTries(kind, subject, in: connection) : 0
    let added = try connection.execute(
      """
      INSERT INTO function_grants
        (kind, subject_id, account_id, state, origin, created_at, created_by, decided_at, proof_tries)
      VALUES (\(kind), \(subject), \(account), \(state), \(origin), \(now), \(actor), \(decided), \(tries))
      ON CONFLICT (kind, subject_id) WHERE state IN ('offered', 'held') DO NOTHING
      """)
    guard added == 1 else { throw InvitedByChamber() }
  }

  /// Birth dates tried under earlier invitations by the company, so that another invitation gives no more tries.
  private static func earlierTries(
    _ kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> Int {
    try connection.value(
      """
      SELECT max(proof_tries) FROM function_grants
      WHERE kind = \(kind) AND subject_id = \(subject) AND origin = 'company'
      """) ?? 0
  }

  /// Counts a birth date tried as proof of identity; false if there were too many.
  static func countTry(_ id: Int64, limit: Int, in connection: any Connection) throws -> Bool {
    try connection.execute(
      """
      UPDATE function_grants SET proof_tries = proof_tries + 1
      WHERE id = \(id) AND state = 'offered' AND proof_tries < \(limit)
      """) == 1
  }

  /// Answers an offer to an account; nil if it is not the account's own, or already answered.
  static func decide(
    _ id: Int64, for account: Int64, as state: FunctionGrantState, now: Instant, in connection: any Connection
  ) throws -> FunctionGrant? {
    let grant = try connection.row(
      select + " WHERE g.id = \(id) AND g.account_id = \(account) AND g.state = 'offered'"
    ).map(FunctionGrant.init)
    let changed = try connection.execute(
      """
      UPDATE function_grants SET state = \(state), decided_at = \(now)
      WHERE id = \(id) AND account_id = \(account) AND state = 'offered'
      """)
    return changed == 1 ? grant : nil
  }

  /// Ends the person's grant; false if there was none.
  package static func end(
    _ kind: FunctionKind, _ subject: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE function_grants SET state = 'ended', ended_at = \(now)
      WHERE kind = \(kind) AND subject_id = \(subject) AND state IN ('offered', 'held')
      """) > 0
  }

  private static let select: SQL =
    """
    SELECT g.id, g.kind, g.subject_id, g.account_id, g.state, g.origin, g.proof_tries, g.created_at,
      g.decided_at, a.email,
      a.state AS account_state
    FROM function_grants g JOIN accounts a ON a.id = g.account_id
    """
}
