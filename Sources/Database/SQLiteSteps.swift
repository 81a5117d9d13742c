import GRDB
import GRDBSQLite

/// Steps a prepared read-only statement directly into `Value`s. Going through GRDB's rows and arguments cost a tenth of
/// a page's time.
struct SQLiteSteps {
  private let statement: OpaquePointer
  private let connection: OpaquePointer?
  /// `SQLITE_TRANSIENT`: SQLite copies bound bytes, which are gone before the statement runs.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)  // SQLITE_TRANSIENT, a macro with a cast
  }

  init(_ statement: OpaquePointer, on connection: OpaquePointer?) {
    (self.statement, self.connection) = (statement, connection)
  }

  /// Passes the rows one by one.
  func forEachRow(_ bound: BoundStatement, names: [String], _ body: (Row) throws -> Void) throws {
    defer { sqlite3_reset(statement) }
    for (index, parameter) in bound.parameters.enumerated() { try bind(parameter.value, at: Int32(index + 1)) }
    let columns = Columns(names: names)
    let indices = 0..<Int32(names.count)
    while try step() { try body(Row(columns: columns, values: indices.map(value))) }
  }

  private func step() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw fault()
    }
  }

  private func bind(_ value: Value, at place: Int32) throws {
    let code =
      switch value {
      case .null: sqlite3_bind_null(statement, place)
      case .integer(let number): sqlite3_bind_int64(statement, place, number)
      case .real(let number): sqlite3_bind_double(statement, place, number)
      case .text(let text): bind(text, at: place)
      // An empty blob is not null.
      case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, place, 0)
      case .blob(let bytes): sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), Self.copied)
      }
    guard code == SQLITE_OK else { throw fault() }
  }

  private func bind(_ text: String, at place: Int32) -> Int32 {
    guard !text.isEmpty else { return sqlite3_bind_text(statement, place, "", 0, Self.copied) }
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), Self.copied)
      }
    }
  }

  private func value(_ index: Int32) -> Value {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(statement, index)
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
      return .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, index)
      return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))))
    default: return .null
    }
  }

  private func fault() -> DatabaseError {
    let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
    let sql = sqlite3_sql(statement).map { String(cString: $0) } ?? ""
    return DatabaseError(
      Dialect.kind(sqliteCode: sqlite3_extended_errcode(connection), message: message), message, sql: sql)
  }
}
