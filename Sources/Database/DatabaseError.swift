/// Why the database refused a statement; the same kinds on both engines.
package struct DatabaseError: Error, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// A unique key exists already. Names the columns, as `accounts.email` or `jobs.kind, jobs.delivery_key`; for an
    /// index on an expression its name, as `index 'accounts_by_email'`.
    case uniqueViolation(String)
    case foreignKeyViolation
    case notNullViolation
    case checkViolation
    /// Conflict with another transaction: serialization failure, deadlock or lock timeout. `write` tries again.
    case serializationFailure
    /// The engine cannot be reached, or the connection broke. If a COMMIT was running its outcome is unknown.
    case unavailable
    case diskFull
    case other
  }

  package let kind: Kind
  /// The engine's message, for the log.
  package let message: String
  /// The statement without its values; empty if there is none.
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
