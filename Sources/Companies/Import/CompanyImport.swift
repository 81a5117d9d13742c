import Accounts
import Chronology
import Database
import Journal
import Settings
import Work

/// Imports the chamber's companies. Each line lands whole, waits for a decision or is reported; the same file twice changes
/// nothing, so an import that was interrupted is simply begun anew.
package struct CompanyImport: FileImport {
  private let companies: Companies
  private let read: ReadRows<ImportedCompany>
  private let today: CalendarDate

  /// Reads and checks a file.
  /// - Throws: `TableFileError` when it is no table of companies.
  package init(_ bytes: [UInt8], into companies: Companies, today: CalendarDate) throws(TableFileError) {
    self.companies = companies
    self.today = today
    let table = try TableFile(bytes)
    let columns = ImportColumns(
      header: table.header, names: CompanyImportRules.columns, optional: CompanyImportRules.optional)
    guard columns.has("betriebsnummer"), columns.has("name") else { throw .noHeader }
    read = ReadRows(table, columns, keyColumn: { _ in "betriebsnummer" }) { CompanyImportRules.read($0, columns) }
  }

  package func preview() async throws -> ImportReport {
    try await prepare(.none).plan.report
  }

  /// Imports in portions of 1,000 lines, each a transaction.
  package func run(
    by actor: Int64?, now: Instant, decisions: ImportDecisions,
    progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport {
    let (plan, before) = try await prepare(decisions)
    var (report, known, done) = (plan.finalReport(decisions), before, 0)
    for portion in plan.rows.chunked(into: 1000) {
      let current = known
      let outcome = try await companies.database.write { connection in
        try companies.importPortion(portion, known: current, by: actor, now: now, in: connection)
      }
      known.merge(outcome.known) { _, new in new }
      report.pins += outcome.pins
      done += portion.count
      try await progress(done, plan.rows.count)
    }
    try await linkHeadOffices(plan.rows, known)
    try await companies.database.renewStatistics(after: report.added + report.changed)
    try await note(report, by: actor, now: now)
    return report
  }

  private func prepare(
    _ decisions: ImportDecisions
  ) async throws -> (plan: ImportPlan<ImportedCompany>, known: [String: CompanyImportQueries.Known]) {
    let (known, today) = (try await companies.database.read { try CompanyImportQueries.contents(in: $0) }, today)
    let (rows, report) = checkedHeadOffices(known: Set(known.keys))
    let hashes = known.mapValues { KnownRow(id: $0.id, hash: $0.hash) }
    let waiting = rows.filter { known[$0.key]?.hash != $0.contentHash && known[$0.key] != nil }
    let stored = try await companies.database.read { connection -> [String: [ImportedSubject]] in
      try waiting.map(\.key).chunked(into: 500).reduce(into: [:]) { all, keys in
        all.merge(try CompanyImportQueries.stored(of: keys, on: today, in: connection)) { first, _ in first }
      }
    }
    let plan = try await ImportPlan.made(
      rows, report, known: hashes, stored: stored, decisions: decisions, today: today)
    return (plan, known)
  }

  /// Lines whose head office is neither in the file nor known are reported and left out.
  private func checkedHeadOffices(known: Set<String>) -> ([ImportedCompany], ImportReport) {
    var report = read.report
    let numbers = known.union(read.rows.map(\.key))
    let rows = read.rows.filter { row in
      let key = NumberKey.folded(row.headOffice)
      if key.isEmpty || (numbers.contains(key) && key != row.key) { return true }
      report.add([LineProblem(line: row.line, column: "hauptbetrieb", value: row.headOffice, reason: .headOffice)])
      return false
    }
    return (rows, report)
  }

  private func linkHeadOffices(_ rows: [ImportedCompany], _ known: [String: CompanyImportQueries.Known]) async throws {
    let wanted = rows.compactMap { row -> (Int64, Int64?)? in
      guard let id = known[row.key]?.id else { return nil }
      let headOffice = known[NumberKey.folded(row.headOffice)]?.id
      return known[row.key]?.headOffice == headOffice ? nil : (id, headOffice)
    }
    for portion in wanted.chunked(into: 1000) {
      try await companies.database.write { connection in
        for (id, headOffice) in portion {
          try CompanyImportQueries.setHeadOffice(headOffice, of: id, in: connection)
        }
      }
    }
  }

  private func note(_ report: ImportReport, by actor: Int64?, now: Instant) async throws {
    guard report.hasEffect else { return }
    try await companies.database.write { connection in
      try Journal.record(
        JournalEntry("companies.imported", .init("import"), actor: actor, details: report.journalDetails), at: now,
        in: connection)
    }
  }
}

/// The chamber's companies, to be imported.
package struct CompanyImportKind: ImportKind {
  package let kind = "companies"
  package let right = "companies"
  private let companies: Companies

  package init(companies: Companies) {
    self.companies = companies
  }

  package func open(_ bytes: [UInt8], today: CalendarDate) throws(TableFileError) -> any FileImport {
    try CompanyImport(bytes, into: companies, today: today)
  }
}
