import Accounts
import Chronology
import Database
import Postbox

/// Letters with credentials, and for whom.
package enum AccessLetterQueries {
  /// Asks for a letter with a start code for each subject of a question that gives their keys; who has an open code
  /// keeps it.
  /// - Returns: how many.
  package static func requestLetters(
    _ kind: FunctionKind, subjects: SQL, now: Instant, in connection: any Connection
  ) throws -> Int {
    let codes = try PostalCodeQueries.request(kind, subjects: subjects, now: now, in: connection)
    for code in codes { try Letters.request(AccessLetter.letterKind, subject: code, now: now, in: connection) }
    return codes.count
  }

  /// The same for one person; an open code before it ends.
  /// - Parameter subjects: the question that gives the person if an address for letters is known.
  /// - Returns: false when there is no address.
  package static func requestLetter(
    _ kind: FunctionKind, _ subject: Int64, subjects: SQL, now: Instant, in connection: any Connection
  ) throws -> Bool {
    guard try connection.row(subjects) != nil else { return false }
    _ = try revoke(kind, subject, in: connection)
    return try requestLetters(kind, subjects: subjects, now: now, in: connection) > 0
  }

  /// Ends the open code of a person, and takes its letter out of the print queue if it waits there.
  /// - Returns: false when there was none.
  package static func revoke(_ kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> Bool {
    if let open = try PostalCodeQueries.newest(kind, subject, in: connection), open.state == .requested {
      try Letters.withdraw(AccessLetter.letterKind, subject: open.id, in: connection)
    }
    return try PostalCodeQueries.revoke(kind, subject, in: connection)
  }
}
