import Accounts
import Chronology
import Companies
import Database
import Journal
import Sodium
import Work

struct ImportedExaminer: ImportedRow {
  let line: Int
  let number: String
  let firstName: String
  let lastName: String
  let email: String
  let board: String
  let appointedUntil: CalendarDate?

  var key: String { PINRules.numberKey(number) }
  var contentHash: [UInt8] {
    Sodium.hash(
      [number, firstName, lastName, email, board, appointedUntil?.description ?? ""].joined(separator: "\u{1F}"))
  }
}

/// Examiners with their exam boards, to be imported.
package struct ExaminerImportKind: ImportKind {
  package let kind = "examiners"
  private let database: Database

  package init(database: Database) {
    self.database = database
  }

  static let columns: [(column: String, others: [String])] = [
    ("prufernummer", ["nummer", "pruefernummer", "prufernr"]), ("vorname", []),
    ("nachname", ["name", "familienname"]), ("email", ["e_mail", "mail"]),
    ("ausschuss", ["prufungsausschuss", "pruefungsausschuss"]), ("berufen_bis", ["aktiv_bis", "ende"]),
  ]

  package func open(_ bytes: [UInt8]) throws(TableFileError) -> any FileImport {
    let table = try TableFile(bytes)
    let columns = ImportColumns(header: table.header, names: Self.columns)
    guard columns.has("prufernummer"), columns.has("nachname") else { throw .noHeader }
    return RowImport(table, into: ExaminerTarget(), database, keyColumn: "prufernummer") { Self.read($0, columns) }
  }

  private static func read(
    _ line: TableFile.Line, _ columns: ImportColumns
  ) -> (row: ImportedExaminer?, problems: [LineProblem]) {
    var reader = LineReader(columns, line)
    let row = ImportedExaminer(
      line: line.number, number: reader.text("prufernummer", atMost: 30, isRequired: true),
      firstName: reader.text("vorname", atMost: 100), lastName: reader.text("nachname", atMost: 100, isRequired: true),
      email: reader.email("email"), board: reader.text("ausschuss", atMost: 200),
      appointedUntil: reader.date("berufen_bis"))
    return (reader.problems.isEmpty ? row : nil, reader.problems)
  }
}

/// How a row lands.
struct ExaminerTarget: SingleRowTarget {
  typealias Row = ImportedExaminer
  typealias References = Void

  func known(in connection: any Connection) throws -> [String: KnownRow] {
    try ExaminerQueries.known(in: connection)
  }

  func save(
    _ row: ImportedExaminer, id: Int64?, _ references: Void, by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    let saved = try ExaminerQueries.save(row, in: connection)
    guard id != nil else { return }
    try Journal.record(
      JournalEntry("examiner.changed", .init("examiner", saved), actor: actor), at: now, in: connection)
  }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry("register.examiners.imported", .init("import"), actor: actor, details: report.journalDetails),
      at: now,
      in: connection)
  }
}
