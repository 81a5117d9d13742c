/// The lines of a file as rows with unique keys, and the problems of the others.
package struct ReadRows<Row: ImportedRow>: Sendable {
  package private(set) var rows: [Row] = []
  package private(set) var report = ImportReport()
  private var firstLines: [String: Int] = [:]
  /// The first line about each person, if several may be about one.
  private var persons: [String: (line: Int, identity: ImportedSubject.Identity)] = [:]

  /// - Parameters:
  ///   - keyColumn: the column with the number that identifies a row.
  ///   - personColumn: the column with the number of its person, if that is another one.
  package init(
    _ table: TableFile, _ columns: ImportColumns, keyColumn: (Row) -> String, personColumn: String = "",
    read: (TableFile.Line) -> ReadLine<Row>
  ) {
    report.lines = table.lines.count
    report.unknownColumns = columns.unknown
    report.warn(columns.double.map { LineProblem(line: 1, column: $0.column, value: $0.title, reason: .doubleColumn) })
    for line in table.lines {
      let found = read(line)
      report.add(found.problems)
      guard let row = found.row else { continue }
      let problem =
        double(row, line, columns, at: keyColumn(row)) ?? otherPerson(row, line, columns, at: personColumn)
      if let problem {
        report.add([problem])
        continue
      }
      report.warn(found.warnings)
      firstLines[row.key] = row.line
      rows.append(row)
    }
  }

  private func double(
    _ row: Row, _ line: TableFile.Line, _ columns: ImportColumns, at column: String
  ) -> LineProblem? {
    firstLines[row.key].map { first in
      LineProblem(
        line: row.line, column: column, value: columns.value(column, line), reason: .duplicate, otherLine: first)
    }
  }

  private mutating func otherPerson(
    _ row: Row, _ line: TableFile.Line, _ columns: ImportColumns, at column: String
  ) -> LineProblem? {
    guard let key = row.personKey, let subject = row.subject else { return nil }
    guard let first = persons[key] else {
      persons[key] = (row.line, subject.identity)
      return nil
    }
    guard ImportConflictRules.identity(first.identity, subject.identity) != nil else { return nil }
    return LineProblem(
      line: row.line, column: column, value: columns.value(column, line), reason: .otherPersonInFile,
      otherLine: first.line)
  }
}
