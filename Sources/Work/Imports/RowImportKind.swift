import Chronology
import Database

/// A kind of file with one table row per line. It declares its columns and reads the lines; `RowImport` does the
/// upload, preview and import.
package protocol RowImportKind: ImportKind {
  associatedtype Target: RowTarget

  var database: Database { get }
  /// How rows are compared and saved.
  var target: Target { get }
  /// The columns, each with the other names that chambers use for it.
  var columns: [(column: String, others: [String])] { get }
  /// The columns without which a file is no table of this kind.
  var neededColumns: [String] { get }
  /// The columns whose value is left out if it is invalid.
  var optionalColumns: Set<String> { get }
  /// The column with the number that identifies a row.
  func keyColumn(of row: Target.Row) -> String
  /// The column with the number of a row's person, if that is another one; otherwise empty.
  var personColumn: String { get }
  /// Reads and validates a line.
  /// - Parameter today: the day that dates and ages are compared with.
  func read(_ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate) -> ReadLine<Target.Row>
}

extension RowImportKind {
  package var optionalColumns: Set<String> { [] }
  package var personColumn: String { "" }

  package func open(_ bytes: [UInt8], today: CalendarDate) throws(TableFileError) -> any FileImport {
    let table = try TableFile(bytes)
    let columns = ImportColumns(header: table.header, names: columns, optional: optionalColumns)
    guard neededColumns.allSatisfy(columns.has) else { throw .noHeader }
    let rows = ReadRows(table, columns, keyColumn: keyColumn, personColumn: personColumn) {
      read($0, columns, today: today)
    }
    return RowImport(rows, into: target, database, today: today)
  }
}
