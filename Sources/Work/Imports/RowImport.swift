import Chronology
import Database

/// How an area imports its rows: what is stored, what a row refers to, and how it is saved.
package protocol RowTarget: Sendable {
  associatedtype Row: ImportedRow
  associatedtype References: Sendable

  /// The table of the rows, with `id`, `number_key` and `content_hash`.
  var table: SQL { get }
  /// The stored persons or companies of rows, by row key.
  func stored(of rows: [Row], on today: CalendarDate, in connection: any Connection) throws -> [String:
    [ImportedSubject]]
  /// What rows refer to, read once for the whole file.
  func references(in connection: any Connection) throws -> References
  /// Problems that only the database reveals, such as an unknown company.
  func problems(of row: Row, _ references: References) -> [LineProblem]
  /// Inserts or updates rows and writes the audit log; keys are unique.
  func save(
    _ rows: [KnownOrNew<Row>], _ references: References, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws
  /// Called after all rows; records the import in the audit log.
  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws
}

extension RowTarget {
  /// For rows that are not about a person or company.
  package func stored(
    of rows: [Row], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] { [:] }
}

/// A row of a file with the id of the stored row; nil if it is new.
package struct KnownOrNew<Row: Sendable>: Sendable {
  package let row: Row
  package let id: Int64?
}

/// Rows saved one by one, for kinds with few rows.
package protocol SingleRowTarget: RowTarget {
  func save(
    _ row: Row, id: Int64?, _ references: References, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws
}

extension SingleRowTarget {
  package func save(
    _ rows: [KnownOrNew<Row>], _ references: References, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws {
    for one in rows { try save(one.row, id: one.id, references, by: actor, now: now, in: connection) }
  }
}

/// Rows that refer to nothing.
extension RowTarget where References == Void {
  package func references(in connection: any Connection) throws {}

  package func problems(of row: Row, _ references: Void) -> [LineProblem] { [] }
}

/// Imports rows in portions, one transaction each.
package struct RowImport<Target: RowTarget>: FileImport {
  private static var portion: Int { 1000 }
  private let database: Database
  private let target: Target
  private let read: ReadRows<Target.Row>
  private let today: CalendarDate

  package init(_ read: ReadRows<Target.Row>, into target: Target, _ database: Database, today: CalendarDate) {
    self.database = database
    self.target = target
    self.read = read
    self.today = today
  }

  package func preview() async throws -> ImportReport {
    try await prepare(.none).plan.report
  }

  package func run(
    by actor: Int64?, now: Instant, decisions: ImportDecisions,
    progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport {
    let target = target
    let (plan, known, references) = try await prepare(decisions)
    let waiting = plan.rows.filter { known[$0.key]?.hash != $0.contentHash }
    var done = 0
    for portion in waiting.chunked(into: Self.portion) {
      try await database.write { connection in
        try KnownRow.check(portion.map(\.key), of: target.table, against: { known[$0]?.hash }, in: connection)
        let rows = portion.map { KnownOrNew(row: $0, id: known[$0.key]?.id) }
        try target.save(rows, references, by: actor, now: now, in: connection)
      }
      done += portion.count
      try await progress(done, waiting.count)
    }
    let report = plan.finalReport(decisions)
    if report.hasEffect {
      try await database.write { try target.finish(report, by: actor, now: now, in: $0) }
    }
    try await database.renewStatistics(after: waiting.count)
    return report
  }

  private func prepare(
    _ decisions: ImportDecisions
  ) async throws -> (plan: ImportPlan<Target.Row>, known: [String: KnownRow], references: Target.References) {
    let (target, today) = (target, today)
    let (known, references) = try await database.read {
      (try KnownRow.rows(of: target.table, in: $0), try target.references(in: $0))
    }
    let (rows, report) = try await ReadingThread.run { landing(references) }
    let waiting = rows.filter { known[$0.key]?.hash != $0.contentHash }
    let stored = try await database.read { connection -> [String: [ImportedSubject]] in
      try waiting.chunked(into: 500).reduce(into: [:]) { all, rows in
        all.merge(try target.stored(of: rows, on: today, in: connection)) { first, _ in first }
      }
    }
    let plan = try await ImportPlan.made(
      rows, report, known: known, stored: stored, decisions: decisions, today: today)
    return (plan, known, references)
  }

  /// The rows that can be imported; problems of the others are added to the report.
  private func landing(_ references: Target.References) -> ([Target.Row], ImportReport) {
    var report = read.report
    let rows = read.rows.filter { row in
      let problems = target.problems(of: row, references)
      report.add(problems)
      return problems.isEmpty
    }
    return (rows, report)
  }
}

extension Database {
  /// Renews the query planner's statistics, which a large import makes worthless.
  package func renewStatistics(after changes: Int) async throws {
    guard changes > 1000 else { return }
    try await withLeasedConnection { connection in _ = try connection.execute("ANALYZE") }
  }
}
