import Chronology
import Database

/// A line of a file, checked.
package protocol ImportedRow: Sendable {
  /// Its number in the file.
  var line: Int { get }
  /// What it is known by, folded; unique in the file and in the database.
  var key: String { get }
  /// A hash over all that is stored of it, to notice a change.
  var contentHash: [UInt8] { get }
}

/// What is stored under a key, as far as an import has to know.
package struct KnownRow: Sendable {
  package let id: Int64
  package let hash: [UInt8]

  package init(id: Int64, hash: [UInt8]) {
    self.id = id
    self.hash = hash
  }
}

extension KnownRow {
  /// All rows of a question that gives `id`, `number_key` and `content_hash`, by their key.
  package static func all(_ sql: SQL, in connection: any Connection) throws -> [String: KnownRow] {
    var known: [String: KnownRow] = [:]
    try connection.forEachRow(sql) { row in
      known[try row["number_key"]] = KnownRow(id: try row["id"], hash: try row["content_hash"])
    }
    return known
  }
}

/// How an area imports its rows: what is there, what a row refers to, and how it is saved.
package protocol RowTarget: Sendable {
  associatedtype Row: ImportedRow
  associatedtype References: Sendable

  /// All rows that are stored, by their key.
  func known(in connection: any Connection) throws -> [String: KnownRow]
  /// What rows refer to, read once for the whole file.
  func references(in connection: any Connection) throws -> References
  /// Problems of a row that only the database tells, such as an unknown company.
  func problems(of row: Row, _ references: References) -> [LineProblem]
  /// Adds or changes rows, with the log of it; no two of them have the same key.
  func save(
    _ rows: [KnownOrNew<Row>], _ references: References, by actor: Int64?, now: Instant, in connection: any Connection
  ) throws
  /// After all rows: notes the import in the log.
  func finish(_ report: ImportReport, by actor: Int64?, now: Instant, in connection: any Connection) throws
}

/// A row of a file with the key of what it changes; nil where it is new.
package struct KnownOrNew<Row: Sendable>: Sendable {
  package let row: Row
  package let id: Int64?
}

/// Rows that are saved one by one: kinds that do not come by the ten thousand.
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

/// Rows that stand for themselves.
extension RowTarget where References == Void {
  package func references(in connection: any Connection) throws {}

  package func problems(of row: Row, _ references: Void) -> [LineProblem] { [] }
}

/// Imports rows in portions, each a transaction.
package struct RowImport<Target: RowTarget>: FileImport {
  private static var portion: Int { 1000 }
  private let database: Database
  private let target: Target
  private let rows: [Target.Row]
  private let report: ImportReport

  /// - Parameter read: makes a row of a line, or problems.
  package init(
    _ table: TableFile, into target: Target, _ database: Database, keyColumn: String,
    read: (TableFile.Line) -> (row: Target.Row?, problems: [LineProblem])
  ) {
    var rows: [Target.Row] = []
    var firstLines: [String: Int] = [:]
    var report = ImportReport()
    report.lines = table.lines.count
    for line in table.lines {
      let (row, problems) = read(line)
      report.add(problems)
      guard let row else { continue }
      if let first = firstLines[row.key] {
        report.add([
          LineProblem(
            line: line.number, column: keyColumn, value: "\(row.key) (\(first))", reason: "import.duplicate")
        ])
        continue
      }
      firstLines[row.key] = line.number
      rows.append(row)
    }
    self.database = database
    self.target = target
    self.rows = rows
    self.report = report
  }

  package func preview() async throws -> ImportReport {
    let target = target
    let (known, references) = try await database.read { (try target.known(in: $0), try target.references(in: $0)) }
    var report = report
    for row in landing(references, &report) {
      switch known[row.key]?.hash {
      case nil: report.added += 1
      case .some(let hash) where hash == row.contentHash: report.unchanged += 1
      default: report.changed += 1
      }
    }
    return report
  }

  package func run(
    by actor: Int64?, now: Instant, progress: (_ done: Int, _ total: Int) async throws -> Void
  ) async throws -> ImportReport {
    let target = target
    var report = report
    let (known, references) = try await database.read { (try target.known(in: $0), try target.references(in: $0)) }
    let rows = landing(references, &report)
    let waiting = rows.filter { known[$0.key]?.hash != $0.contentHash }
    report.unchanged = rows.count - waiting.count
    report.added = waiting.count { known[$0.key] == nil }
    report.changed = waiting.count - report.added
    var done = 0
    for portion in waiting.chunked(into: Self.portion) {
      try await database.write { connection in
        let rows = portion.map { KnownOrNew(row: $0, id: known[$0.key]?.id) }
        try target.save(rows, references, by: actor, now: now, in: connection)
      }
      done += portion.count
      try await progress(done, waiting.count)
    }
    if report.hasEffect {
      let final = report
      try await database.write { try target.finish(final, by: actor, now: now, in: $0) }
    }
    try await database.renewStatistics(after: waiting.count)
    return report
  }

  /// The rows that can land; the others are reported.
  private func landing(_ references: Target.References, _ report: inout ImportReport) -> [Target.Row] {
    rows.filter { row in
      let problems = target.problems(of: row, references)
      report.add(problems)
      return problems.isEmpty
    }
  }
}

extension Database {
  /// The engines choose their ways by statistics, which a large import makes worthless until they are taken anew.
  package func renewStatistics(after changes: Int) async throws {
    guard changes > 1000 else { return }
    try await withLeasedConnection { connection in _ = try connection.execute("ANALYZE") }
  }
}
