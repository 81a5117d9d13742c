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
  /// Problems of a row with other rows of its kind, such as an unknown head office.
  /// - Parameter keys: the keys of all stored rows and of all valid rows of the file.
  func problems(of row: Row, among keys: Set<String>) -> [LineProblem]
  /// Inserts or updates rows and writes the audit log; keys are unique.
  func save(
    _ rows: [KnownOrNew<Row>], _ references: References, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws
  /// Adds the PINs of rows, in the transaction that saved them. A PIN that is known already is not added again.
  /// - Returns: the number of PINs added.
  func addPINs(of rows: [Row], now: Instant, in connection: any Connection) throws -> Int
  /// Called once all rows are stored: stores how they refer to each other. It gets unchanged rows, too, since an earlier
  /// import may have been interrupted before this step.
  func connect(_ rows: [Row], in database: Database) async throws
  /// Called at the end if anything changed; records the import in the audit log.
  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws
}

extension RowTarget {
  /// For rows that are not about a person or company.
  package func stored(
    of rows: [Row], on today: CalendarDate, in connection: any Connection
  ) throws -> [String: [ImportedSubject]] { [:] }

  package func problems(of row: Row, among keys: Set<String>) -> [LineProblem] { [] }

  package func addPINs(of rows: [Row], now: Instant, in connection: any Connection) throws -> Int { 0 }

  package func connect(_ rows: [Row], in database: Database) async throws {}
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
    let news = plan.rows.map { (row: $0, hasChanged: isNews($0, known)) }.filter { $0.hasChanged || $0.row.bringsPIN }
    var (report, done) = (plan.finalReport(decisions), 0)
    for portion in news.chunked(into: Self.portion) {
      let changed = portion.filter(\.hasChanged).map { KnownOrNew(row: $0.row, id: known[$0.row.key]?.id) }
      let withPIN = portion.map(\.row).filter(\.bringsPIN)
      let pins = try await database.write { connection in
        try KnownRow.check(changed.map(\.row.key), of: target.table, against: { known[$0]?.hash }, in: connection)
        try target.save(changed, references, by: actor, now: now, in: connection)
        return try target.addPINs(of: withPIN, now: now, in: connection)
      }
      report.pins += pins
      done += portion.count
      try await progress(done, news.count)
    }
    try await target.connect(plan.rows, in: database)
    if report.hasEffect {
      try await database.write { [report] in try target.finish(report, by: actor, now: now, in: $0) }
    }
    try await database.renewStatistics(after: report.added + report.changed)
    return report
  }

  private func isNews(_ row: Target.Row, _ known: [String: KnownRow]) -> Bool {
    known[row.key]?.hash != row.contentHash
  }

  private func prepare(
    _ decisions: ImportDecisions
  ) async throws -> (plan: ImportPlan<Target.Row>, known: [String: KnownRow], references: Target.References) {
    let (target, today) = (target, today)
    let (known, references) = try await database.read {
      (try KnownRow.rows(of: target.table, in: $0), try target.references(in: $0))
    }
    let (rows, report) = try await ReadingThread.run { landing(references, known) }
    let news = rows.filter { isNews($0, known) }
    let stored = try await database.read { connection -> [String: [ImportedSubject]] in
      try news.chunked(into: 500).reduce(into: [:]) { all, rows in
        all.merge(try target.stored(of: rows, on: today, in: connection)) { first, _ in first }
      }
    }
    let plan = try await ImportPlan.made(
      rows, report, known: known, stored: stored, decisions: decisions, today: today)
    return (plan, known, references)
  }

  /// The rows that can be imported; problems of the others are added to the report.
  private func landing(
    _ references: Target.References, _ known: [String: KnownRow]
  ) -> ([Target.Row], ImportReport) {
    var report = read.report
    let keys = Set(known.keys).union(read.rows.map(\.key))
    let rows = read.rows.filter { row in
      let problems = target.problems(of: row, references) + target.problems(of: row, among: keys)
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
