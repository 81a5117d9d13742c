import Accounts
import Chronology
import Companies
import Database
import Journal
import Sodium
import Work

struct ImportedOccupation: ImportedRow {
  let line: Int
  let number: String
  let name: String
  let specialisation: String
  let months: Int
  let examFacts: ExamFacts

  var key: String { NumberKey.folded(number) }
  var shown: [ImportedValue] {
    [
      ImportedValue("berufsnummer", number), ImportedValue("beruf", name),
      ImportedValue("fachrichtung", specialisation), ImportedValue("monate", String(months)),
    ] + ExamFactRules.shown(examFacts)
  }
  /// Unchanged if the file has no facts about exams, so that rows from before these columns existed keep their hash.
  var contentHash: [UInt8] {
    let base = "\(number)\u{1F}\(name)\u{1F}\(specialisation)\u{1F}\(months)"
    let facts = [
      examFacts.law?.rawValue ?? "", examFacts.regulation, examFacts.form?.rawValue ?? "",
      examFacts.firstPartWeight.map { String($0) } ?? "", examFacts.taskProvider, examFacts.kldb,
    ]
    return Sodium.hash(facts.allSatisfy(\.isEmpty) ? base : ([base] + facts).joined(separator: "\u{1F}"))
  }
}

/// The import of training occupations.
struct OccupationImportKind: RowImportKind {
  static let name = "occupations"
  let kind = OccupationImportKind.name
  let right = "training"
  let imported: ImportedPage? = .register
  let columns: [(column: String, others: [String])] =
    [
      ("berufsnummer", ["nummer", "berufsnr", "beruf_nr"]), ("beruf", ["berufsbezeichnung", "bezeichnung", "name"]),
      ("fachrichtung", ["schwerpunkt", "einsatzgebiet"]), ("monate", ["dauer", "ausbildungsdauer"]),
    ] + ExamFactRules.columns
  let optionalColumns = ExamFactRules.optional
  let neededColumns = ["berufsnummer", "beruf"]
  let database: Database
  let target = OccupationTarget()

  func keyColumn(of row: ImportedOccupation) -> String { "berufsnummer" }

  func read(_ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate) -> ReadLine<ImportedOccupation> {
    var reader = LineReader(columns, line)
    let row = ImportedOccupation(
      line: line.number, number: reader.text("berufsnummer", atMost: 30, isRequired: true),
      name: reader.text("beruf", atMost: 200, isRequired: true),
      specialisation: reader.text("fachrichtung", atMost: 200), months: reader.number("monate", in: 6...48) ?? 36,
      examFacts: ExamFactRules.read(&reader))
    return ReadLine(row, reader)
  }
}

/// How the rows are checked and saved.
struct OccupationTarget: SingleRowTarget {
  typealias Row = ImportedOccupation
  typealias References = Void

  var table: SQL { "occupations" }

  func save(
    _ row: ImportedOccupation, id: Int64?, _ references: Void, by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    try OccupationImportQueries.save(row, in: connection)
  }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry(.registerOccupationsImported, .init(.fileImport), actor: actor, details: report.journalDetails),
      at: now, in: connection)
  }
}
