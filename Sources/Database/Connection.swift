/// A database connection, valid only inside the closure of `read` or `write`.
///
/// Within `write`, a failed statement aborts the transaction on both engines: all later statements fail and nothing is
/// committed. Where a conflict is to be expected, use `ON CONFLICT` or catch the error outside of `write`.
package protocol Connection: AnyObject {
  var engine: Engine { get }

  /// All rows of the result.
  /// - Throws: `DatabaseError`, as do all methods here.
  func rows(_ sql: SQL) throws -> [Row]

  /// Runs a statement.
  /// - Returns: the number of rows inserted, updated or deleted; 0 for other statements.
  @discardableResult
  func execute(_ sql: SQL) throws -> Int

  /// Streams the rows of a SELECT one by one, with little memory however many there are. The body may run other
  /// statements.
  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws

  /// Runs several statements without parameters, separated by `;`, such as a migration.
  func runScript(_ text: String) throws
}

extension Connection {
  /// The first row; use `LIMIT 1` where there may be more.
  package func row(_ sql: SQL) throws -> Row? {
    try rows(sql).first
  }

  /// The first column of the first row; nil when there is no row or the value is null.
  package func value<T: ColumnValue>(_ sql: SQL) throws -> T? {
    guard let row = try rows(sql).first, row.values.first != .null else { return nil }
    return try row[at: 0]
  }

  /// The key returned by a statement such as `INSERT … RETURNING id`.
  /// - Throws: `DatabaseError`, also when no row is returned.
  package func key(_ sql: SQL) throws -> Int64 {
    guard let key: Int64 = try value(sql) else { throw DatabaseError(.other, "A row was expected and none came") }
    return key
  }

  /// Row lock (`FOR UPDATE`): append to a SELECT in a write whose rows are changed afterwards. Empty on SQLite, where
  /// writes are serialised.
  package var lockingRows: SQL { Dialect(engine).lockingRows }

  /// Row lock on one table of a join, by its name there. Rows of another area are locked by that area only.
  package func lockingRows(of table: StaticString) -> SQL { Dialect(engine).lockingRows(of: table) }

  /// Row lock that skips rows locked by other transactions (`SKIP LOCKED`), for workers that share a queue.
  package var skippingLockedRows: SQL { Dialect(engine).skippingLockedRows }

  /// Advisory lock for a decision that no row stands for: other writes wait at the same point until this one ends.
  package func passAlone(at point: LockPoint) throws {
    if let statement = Dialect(engine).passAlone(at: point) { _ = try row(statement) }
  }

  /// An aggregate: the distinct texts of a column, comma-separated, in any order; null if there are no rows.
  package func distinctTexts(_ column: StaticString) -> SQL { Dialect(engine).distinctTexts(column) }
}
