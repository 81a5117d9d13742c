import Accounts
import Chronology
import Database
import Web

/// Paper parts: submitted by the apprentice, confirmed by people who sign weeks.
extension TrainingRecords {
  /// Submits a paper part.
  /// - Parameter span: past days of the training.
  /// - Throws: `NotFound` for everybody but the apprentice, `AttachmentProblem`, or `StorageFull`.
  func add(_ upload: Upload?, over span: ClosedRange<CalendarDate>, to open: OpenRecord, cause: Cause) async throws {
    try open.requireOwn()
    let file = try await take(upload, for: open, onlyPDF: true)
    guard let pages = file.pages else { throw AttachmentProblem.notPDF }
    try await database.write { connection in
      try PaperQueries.add(
        file.stored, name: file.reference.name, pages: pages, span: span, to: open.apprenticeship,
        by: open.acting.account.id, now: cause.now, in: connection)
      try note(
        "record.paper.added", open.record,
        ["days": "\(span.lowerBound) – \(span.upperBound)", "file": file.reference.hash], cause: cause,
        in: connection)
    }
  }

  /// Removes an unconfirmed part.
  /// - Throws: `NotFound` for everybody but the apprentice, `Refusal.weekIsElsewhere` when it was confirmed meanwhile.
  func remove(_ part: PaperPart, of open: OpenRecord, cause: Cause) async throws {
    try open.requireOwn()
    try await decide(part, of: open, "record.paper.removed", cause) { try PaperQueries.remove(part, in: $0) }
  }

  /// Confirms that a part was reviewed; it counts from then on.
  /// - Throws: `NotFound` if the person signs no weeks of the record, `Refusal.weekIsElsewhere` when somebody was
  ///   faster.
  func confirm(_ part: PaperPart, of open: OpenRecord, cause: Cause) async throws {
    guard open.mayConfirmPapers else { throw NotFound() }
    let account = open.acting.account
    try await decide(part, of: open, "record.paper.confirmed", cause) {
      try PaperQueries.confirm(part, by: account.id, name: account.fullName, now: cause.now, in: $0)
    }
  }

  /// Withdraws a mistaken confirmation.
  /// - Throws: as `confirm`.
  func reopen(_ part: PaperPart, of open: OpenRecord, cause: Cause) async throws {
    guard open.mayConfirmPapers else { throw NotFound() }
    try await decide(part, of: open, "record.paper.reopened", cause) { try PaperQueries.reopen(part, in: $0) }
  }

  private func decide(
    _ part: PaperPart, of open: OpenRecord, _ event: String, _ cause: Cause,
    _ change: @Sendable @escaping (any Connection) throws -> Bool
  ) async throws {
    try await database.write { connection in
      guard try change(connection) else { throw Refusal.weekIsElsewhere }
      try note(
        event, open.record, ["days": "\(part.span.lowerBound) – \(part.span.upperBound)"],
        cause: cause, in: connection)
    }
  }
}

extension OpenRecord {
  /// People who sign weeks also review paper parts.
  var mayConfirmPapers: Bool { [.instructor, .assistant].contains(viewer) }
}
