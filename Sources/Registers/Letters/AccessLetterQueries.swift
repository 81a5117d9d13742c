import Accounts
import Chronology
import Database
import Postbox

/// Queries about letters with credentials and their recipients.
package enum AccessLetterQueries {
  /// Requests a letter with a start code for each subject that a subquery yields; subjects with an open code keep it.
  /// - Returns: how many.
  package static func requestLetters(
    _ kind: FunctionKind, subjects: SQL, now: Instant, in connection: any Connection
  ) throws -> Int {
    let codes = try PostalCodeQueries.request(kind, subjects: subjects, now: now, in: connection)
    for code in codes { try Letters.request(AccessLetter.letterKind, subject: code, now: now, in: connection) }
    return codes.count
  }

  /// Requests a letter for one person; an open code is revoked first.
  /// - Parameter subjects: a subquery that yields the person if a postal address is known.
  /// - Returns: false if there is no address.
  package static func requestLetter(
    _ kind: FunctionKind, _ subject: Int64, subjects: SQL, now: Instant, in connection: any Connection
  ) throws -> Bool {
    guard try connection.row(subjects) != nil else { return false }
    _ = try revoke(kind, subject, in: connection)
    return try requestLetters(kind, subjects: subjects, now: now, in: connection) > 0
  }

  /// Revokes the open code of a person, and removes its letter from the print queue.
  /// - Returns: false if there was none.
  package static func revoke(_ kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> Bool {
    if let open = try PostalCodeQueries.newest(kind, subject, in: connection), open.state == .requested {
      try Letters.withdraw(AccessLetter.letterKind, subject: open.id, in: connection)
    }
    return try PostalCodeQueries.revoke(kind, subject, in: connection)
  }
}
