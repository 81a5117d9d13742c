/// A connection while a closure of `read` or `write` runs. It is valid only there.
///
/// Within `write` a failed statement ends the transaction on both engines: whatever follows fails, and nothing is kept.
/// Where a conflict is to be expected write `ON CONFLICT`, or catch the error outside of `write`.
package protocol Connection: AnyObject {
  var engine: Engine { get }

  /// All rows of the answer.
  /// - Throws: `DatabaseError`, as all methods here.
  func rows(_ sql: SQL) throws -> [Row]

  /// Runs a statement.
  /// - Returns: how many rows were added, changed or removed; 0 for statements of other kinds.
  @discardableResult
  func execute(_ sql: SQL) throws -> Int

  /// Hands over the rows of a SELECT one after the other, with little memory however many they are.
  /// The body may run other statements.
  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws

  /// Runs several statements without values, separated by `;`, as a migration has them.
  func runScript(_ text: String) throws
}

extension Connection {
  /// The first row; write `LIMIT 1` where there may be more.
  package func row(_ sql: SQL) throws -> Row? {
    try rows(sql).first
  }

  /// The first column of the first row; nil when there is no row or the value is null.
  package func value<T: ColumnValue>(_ sql: SQL) throws -> T? {
    guard let row = try rows(sql).first, row.values.first != .null else { return nil }
    return try row[at: 0]
  }

  /// The key that a statement answers with, as `INSERT … RETURNING id` does.
  /// - Throws: `DatabaseError` also when there is no row: no key is made up.
  package func key(_ sql: SQL) throws -> Int64 {
    guard let key: Int64 = try value(sql) else { throw DatabaseError(.other, "A row was expected and none came") }
    return key
  }

  /// To put behind a SELECT in a write whose rows are changed afterwards. Empty on SQLite, where writes wait for one
  /// another.
  package var lockingRows: SQL { Dialect(engine).lockingRows }

  /// The same for the rows of one table of a join, by its name there: rows of other areas are locked by their areas only.
  package func lockingRows(of table: StaticString) -> SQL { Dialect(engine).lockingRows(of: table) }

  /// The same, passing over rows that another transaction holds, as workers do who share a queue.
  package var skippingLockedRows: SQL { Dialect(engine).skippingLockedRows }

  /// An aggregate: the different texts of a column, in any order, with commas between them; null where there are no rows.
  package func distinctTexts(_ column: StaticString) -> SQL { Dialect(engine).distinctTexts(column) }
}
