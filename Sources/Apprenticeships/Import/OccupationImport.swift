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
  var examFacts: ExamFacts
  let unread: Set<String>

  var key: String { NumberKey.folded(number) }
  var shown: [ImportedValue] {
    [
      ImportedValue("berufsnummer", number), ImportedValue("beruf", name),
      ImportedValue("fachrichtung", specialisation), ImportedValue("monate", String(months)),
    ] + ExamFactRules.values(examFacts)
  }

  func keeping(_ stored: KeptValues) -> ImportedOccupation {
    var row = self
    row.examFacts = ExamFactRules.keeping(examFacts, stored)
    return row
  }

  /// Unchanged if no facts about exams are known, so that rows from before these columns existed keep their hash.
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
      examFacts: ExamFactRules.read(&reader), unread: reader.unread)
    return ReadLine(row, reader)
  }
}

/// How the rows are checked and saved.
struct OccupationTarget: SingleRowTarget {
  typealias Row = ImportedOccupation
  typealias References = Void

  var table: SQL { "occupations" }

  func stored(
    of rows: [ImportedOccupation], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    try OccupationQueries.occupations(numbered: rows.map(\.key), in: connection).mapValues { found in
      let identity = ImportedSubject.Identity.company(name: found.name, street: "", postcode: "", place: "")
      return [
        ImportedSubject(number: found.number, identity: identity, values: ExamFactRules.values(found.examFacts))
      ]
    }
  }

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
