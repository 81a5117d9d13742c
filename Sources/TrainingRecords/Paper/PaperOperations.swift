import Accounts
import Chronology
import Database
import Journal
import Web

/// Paper parts: submitted by the apprentice, confirmed by people who sign weeks.
extension TrainingRecords {
  /// Submits a paper part.
  /// - Parameters:
  ///   - upload: a PDF; nil if none was chosen.
  ///   - span: past days of the training.
  /// - Throws: `NotFound` for everybody but the apprentice and for other days, `AttachmentProblem`, or `StorageFull`.
  package func add(
    _ upload: Upload?, over span: ClosedRange<CalendarDate>, to open: OpenRecord, cause: Cause
  ) async throws {
    try open.requireOwn()
    let past = open.record.pastDays(on: cause.day)
    guard past.contains(span.lowerBound), past.contains(span.upperBound) else { throw NotFound() }
    let file = try await take(upload, for: open, onlyPDF: true)
    guard let pages = file.pages else { throw AttachmentProblem.notPDF }
    try await database.write { connection in
      try PaperQueries.add(
        file.stored, name: file.reference.name, pages: pages, span: span, to: open.apprenticeship,
        by: open.acting.account.id, now: cause.now, in: connection)
      try note(
        .recordPaperAdded, open.record,
        ["days": "\(span.lowerBound) – \(span.upperBound)", "file": file.reference.hash], cause: cause,
        in: connection)
    }
  }

  /// Removes an unconfirmed part.
  /// - Throws: `NotFound` for everybody but the apprentice, `Refusal.weekIsElsewhere` when it was confirmed meanwhile.
  package func remove(paper part: Int64, of open: OpenRecord, cause: Cause) async throws {
    try open.requireOwn()
    try await decide(part, of: open, .recordPaperRemoved, cause) { try PaperQueries.remove($0, in: $1) }
  }

  /// Confirms that a part was reviewed; it counts from then on.
  /// - Throws: `NotFound` if the person signs no weeks of the record, `Refusal.weekIsElsewhere` when somebody was
  ///   faster.
  package func confirm(paper part: Int64, of open: OpenRecord, cause: Cause) async throws {
    guard open.mayConfirmPapers else { throw NotFound() }
    let account = open.acting.account
    try await decide(part, of: open, .recordPaperConfirmed, cause) {
      try PaperQueries.confirm($0, by: account.id, name: account.fullName, now: cause.now, in: $1)
    }
  }

  /// Withdraws a mistaken confirmation.
  /// - Throws: as `confirm`.
  package func reopen(paper part: Int64, of open: OpenRecord, cause: Cause) async throws {
    guard open.mayConfirmPapers else { throw NotFound() }
    try await decide(part, of: open, .recordPaperReopened, cause) { try PaperQueries.reopen($0, in: $1) }
  }

  private func decide(
    _ id: Int64, of open: OpenRecord, _ event: Event, _ cause: Cause,
    _ change: @Sendable @escaping (PaperPart, any Connection) throws -> Bool
  ) async throws {
    try await database.write { connection in
      let parts = try PaperQueries.all(of: open.apprenticeship, in: connection)
      guard let part = parts.first(where: { $0.id == id }) else { throw NotFound() }
      guard try change(part, connection) else { throw Refusal.weekIsElsewhere }
      try note(
        event, open.record, ["days": "\(part.span.lowerBound) – \(part.span.upperBound)"],
        cause: cause, in: connection)
    }
  }
}

extension TrainingRecord {
  /// The days of the training until a day, its first one at least.
  func pastDays(on today: CalendarDate) -> ClosedRange<CalendarDate> {
    training.clamped(to: training.lowerBound...max(today, training.lowerBound))
  }
}

extension OpenRecord {
  /// People who sign weeks also review paper parts.
  var mayConfirmPapers: Bool { [.instructor, .assistant].contains(viewer) }
}
