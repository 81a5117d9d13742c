import CPostgres
import Foundation

/// One connection to PostgreSQL. Statements are prepared on first use and cached by their text.
final class PostgresDriver: Driver {
  private let connection: OpaquePointer
  private var prepared: [PreparedKey: Prepared] = [:]
  private var cursors = 0

  private struct PreparedKey: Hashable {
    let text: String
    let types: [Oid]
  }

  private struct Prepared {
    let name: String
    var shape: ResultShape?
  }

  /// More than the program contains; the limit is for texts composed at run time.
  private static let mostPrepared = 512
  private static let rowsPerFetch = 500

  init(url: String) throws {
    // Options in the URL come later and take precedence.
    let options = [
      ("application_name", "kammerportal"), ("connect_timeout", "3"), ("keepalives_idle", "10"),
      ("keepalives_interval", "3"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"), ("dbname", url),
    ]
    let made = withCStrings(options.map(\.0)) { keys in
      withCStrings(options.map(\.1)) { values in PQconnectdbParams(keys, values, 1) }
    }
    guard let connection = made else {
      throw DatabaseError(.unavailable, "no memory for a connection")
    }
    self.connection = connection
    guard PQstatus(connection) == CONNECTION_OK else {
      throw DatabaseError(.unavailable, Self.message(of: connection))
    }
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    try command(Dialect.postgresSettings)
  }

  deinit {
    PQfinish(connection)
  }

  var engine: Engine { .postgresql }

  var isUsable: Bool { PQstatus(connection) == CONNECTION_OK }

  func rows(_ statement: BoundStatement) throws -> [Row] {
    try run(statement) { result, shape in shape.rows(of: result) }
  }

  func execute(_ statement: BoundStatement) throws -> Int {
    try run(statement) { result, _ in Int(String(cString: PQcmdTuples(result))) ?? 0 }
  }

  /// Uses a cursor, so that the body may run other statements; opens a transaction if there is none.
  func stream(_ statement: BoundStatement, _ body: (Row) throws -> Void) throws {
    let isOutside = PQtransactionStatus(connection) == PQTRANS_IDLE
    if isOutside { try command("BEGIN") }
    cursors += 1
    let cursor = "cursor_\(cursors)"
    do {
      let declaration = "DECLARE \(cursor) NO SCROLL CURSOR FOR \(statement.text)"
      _ = try execute(BoundStatement(text: declaration, parameters: statement.parameters, isReusable: false))
      let fetch = BoundStatement(
        text: "FETCH \(Self.rowsPerFetch) FROM \(cursor)", parameters: [], isReusable: false)
      var count: Int
      repeat {
        let batch = try rows(fetch)
        count = batch.count
        for row in batch { try body(row) }
      } while count == Self.rowsPerFetch
      try command(isOutside ? "COMMIT" : "CLOSE \(cursor)")
    } catch {
      if isOutside {
        rollBack()
      } else if PQtransactionStatus(connection) == PQTRANS_INTRANS {
        try command("CLOSE \(cursor)")
      }
      throw error
    }
  }

  func runScript(_ text: String) throws {
    try command(text)
    // Prepared statements may now return other columns, which PostgreSQL refuses.
    try forgetPrepared()
  }

  /// Runs statements without parameters and without a result.
  func command(_ text: String) throws {
    let result = PQexec(connection, text)
    defer { PQclear(result) }
    try check(result, text)
  }

  /// Rolls back. If that fails the connection is broken, and the server has rolled back by itself.
  func rollBack() {
    guard PQtransactionStatus(connection) != PQTRANS_IDLE else { return }
    try? command("ROLLBACK")
  }

  private func run<T>(_ statement: BoundStatement, _ read: (OpaquePointer, ResultShape) throws -> T) throws -> T {
    guard statement.isReusable else {
      return try withParameters(statement.parameters) { types, values, lengths, formats in
        let result = PQexecParams(
          connection, statement.text, Int32(types.count), types, values, lengths, formats, 0)
        return try use(result, statement, known: nil, read).value
      }
    }
    let key = PreparedKey(text: statement.text, types: statement.parameters.map(\.oid))
    let known = try prepared[key] ?? prepare(key)
    return try withParameters(statement.parameters) { types, values, lengths, formats in
      let result = PQexecPrepared(connection, known.name, Int32(types.count), values, lengths, formats, 0)
      let (value, shape) = try use(result, statement, known: known.shape, read)
      if known.shape == nil { prepared[key]?.shape = shape }
      return value
    }
  }

  private func use<T>(
    _ result: OpaquePointer?, _ statement: BoundStatement, known: ResultShape?,
    _ read: (OpaquePointer, ResultShape) throws -> T
  ) throws -> (value: T, shape: ResultShape) {
    defer { PQclear(result) }
    let result = try check(result, statement.text)
    let shape = known ?? ResultShape(of: result)
    return (try read(result, shape), shape)
  }

  private func prepare(_ key: PreparedKey) throws -> Prepared {
    if prepared.count >= Self.mostPrepared { try forgetPrepared() }
    let made = Prepared(name: "statement_\(prepared.count)", shape: nil)
    let result = PQprepare(connection, made.name, key.text, Int32(key.types.count), key.types)
    defer { PQclear(result) }
    try check(result, key.text)
    prepared[key] = made
    return made
  }

  private func forgetPrepared() throws {
    try command("DEALLOCATE ALL")
    prepared = [:]
  }

  @discardableResult
  private func check(_ result: OpaquePointer?, _ sql: String) throws -> OpaquePointer {
    if let result, [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) { return result }
    let failure = PostgresFailure(result)
    let isBroken = !isUsable
    throw DatabaseError(
      isBroken ? .unavailable : failure.kind, failure.message ?? Self.message(of: connection), sql: sql)
  }

  private static func message(of connection: OpaquePointer) -> String {
    String(cString: PQerrorMessage(connection)).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
