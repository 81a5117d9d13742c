import Chronology
import Database

/// A kind of file that has a row of one table in each line: it declares its columns and how a line is read, the rest is
/// done for it.
package protocol RowImportKind: ImportKind {
  associatedtype Target: RowTarget

  var database: Database { get }
  var target: Target { get }
  /// The columns, each with the other names that chambers give it.
  var columns: [(column: String, others: [String])] { get }
  /// The columns without which a file is no table of this kind.
  var neededColumns: [String] { get }
  /// The columns whose value is left out where it cannot be read.
  var optionalColumns: Set<String> { get }
  /// The column of the number that a row is known by.
  func keyColumn(of row: Target.Row) -> String
  /// The column of the number of a row's person, if that is another one; else empty.
  var personColumn: String { get }
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
