import Accounts
import Chronology
import Database
import Journal
import Sodium
import Work

struct ImportedExamPerson: ImportedRow {
  let line: Int
  let role: ExamRole
  let number: String
  let firstName: String
  let lastName: String
  var email: String
  let street: String
  var postcode: String
  let place: String
  let assignment: String
  let lastDay: CalendarDate?
  let basis: ParticipationBasis?
  let unread: Set<String>

  var key: String { NumberKey.folded(number) }

  /// Leaves out what files without addresses do not have, so that importing such a file again changes nothing.
  var contentHash: [UInt8] {
    let address = [street, postcode, place, basis?.rawValue ?? ""]
    let own = [number, firstName, lastName, email, assignment, lastDay?.description ?? ""]
    return Sodium.hash((own + (address.allSatisfy(\.isEmpty) ? [] : address)).joined(separator: "\u{1F}"))
  }

  var subject: ImportedSubject? {
    ImportedSubject(
      number: number, identity: .person(firstName: firstName, lastName: lastName, birthDate: nil),
      values: ExamPersonColumns.values(
        role, number: number, firstName, lastName, email: email, street: street, postcode: postcode, place: place,
        assignment: assignment, lastDay: lastDay), end: lastDay)
  }

  func keeping(_ stored: KeptValues) -> ImportedExamPerson {
    var row = self
    row.email = stored["email"] ?? email
    row.postcode = stored["plz"] ?? postcode
    return row
  }
}

/// The import of examiners with their exam boards, or of exam participants with their exams.
struct ExamPersonImportKind: RowImportKind {
  let role: ExamRole
  let database: Database

  var kind: String { role.importKind }
  let right = "training"
  var imported: ImportedPage? { ImportedPage("exams.office.\(role.rawValue)", path: role.officePath) }
  var columns: [(column: String, others: [String])] { ExamPersonColumns.all(role) }
  var neededColumns: [String] { [numberColumn, "nachname"] + (role == .examiner ? [] : ["prufung"]) }
  let optionalColumns: Set = ["email", "plz"]
  var target: ExamPersonTarget { ExamPersonTarget(role: role) }

  private var numberColumn: String { ExamPersonColumns.number(role) }

  func keyColumn(of row: ImportedExamPerson) -> String { numberColumn }

  func read(_ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate) -> ReadLine<ImportedExamPerson> {
    var reader = LineReader(columns, line)
    let isExaminer = role == .examiner
    let row = ImportedExamPerson(
      line: line.number, role: role, number: reader.text(numberColumn, atMost: 30, isRequired: true),
      firstName: reader.text("vorname", atMost: 100), lastName: reader.text("nachname", atMost: 100, isRequired: true),
      email: reader.email("email"), street: reader.text("strasse", atMost: 200),
      postcode: reader.postcode("plz"), place: reader.text("ort", atMost: 200),
      assignment: isExaminer
        ? reader.text("ausschuss", atMost: 200) : reader.text("prufung", atMost: 200, isRequired: true),
      lastDay: reader.date(isExaminer ? "berufen_bis" : "prufung_bis"), basis: isExaminer ? nil : reader.basis(),
      unread: reader.unread)
    return ReadLine(row, reader)
  }
}

extension LineReader {
  private static let bases: [String: ParticipationBasis] = [
    "extern": .external, "externe": .external, "wiederholung": .repetition, "wiederholer": .repetition,
    "umschulung": .retraining, "umschuler": .retraining, "fortbildung": .advanced, "weiterbildung": .advanced,
    "meister": .master, "meisterprufung": .master, "meisterpruefung": .master, "validierung": .validation,
    "feststellungsverfahren": .validation,
    "": .other, "sonstige": .other, "sonstiges": .other,
  ]

  fileprivate mutating func basis() -> ParticipationBasis? {
    let found = Self.bases[SortKey.make(text("grund"))]
    if found == nil { add("grund", .basis) }
    return found
  }
}

/// How a row is saved.
struct ExamPersonTarget: SingleRowTarget {
  typealias Row = ImportedExamPerson
  typealias References = Void

  let role: ExamRole

  var table: SQL { ExamPersonQueries.table(role) }

  func stored(
    of rows: [ImportedExamPerson], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    try ExamPersonImportQueries.stored(role, of: rows.map(\.key), in: connection)
  }

  func save(
    _ row: ImportedExamPerson, id: Int64?, _ references: Void, by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    let saved =
      switch role {
      case .examiner: try ExamPersonImportQueries.saveExaminer(row, in: connection)
      case .participant: try ExamPersonImportQueries.saveParticipant(row, in: connection)
      }
    try ExamPersonSearchQueries.index(
      role, saved, text: "\(row.firstName) \(row.lastName) \(row.assignment)", number: row.number, in: connection)
    guard id != nil else { return }
    try Journal.record(
      JournalEntry(.changed(role), .init(SubjectKind(role), saved), actor: actor), at: now, in: connection)
  }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry(
        .imported(role), .init(.fileImport), actor: actor, details: report.journalDetails),
      at: now, in: connection)
  }
}
