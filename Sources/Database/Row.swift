/// One row of an answer. Read it by column name into the type wanted: `let name: String = try row["name"]`; a column
/// that may be null is read into an optional.
package struct Row: Sendable {
  let columns: Columns
  package let values: [Value]

  /// - Throws: `ColumnError`, which names the column, what was expected and what was found.
  package subscript<T: ColumnValue>(_ column: String) -> T {
    get throws {
      guard let index = columns.names.firstIndex(of: column) else {
        throw ColumnError(column: column, expected: String(describing: T.self), found: "no such column")
      }
      return try self[at: index]
    }
  }

  /// The value at a place, counted from 0.
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

/// The names of the columns, shared by all rows of an answer.
final class Columns: Sendable {
  let names: [String]

  init(names: [String]) {
    self.names = names
  }
}
