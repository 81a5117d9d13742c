import Foundation
import GRDB

/// One SQLite connection, for as long as GRDB lends it.
final class SQLiteDriver: Driver {
  private let connection: GRDB.Database
  /// Read-only connections need not notify observers of changes.
  private let isReading: Bool

  init(_ connection: GRDB.Database, isReading: Bool = false) {
    self.connection = connection
    self.isReading = isReading
  }

  var engine: Engine { .sqlite }

  func rows(_ statement: BoundStatement) throws -> [Row] {
    var rows: [Row] = []
    try translatingErrors { try forEachRow(of: try prepared(statement), statement) { rows.append($0) } }
    return rows
  }

  func execute(_ statement: BoundStatement) throws -> Int {
    try translatingErrors {
      let before = connection.totalChangesCount
      try prepared(statement).execute(arguments: arguments(of: statement))
      // SQLite keeps the change count of the last statement that changed anything.
      return connection.totalChangesCount == before ? 0 : connection.changesCount
    }
  }

  func stream(_ statement: BoundStatement, _ body: (Row) throws -> Void) throws {
    try translatingErrors {
      // Not cached: the body may run the same statement, which would reset this one.
      try forEachRow(of: try connection.makeStatement(sql: statement.text), statement, body)
    }
  }

  func runScript(_ text: String) throws {
    try translatingErrors { try connection.execute(sql: text) }
  }

  private func prepared(_ statement: BoundStatement) throws -> Statement {
    statement.isReusable
      ? try connection.cachedStatement(sql: statement.text) : try connection.makeStatement(sql: statement.text)
  }

  private func arguments(of statement: BoundStatement) -> StatementArguments {
    StatementArguments(statement.parameters.map { DatabaseValue($0.value) })
  }

  private func forEachRow(
    of prepared: Statement, _ statement: BoundStatement, _ body: (Row) throws -> Void
  ) throws {
    if isReading {
      return try withExtendedLifetime(prepared) {
        try SQLiteSteps(prepared.sqliteStatement, on: connection.sqliteConnection).forEachRow(
          statement, names: prepared.columnNames, body)
      }
    }
    let cursor = try GRDB.Row.fetchCursor(prepared, arguments: arguments(of: statement))
    let columns = Columns(names: prepared.columnNames)
    let indices = 0..<Int32(columns.names.count)
    while try cursor.next() != nil {
      let values = indices.map { Value(DatabaseValue(sqliteStatement: prepared.sqliteStatement, index: $0)) }
      try body(Row(columns: columns, values: values))
    }
  }
}

extension DatabaseValue {
  fileprivate init(_ value: Value) {
    self =
      switch value {
      case .null: .null
      case .integer(let number): number.databaseValue
      case .real(let number): number.databaseValue
      case .text(let text): text.databaseValue
      case .blob(let bytes): Data(bytes).databaseValue
      }
  }
}

extension Value {
  fileprivate init(_ value: DatabaseValue) {
    self =
      switch value.storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .text(text)
      case .blob(let data): .blob([UInt8](data))
      }
  }
}

extension DatabaseError {
  init(_ error: GRDB.DatabaseError) {
    self.init(
      Dialect.kind(sqliteCode: error.extendedResultCode.rawValue, message: error.message ?? ""),
      error.message ?? "\(error.resultCode)", sql: error.sql ?? "")
  }
}
