import Accounts
import Chronology
import Database
import Journal
import Settings
import Work

/// The import of companies.
struct CompanyImportKind: RowImportKind {
  static let name = "companies"
  let kind = CompanyImportKind.name
  let right = "companies"
  let imported: ImportedPage? = ImportedPage("companies.import.open", path: CompanyPath.officeStart)
  let columns = CompanyImportRules.columns
  let neededColumns = ["betriebsnummer", "name"]
  let optionalColumns = CompanyImportRules.optional
  let companies: Companies

  var database: Database { companies.database }
  var target: CompanyTarget { CompanyTarget(companies: companies) }

  func keyColumn(of row: ImportedCompany) -> String { "betriebsnummer" }

  func read(_ line: TableFile.Line, _ columns: ImportColumns, today: CalendarDate) -> ReadLine<ImportedCompany> {
    CompanyImportRules.read(line, columns)
  }
}

/// How the rows are checked and saved.
struct CompanyTarget: RowTarget {
  typealias Row = ImportedCompany
  typealias References = Void

  let companies: Companies

  var table: SQL { "companies" }

  func stored(
    of rows: [ImportedCompany], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    try CompanyImportQueries.stored(of: rows.map(\.key), on: today, in: connection)
  }

  /// The head office must exist in the portal or in the file, and must be another company.
  func problems(of row: ImportedCompany, among keys: Set<String>) -> [LineProblem] {
    let headOffice = row.headOfficeKey
    if headOffice.isEmpty || (keys.contains(headOffice) && headOffice != row.key) { return [] }
    return [LineProblem(line: row.line, column: "hauptbetrieb", value: row.headOffice, reason: .headOffice)]
  }

  func save(
    _ rows: [KnownOrNew<ImportedCompany>], _ references: Void, by actor: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    let before = try CompanyImportQueries.companies(rows.compactMap(\.id), in: connection)
    try CompanyImportQueries.save(rows.map(\.row), now: now, in: connection)
    for one in rows {
      guard let before = one.id.flatMap({ before[$0] }) else { continue }
      try note(before, one.row, by: actor, now: now, in: connection)
    }
  }

  /// PINs go to the address on record, so the audit log records what an import changed of a company.
  private func note(
    _ before: Company, _ row: ImportedCompany, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws {
    let pairs = [
      ("name", before.name, row.fullName), ("street", before.street, row.street),
      ("postcode", before.postcode, row.postcode), ("place", before.place, row.place),
      ("email", before.email, row.email),
      ("until", before.activeUntil?.description ?? "", row.activeUntil?.description ?? ""),
    ]
    let details = pairs.filter { $0.1 != $0.2 }.map { ($0.0, "\($0.1) → \($0.2)") }
    try Journal.record(
      JournalEntry(
        .companyChanged, .init(.company, before.id), actor: actor,
        details: Dictionary(uniqueKeysWithValues: details)), at: now, in: connection)
  }

  func addPINs(of rows: [ImportedCompany], now: Instant, in connection: any Connection) throws -> Int {
    let expires = now + .days(companies.settings[CompanySettings.noticePinDays])
    let stored = try CompanyImportQueries.headOffices(of: rows.map(\.key), in: connection)
    return try rows.count { row in
      guard let company = stored[row.key]?.id else { return false }
      return try PINQueries.addNotice(
        company: company, hash: companies.pinHash(row.pin, company: company),
        hasCheck: (try? LetterCode(typed: row.pin)) != nil, expires: expires, now: now, in: connection)
    }
  }

  /// Links branches with their head offices; both may be anywhere in the file.
  func connect(_ rows: [ImportedCompany], in database: Database) async throws {
    let stored = try await database.read { try CompanyImportQueries.headOffices(in: $0) }
    let wanted = rows.compactMap { row -> (company: Int64, headOffice: Int64?)? in
      guard let company = stored[row.key] else { return nil }
      let headOffice = stored[row.headOfficeKey]?.id
      return company.headOffice == headOffice ? nil : (company.id, headOffice)
    }
    for portion in wanted.chunked(into: 1000) {
      try await database.write { connection in
        for one in portion {
          try CompanyImportQueries.setHeadOffice(one.headOffice, of: one.company, in: connection)
        }
      }
    }
  }

  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws {
    try Journal.record(
      JournalEntry(.companiesImported, .init(.fileImport), actor: actor, details: report.journalDetails), at: now,
      in: connection)
  }
}
