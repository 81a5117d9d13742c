import Chronology
import Database

/// Access of head offices to their branches (Zugriff auf Filialen), granted by the chamber for each branch. A branch
/// never sees its head office.
package enum BranchAccessQueries {
  /// The branches to which a head office has access.
  package static func branches(of headOffice: Int64, in connection: any Connection) throws -> Set<Int64> {
    Set(
      try connection.rows(
        "SELECT branch_id FROM branch_access WHERE head_office_id = \(headOffice) AND ended_at IS NULL"
      ).map { try $0["branch_id"] })
  }

  /// The head offices that have access to a branch.
  package static func headOffices(of branch: Int64, in connection: any Connection) throws -> [Int64] {
    try connection.rows(
      """
      SELECT e.head_office_id FROM branch_access e JOIN companies b ON b.id = e.branch_id
      WHERE e.branch_id = \(branch) AND e.ended_at IS NULL AND b.head_office_id = e.head_office_id
      """
    ).map { try $0["head_office_id"] }
  }

  /// Gives a head office access to one of its branches; false if it is not its own branch, or had been granted before.
  package static func grant(
    _ branch: Int64, to headOffice: Int64, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      INSERT INTO branch_access (head_office_id, branch_id, granted_at, granted_by)
      SELECT head_office_id, id, \(now), \(officer) FROM companies WHERE id = \(branch) AND head_office_id = \(headOffice)
      ON CONFLICT (head_office_id, branch_id) WHERE ended_at IS NULL DO NOTHING
      """) == 1
  }

  /// Ends the access to a branch; false if there was none.
  package static func end(
    _ branch: Int64, of headOffice: Int64, by officer: Int64, now: Instant, in connection: any Connection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE branch_access SET ended_at = \(now), ended_by = \(officer)
      WHERE head_office_id = \(headOffice) AND branch_id = \(branch) AND ended_at IS NULL
      """) == 1
  }
}
