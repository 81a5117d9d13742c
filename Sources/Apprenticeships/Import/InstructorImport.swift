import Accounts
import Chronology
import Companies
import Database
import Journal
import Sodium
import Work

struct ImportedInstructor: ImportedRow {
  let line: Int
  let number: String
  let company: String
  let firstName: String
  let lastName: String
  var email: String
  let activeUntil: CalendarDate?
  let unread: Set<String>

  var key: String { NumberKey.folded(number) }
  var contentHash: [UInt8] {
    Sodium.hash(
      [number, NumberKey.folded(company), firstName, lastName, email, activeUntil?.description ?? ""].joined(
        separator: "\u{1F}"))
  }

  var subject: ImportedSubject? {
    ImportedSubject(
      number: number, identity: .person(firstName: firstName, lastName: lastName, birthDate: nil),
      values: [
        ImportedValue("ausbildernummer", number), ImportedValue("vorname", firstName),
        ImportedValue("nachname", lastName), ImportedValue("betriebsnummer", company), ImportedValue("email", email),
        ImportedValue("aktiv_bis", activeUntil?.description ?? ""),
      ], end: activeUntil)
  }

  func keeping(_ stored: KeptValues) -> ImportedInstructor {
    var row = self
    row.email = stored["email"] ?? email
    return row
  }
}

/// The import of registered instructors.
struct InstructorImportKind: RowImportKind {
  static let name = "instructors"
  let kind = InstructorImportKind.name
  let right = "training"
  let imported: ImportedPage? = .register
  let columns: [(column: String, others: [String])] = [
    ("ausbildernummer", ["nummer", "ausbildernr", "ausbilder_nr"]), ("betriebsnummer", ["betriebsnr", "betrieb"]),
    ("vorname", []), ("nachname", ["name", "familienname"]), ("email", ["mail", "e_mail_adresse"]),
    ("aktiv_bis", ["gultig_bis", "ende"]),
  ]
  let neededColumns = ["ausbildernummer", "betriebsnummer", "nachname"]
  let optionalColumns: Set = ["email"]
  let database: Database
  let target = InstructorTarget()

  func keyColumn(of row: ImportedInstructor) -> String { "ausbildernummer" }

  func read(_ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate) -> ReadLine<ImportedInstructor> {
    var reader = LineReader(columns, line)
    let row = ImportedInstructor(
      line: line.number, number: reader.text("ausbildernummer", atMost: 30, isRequired: true),
      company: reader.text("betriebsnummer", atMost: 30, isRequired: true),
      firstName: reader.text("vorname", atMost: 100), lastName: reader.text("nachname", atMost: 100, isRequired: true),
      email: reader.email("email"), activeUntil: reader.date("aktiv_bis"), unread: reader.unread)
    return ReadLine(row, reader)
  }
}

/// How the rows are checked and saved.
struct InstructorTarget: SingleRowTarget {
  typealias Row = ImportedInstructor

  var table: SQL { "instructors" }

  func stored(
    of rows: [ImportedInstructor], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    try InstructorImportQueries.stored(of: rows.map(\.key), in: connection)
  }

  /// The keys of companies by number.
  func references(in connection: any Connection) throws -> [String: Int64] {
    try CompanyQueries.keysByNumber(in: connection)
  }

  func problems(of row: ImportedInstructor, _ companies: [String: Int64]) -> [LineProblem] {
    guard companies[NumberKey.folded(row.company)] == nil else { return [] }
    return [LineProblem(line: row.line, column: "betriebsnummer", value: row.company, reason: .company)]
  }

  func save(
    _ row: ImportedInstructor, id: Int64?, _ companies: [String: Int64], by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    guard let company = companies[NumberKey.folded(row.company)] else { return }
    if let id, try InstructorQueries.company(of: id, in: connection) != company {
      // An instructor who left for another company must not see the old one's apprentices there.
      try InstructorImportQueries.release(id, in: connection)
      try Journal.record(
        JournalEntry(
          .registerInstructorMoved, .init(.instructor, id), actor: actor, details: ["company": String(company)]),
        at: now, in: connection)
    }
    try InstructorImportQueries.save(row, company: company, in: connection)
  }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry(.registerInstructorsImported, .init(.fileImport), actor: actor, details: report.journalDetails),
      at: now, in: connection)
  }
}
