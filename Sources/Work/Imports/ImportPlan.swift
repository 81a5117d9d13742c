import Chronology

/// What an import does with each line, decided before anything is written.
package struct ImportPlan<Row: ImportedRow>: Sendable {
  /// The rows to import, including unchanged ones.
  package private(set) var rows: [Row] = []
  package private(set) var report: ImportReport

  private struct Asked {
    let row: Row
    let isKnown: Bool
    let stored: [ImportedSubject]
    let conflicts: [ImportConflict]
  }

  /// - Parameters:
  ///   - rows: the rows without problems.
  ///   - stored: by row key, what is stored of the subjects of rows that differ from it.
  package init(
    _ rows: [Row], _ report: ImportReport, known: [String: KnownRow], stored: [String: [ImportedSubject]],
    decisions: ImportDecisions, today: CalendarDate
  ) {
    self.report = report
    let waiting = rows.map { row -> Asked in
      let subjects = known[row.key]?.hash == row.contentHash ? [] : stored[row.key] ?? []
      let kept = row.unread.isEmpty ? row : row.keeping(KeptValues(row.unread, of: Self.ofSame(row, subjects)))
      let isSame = known[row.key]?.hash == kept.contentHash
      return Asked(
        row: kept, isKnown: known[row.key] != nil, stored: subjects,
        conflicts: isSame ? [] : Self.conflicts(of: kept, subjects, today: today))
    }
    let nearEnds = waiting.count { $0.conflicts.contains { $0.kind == .manyEnds } }
    let asksForNear = nearEnds > ImportConflictRules.manyEnds
    for one in waiting {
      let conflicts = one.conflicts.filter { asksForNear || $0.kind != .manyEnds }
      note(conflicts)
      guard conflicts.allSatisfy(decisions.accepts) else {
        self.report.undecided += 1
        continue
      }
      self.report.accepted += conflicts.count
      land(one, isSame: known[one.row.key]?.hash == one.row.contentHash)
    }
    self.report.sharedAddresses = SharedInFile.found(in: self.rows) { known[$0.key]?.hash != $0.contentHash }
    self.report.sort()
  }

  /// As `init`, away from the threads that serve pages.
  package static func made(
    _ rows: [Row], _ report: ImportReport, known: [String: KnownRow], stored: [String: [ImportedSubject]],
    decisions: ImportDecisions, today: CalendarDate
  ) async throws -> ImportPlan {
    try await ReadingThread.run {
      ImportPlan(rows, report, known: known, stored: stored, decisions: decisions, today: today)
    }
  }

  private mutating func land(_ one: Asked, isSame: Bool) {
    rows.append(one.row)
    if report.samples.count < ImportReport.shownSamples {
      report.samples.append(ImportSample(line: one.row.line, values: one.row.shown))
    }
    guard !isSame else { return report.unchanged += 1 }
    guard one.isKnown else { return report.added += 1 }
    report.changed += 1
    guard report.changes.count < ImportReport.shownChanges else { return }
    report.changes += Self.changes(of: one.row, one.stored)
  }

  private mutating func note(_ conflicts: [ImportConflict]) {
    report.conflictCount += conflicts.count
    report.conflicts += conflicts.prefix(max(0, ImportReport.maximumProblems - report.conflicts.count))
  }

  /// The report of what was done; undecided lines are reported with the reason.
  package func finalReport(_ decisions: ImportDecisions) -> ImportReport {
    var report = report
    for conflict in report.conflicts where !decisions.accepts(conflict) {
      // Column names without values, because the report is kept.
      let columns = conflict.changes.map(\.column).joined(separator: ", ")
      report.add(
        [LineProblem(line: conflict.line, column: columns, value: "", reason: conflict.kind.reason)], refusing: false)
    }
    report.sort()
    return report.withoutContent
  }

  /// Whether a row is about somebody else than the stored row. Another number is another person, whatever the name: a
  /// contract may pass from one to the other.
  private static func identity(of row: Row, _ before: ImportedSubject) -> ImportConflict.Kind? {
    if before.isLookalike { return .twin }
    if let key = row.personKey, let other = before.personKey, key != other { return .number }
    return row.subject.flatMap { ImportConflictRules.identity(before.identity, $0.identity) }
  }

  /// The stored values, if the row is about the same person; values of somebody else are not kept.
  private static func ofSame(_ row: Row, _ stored: [ImportedSubject]) -> [ImportedValue] {
    stored.filter { (identity(of: row, $0) ?? .name) == .name }.flatMap(\.values)
  }

  private static func conflicts(of row: Row, _ stored: [ImportedSubject], today: CalendarDate) -> [ImportConflict] {
    guard let subject = row.subject else { return [] }
    var found: [ImportConflict] = []
    for before in stored {
      let kinds = [
        identity(of: row, before),
        ImportConflictRules.end(before, subject.end, today: today),
      ]
      for kind in kinds.compactMap({ $0 })
      where !found.contains(where: { $0.kind == kind && $0.subject == before.number }) {
        found.append(
          ImportConflict(
            kind: kind, line: row.line, subject: before.number, before: before.values,
            after: before.values.map { ImportedValue($0.column, subject.value($0.column) ?? "") }))
      }
    }
    return found
  }

  private static func changes(of row: Row, _ stored: [ImportedSubject]) -> [ImportChange] {
    guard let subject = row.subject else { return [] }
    var seen: Set<String> = []
    return stored.filter { !$0.isLookalike }.flatMap { before in
      before.values.compactMap { old in
        guard let new = subject.value(old.column), new != old.value, seen.insert(old.column).inserted else {
          return nil
        }
        return ImportChange(line: row.line, subject: before.number, column: old.column, before: old.value, after: new)
      }
    }
  }
}
