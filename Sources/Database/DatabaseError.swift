/// Why the database did not do what was asked; the same kinds on both engines.
package struct DatabaseError: Error, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// A second row with the same key: the columns as `accounts.email` or `jobs.kind, jobs.delivery_key`, or for an
    /// index over an expression its name as `index 'accounts_by_email'`.
    case uniqueViolation(String)
    case foreignKeyViolation
    case notNullViolation
    case checkViolation
    /// Another transaction was in the way: serialization, deadlock or a lock not given in time. `write` tries again.
    case serializationFailure
    /// The engine cannot be reached, or the connection broke. When a COMMIT was under way its outcome is unknown.
    case unavailable
    case diskFull
    case other
  }

  package let kind: Kind
  /// The engine's words, for the log.
  package let message: String
  /// The statement, without its values; empty where there is none.
  package let sql: String

  package init(_ kind: Kind, _ message: String, sql: String = "") {
    self.kind = kind
    self.message = message
    self.sql = sql
  }

  package var description: String {
    sql.isEmpty ? "\(kind): \(message)" : "\(kind): \(message) in: \(sql)"
  }
}
