import Accounts
import Chronology
import Database
import Journal
import Sodium
import Work

struct ImportedFrameworkItem: ImportedRow {
  let line: Int
  let occupation: String
  let code: String
  let section: String
  let title: String

  var occupationKey: String { NumberKey.folded(occupation) }
  var key: String { "\(occupationKey)/\(NumberKey.folded(code))" }
  var shown: [ImportedValue] {
    [
      ImportedValue("berufsnummer", occupation), ImportedValue("nummer", code), ImportedValue("abschnitt", section),
      ImportedValue("text", title),
    ]
  }
  var contentHash: [UInt8] { Sodium.hash([code, section, title].joined(separator: "\u{1F}")) }
}

/// The import of framework plans.
package struct FrameworkImportKind: ImportKind {
  package let kind = "frameworks"
  package let right = "training"
  private let database: Database

  package init(database: Database) {
    self.database = database
  }

  static let columns: [(column: String, others: [String])] = [
    ("berufsnummer", ["beruf_nr", "berufsnr"]), ("nummer", ["punkt", "kennung", "lfd_nr"]),
    ("abschnitt", ["berufsbildposition", "position"]), ("text", ["fertigkeit", "bezeichnung", "inhalt"]),
  ]

  package func open(_ bytes: [UInt8], today: CalendarDate) throws(TableFileError) -> any FileImport {
    let table = try TableFile(bytes)
    let columns = ImportColumns(header: table.header, names: Self.columns)
    guard columns.has("berufsnummer"), columns.has("nummer"), columns.has("text") else { throw .noHeader }
    let rows = ReadRows(table, columns, keyColumn: { _ in "nummer" }) { Self.read($0, columns) }
    return RowImport(rows, into: FrameworkTarget(), database, today: today)
  }

  private static func read(
    _ line: TableFile.Line, _ columns: ImportColumns
  ) -> ReadLine<ImportedFrameworkItem> {
    var reader = LineReader(columns, line)
    let row = ImportedFrameworkItem(
      line: line.number, occupation: reader.text("berufsnummer", atMost: 30, isRequired: true),
      code: reader.text("nummer", atMost: 20, isRequired: true), section: reader.text("abschnitt", atMost: 300),
      title: reader.text("text", atMost: 1000, isRequired: true))
    return ReadLine(row, reader)
  }
}

/// How a row is saved.
struct FrameworkTarget: RowTarget {
  typealias Row = ImportedFrameworkItem
  typealias References = [String: Int64]

  var table: SQL { "framework_items" }

  func references(in connection: any Connection) throws -> [String: Int64] {
    try FrameworkQueries.occupations(in: connection)
  }

  func problems(of row: ImportedFrameworkItem, _ occupations: [String: Int64]) -> [LineProblem] {
    occupations[row.occupationKey] == nil
      ? [LineProblem(line: row.line, column: "berufsnummer", value: row.occupation, reason: .occupation)] : []
  }

  func save(
    _ rows: [KnownOrNew<ImportedFrameworkItem>], _ occupations: [String: Int64], by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    for one in rows {
      guard let occupation = occupations[one.row.occupationKey] else { continue }
      try FrameworkQueries.save(one.row, of: occupation, in: connection)
    }
  }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry("register.frameworks.imported", .init("import"), actor: actor, details: report.journalDetails),
      at: now, in: connection)
  }
}
