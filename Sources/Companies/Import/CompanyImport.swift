import Accounts
import Chronology
import Database
import Journal
import Settings
import Sodium
import Work

/// Imports the chamber's companies. Each line lands whole or is reported; the same file twice changes nothing, so an
/// import that was interrupted is simply begun anew.
package struct CompanyImport: FileImport {
  private let companies: Companies
  private let rows: [ImportedCompany]
  private var report = ImportReport()

  /// Reads and checks a file.
  /// - Throws: `TableFileError` when it is no table of companies.
  package init(_ bytes: [UInt8], into companies: Companies) throws(TableFileError) {
    self.companies = companies
    let table = try TableFile(bytes)
    guard let rules = CompanyImportRules(header: table.header) else { throw .noHeader }
    var rows: [ImportedCompany] = []
    var seen: [String: Int] = [:]
    var report = ImportReport()
    report.lines = table.lines.count
    for line in table.lines {
      let (company, problems) = rules.read(line)
      report.add(problems)
      guard let company else { continue }
      if let first = seen[company.numberKey] {
        report.add([
          LineProblem(
            line: line.number, column: "betriebsnummer", value: "\(company.number) (\(first))",
            reason: "import.duplicate")
        ])
        continue
      }
      seen[company.numberKey] = line.number
      rows.append(company)
    }
    self.rows = rows
    self.report = report
  }

  /// What an import would do, without doing it.
  package func preview() async throws -> ImportReport {
    let known = try await companies.database.read { try CompanyImportQueries.contents(in: $0) }
    var report = report
    for row in checkedHeadOffices(known: Set(known.keys), &report) {
      switch known[row.numberKey]?.hash {
      case nil: report.added += 1
      case .some(let hash) where hash == Sodium.hash(row.content): report.unchanged += 1
      default: report.changed += 1
      }
    }
    return report
  }

  /// Imports in portions of 1,000 lines, each a transaction.
  package func run(
    by actor: Int64?, now: Instant, progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport {
    var report = report
    var known = try await companies.database.read { try CompanyImportQueries.contents(in: $0) }
    let rows = checkedHeadOffices(known: Set(known.keys), &report)
    var done = 0
    for portion in rows.chunked(into: 1000) {
      let current = known
      let outcome = try await companies.database.write { connection in
        try companies.importPortion(portion, known: current, by: actor, now: now, in: connection)
      }
      known.merge(outcome.known) { _, new in new }
      report.added += outcome.added
      report.changed += outcome.changed
      report.unchanged += portion.count - outcome.added - outcome.changed
      report.pins += outcome.pins
      done += portion.count
      try await progress(done, rows.count)
    }
    try await linkHeadOffices(rows, known)
    try await companies.database.renewStatistics(after: report.added + report.changed)
    try await note(report, by: actor, now: now)
    return report
  }

  /// Lines whose head office is neither in the file nor known are reported and left out.
  private func checkedHeadOffices(known: Set<String>, _ report: inout ImportReport) -> [ImportedCompany] {
    let numbers = known.union(rows.map(\.numberKey))
    return rows.filter { row in
      let key = PINRules.numberKey(row.headOffice)
      if key.isEmpty || (numbers.contains(key) && key != row.numberKey) { return true }
      report.add([
        LineProblem(
          line: row.line, column: "hauptbetrieb", value: row.headOffice, reason: "companies.import.headOffice")
      ])
      return false
    }
  }

  private func linkHeadOffices(_ rows: [ImportedCompany], _ known: [String: CompanyImportQueries.Known]) async throws {
    let wanted = rows.compactMap { row -> (Int64, Int64?)? in
      guard let id = known[row.numberKey]?.id else { return nil }
      let headOffice = known[PINRules.numberKey(row.headOffice)]?.id
      return known[row.numberKey]?.headOffice == headOffice ? nil : (id, headOffice)
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
  private let companies: Companies

  package init(companies: Companies) {
    self.companies = companies
  }

  package func open(_ bytes: [UInt8]) throws(TableFileError) -> any FileImport {
    try CompanyImport(bytes, into: companies)
  }
}
