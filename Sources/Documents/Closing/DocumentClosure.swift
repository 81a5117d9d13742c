import Accounts
import Chronology
import Database
import Journal
import Postbox
import Web

/// A document that went to the wrong person (Sperrung) and is hidden from its recipients. With four eyes a second
/// officer confirms that or reopens it; it stays closed meanwhile.
package struct DocumentClosure: Sendable {
  package let id: Int64
  package let document: Int64
  package let title: String
  package let reason: String
  package let closedAt: Instant
  package let closedBy: Int64
  package let closedByName: String
  /// Nil once the account is gone.
  package let closedByEmail: EmailAddress?
  package let confirmedAt: Instant?
  package let confirmedByName: String

  init(_ row: Row) throws {
    id = try row["id"]
    document = try row["document_id"]
    title = try row["title"]
    reason = try row["reason"]
    closedAt = try row["closed_at"]
    closedBy = try row["closed_by"]
    closedByName = try Self.name(row, "closer")
    closedByEmail = (try row["closer_email"] as String?).flatMap { EmailAddress($0) }
    confirmedAt = try row["confirmed_at"]
    confirmedByName = try Self.name(row, "confirmer")
  }

  private static func name(_ row: Row, _ who: String) throws -> String {
    let parts: [String?] = [try row["\(who)_first"], try row["\(who)_last"]]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Documents {
  /// Closes a document to its recipients at once, and removes letters with it from the print queue.
  /// - Parameter isAgreed: whether no second officer has to confirm it.
  /// - Returns: false if it was closed before.
  package func close(
    _ document: Int64, reason: String, isAgreed: Bool, cause: Cause, in connection: any Connection
  ) throws -> Bool {
    guard let officer = cause.actor,
      try ClosureQueries.add(document, reason: reason, by: officer, now: cause.now, in: connection)
    else { return false }
    for delivery in try DocumentQueries.deliveries(of: document, in: connection) {
      try Letters.withdraw(OfficeQueries.letterKind, subject: delivery.id, in: connection)
    }
    try Letters.withdraw(GuardianLetter.letterKind, subject: document, in: connection)
    try Journal.record(
      cause.entry(.documentClosed, .init(.document, document), ["reason": reason]), at: cause.now, in: connection)
    if isAgreed { try ClosureQueries.confirm(document, by: officer, mayBeSame: true, now: cause.now, in: connection) }
    return true
  }

  /// The second officer confirms that it was right to close it.
  /// - Returns: false if that was decided before, or this officer closed it.
  package func confirmClosure(
    of document: Int64, cause: Cause, in connection: any Connection
  ) throws -> Bool {
    guard let officer = cause.actor,
      try ClosureQueries.confirm(document, by: officer, mayBeSame: false, now: cause.now, in: connection)
    else { return false }
    try Journal.record(
      cause.entry(.documentClosureConfirmed, .init(.document, document)), at: cause.now, in: connection)
    return true
  }

  /// The second officer decides that it was with the right person: its previous state is restored, and its letters wait
  /// again.
  /// - Returns: false if that was decided before, or this officer closed it.
  package func reopen(
    _ document: Int64, reason: String, cause: Cause, in connection: any Connection
  ) throws -> Bool {
    guard let officer = cause.actor,
      try ClosureQueries.reopen(document, reason: reason, by: officer, now: cause.now, in: connection)
    else { return false }
    for delivery in try DocumentQueries.deliveries(of: document, in: connection) {
      try Letters.renew(OfficeQueries.letterKind, subject: delivery.id, in: connection)
    }
    try Letters.renew(GuardianLetter.letterKind, subject: document, in: connection)
    try Journal.record(
      cause.entry(.documentReopened, .init(.document, document), ["reason": reason]), at: cause.now, in: connection)
    return true
  }
}
