/// One row of a result. Read columns by name into the type wanted: `let name: String = try row["name"]`; read nullable
/// columns into an optional.
package struct Row: Sendable {
  let columns: Columns
  package let values: [Value]

  /// - Throws: `ColumnError`, which names the column and the expected and actual types.
  package subscript<T: ColumnValue>(_ column: String) -> T {
    get throws {
      guard let index = columns.names.firstIndex(of: column) else {
        throw ColumnError(column: column, expected: String(describing: T.self), found: "no such column")
      }
      return try self[at: index]
    }
  }

  /// The value at an index, counted from 0.
  package subscript<T: ColumnValue>(at index: Int) -> T {
    get throws {
      do {
        return try T(databaseValue: values[index])
      } catch var error as ColumnError {
        error.column = columns.names[index]
        throw error
      }
    }
  }

  package var columnNames: [String] { columns.names }
}

/// Column names, shared by all rows of a result.
final class Columns: Sendable {
  let names: [String]

  init(names: [String]) {
    self.names = names
  }
}
