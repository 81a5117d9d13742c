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
struct FrameworkImportKind: RowImportKind {
  static let name = "frameworks"
  let kind = FrameworkImportKind.name
  let right = "training"
  let columns: [(column: String, others: [String])] = [
    ("berufsnummer", ["beruf_nr", "berufsnr"]), ("nummer", ["punkt", "kennung", "lfd_nr"]),
    ("abschnitt", ["berufsbildposition", "position"]), ("text", ["fertigkeit", "bezeichnung", "inhalt"]),
  ]
  let neededColumns = ["berufsnummer", "nummer", "text"]
  let database: Database
  let target = FrameworkTarget()

  func keyColumn(of row: ImportedFrameworkItem) -> String { "nummer" }

  func read(_ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate) -> ReadLine<ImportedFrameworkItem> {
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
      JournalEntry(.registerFrameworksImported, .init(.fileImport), actor: actor, details: report.journalDetails),
      at: now, in: connection)
  }
}
