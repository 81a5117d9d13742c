import Accounts
import Chronology
import Companies
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
  let email: String
  let street: String
  let postcode: String
  let place: String
  let assignment: String
  let lastDay: CalendarDate?
  let basis: ParticipationBasis?

  var key: String { PINRules.numberKey(number) }

  /// Without what a file from before addresses has not, so that reading it again changes nothing.
  var contentHash: [UInt8] {
    let address = [street, postcode, place, basis?.rawValue ?? ""]
    let own = [number, firstName, lastName, email, assignment, lastDay?.description ?? ""]
    return Sodium.hash((own + (address.allSatisfy(\.isEmpty) ? [] : address)).joined(separator: "\u{1F}"))
  }
}

/// Examiners with their exam boards, or exam participants with their exams, to be imported.
package struct ExamPersonImportKind: ImportKind {
  private let role: ExamRole
  private let database: Database

  package init(_ role: ExamRole, database: Database) {
    self.role = role
    self.database = database
  }

  package var kind: String { role.importKind }

  private var numberColumn: String { role == .examiner ? "prufernummer" : "teilnehmernummer" }

  private var ownColumns: [(column: String, others: [String])] {
    switch role {
    case .examiner:
      [
        ("prufernummer", ["nummer", "pruefernummer", "prufernr"]),
        ("ausschuss", ["prufungsausschuss", "pruefungsausschuss"]), ("berufen_bis", ["aktiv_bis", "ende"]),
      ]
    case .participant:
      [
        ("teilnehmernummer", ["nummer", "teilnehmernr", "prufungsnummer", "identnummer"]),
        ("prufung", ["pruefung", "prufungsart", "abschluss"]), ("grund", ["art", "teilnahmegrund"]),
        ("prufung_bis", ["pruefung_bis", "ende", "prufungstermin"]),
      ]
    }
  }

  private static let columns: [(column: String, others: [String])] = [
    ("vorname", []), ("nachname", ["name", "familienname"]), ("email", ["e_mail", "mail"]),
    ("strasse", ["str", "anschrift"]), ("plz", ["postleitzahl"]), ("ort", ["wohnort"]),
  ]

  package func open(_ bytes: [UInt8]) throws(TableFileError) -> any FileImport {
    let table = try TableFile(bytes)
    let columns = ImportColumns(header: table.header, names: ownColumns + Self.columns)
    guard columns.has(numberColumn), columns.has("nachname"), role == .examiner || columns.has("prufung") else {
      throw .noHeader
    }
    return RowImport(table, into: ExamPersonTarget(role: role), database, keyColumn: numberColumn) {
      read($0, columns)
    }
  }

  private func read(
    _ line: TableFile.Line, _ columns: ImportColumns
  ) -> (row: ImportedExamPerson?, problems: [LineProblem]) {
    var reader = LineReader(columns, line)
    let isExaminer = role == .examiner
    let row = ImportedExamPerson(
      line: line.number, role: role, number: reader.text(numberColumn, atMost: 30, isRequired: true),
      firstName: reader.text("vorname", atMost: 100), lastName: reader.text("nachname", atMost: 100, isRequired: true),
      email: reader.email("email"), street: reader.text("strasse", atMost: 200),
      postcode: reader.text("plz", atMost: 20), place: reader.text("ort", atMost: 200),
      assignment: isExaminer
        ? reader.text("ausschuss", atMost: 200) : reader.text("prufung", atMost: 200, isRequired: true),
      lastDay: reader.date(isExaminer ? "berufen_bis" : "prufung_bis"), basis: isExaminer ? nil : reader.basis())
    return (reader.problems.isEmpty ? row : nil, reader.problems)
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
    let value = text("grund", atMost: 50)
    let found = Self.bases[SortKey.make(value)]
    if found == nil { add("grund", value, "import.basis") }
    return found
  }
}

/// How a row lands.
struct ExamPersonTarget: SingleRowTarget {
  typealias Row = ImportedExamPerson
  typealias References = Void

  let role: ExamRole

  func known(in connection: any Connection) throws -> [String: KnownRow] {
    try ExamPersonImportQueries.known(role, in: connection)
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
      JournalEntry("\(role.rawValue).changed", .init(role.rawValue, saved), actor: actor), at: now, in: connection)
  }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry(
        "register.\(role.rawValue)s.imported", .init("import"), actor: actor, details: report.journalDetails),
      at: now, in: connection)
  }
}
