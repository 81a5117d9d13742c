import Accounts
import Chronology
import Database
import Web

/// Parts that were kept elsewhere: handed in by the apprentice, confirmed by those who sign weeks.
extension TrainingRecords {
  /// - Parameter span: days of the training that are over.
  /// - Throws: `NotFound` for all but the apprentice, `AttachmentProblem`, or `StorageFull`.
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

  /// Takes a part back that nobody looked through yet.
  /// - Throws: `NotFound` for all but the apprentice, `Refusal.weekIsElsewhere` when somebody was faster.
  func remove(_ part: PaperPart, of open: OpenRecord, cause: Cause) async throws {
    try open.requireOwn()
    try await decide(part, of: open, "record.paper.removed", cause) { try PaperQueries.remove(part, in: $0) }
  }

  /// Says that a part was looked through; it counts from then on.
  /// - Throws: `NotFound` for whoever signs no weeks of the record, `Refusal.weekIsElsewhere` when somebody was faster.
  func confirm(_ part: PaperPart, of open: OpenRecord, cause: Cause) async throws {
    guard open.mayConfirmPapers else { throw NotFound() }
    let account = open.acting.account
    try await decide(part, of: open, "record.paper.confirmed", cause) {
      try PaperQueries.confirm(part, by: account.id, name: account.fullName, now: cause.now, in: $0)
    }
  }

  /// Takes a confirmation back that was a mistake.
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
  /// Those who sign weeks look through parts on paper, too.
  var mayConfirmPapers: Bool { [.instructor, .assistant].contains(viewer) }
}
