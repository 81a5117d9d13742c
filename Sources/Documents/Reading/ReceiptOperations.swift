import Accounts
import Database
import Journal
import Web

/// Opening a document that somebody got.
extension Documents {
  /// A document that was delivered.
  /// - Throws: `NotFound` for whoever may not open it with any of their functions, and for one that was closed.
  package func received(_ delivery: Int64, by acting: Acting) async throws -> ReceivedDocument {
    guard let found = try await database.read({ try DocumentQueries.delivery(delivery, in: $0) }),
      acting.mayOpen(found)
    else { throw NotFound() }
    return found
  }

  /// Writes the receipt of the first opening; it has to be durable before the content leaves (ADR 0016). Nothing happens
  /// where there is one already.
  /// - Throws: `NotFound` for whoever may not open it, and when it was closed meanwhile.
  package func noteOpening(of found: ReceivedDocument, by acting: Acting, cause: Cause) async throws {
    guard acting.mayOpen(found) else { throw NotFound() }
    guard found.receipt == nil else { return }
    try await database.write { connection in
      guard
        try DocumentQueries.open(
          found.id, by: acting.account.id, deputyship: acting.onBehalf?.deputyship, seals: deliverySeals,
          now: cause.now, in: connection)
      else {
        // Somebody else was faster; or it was closed while this was asked.
        if try DocumentQueries.delivery(found.id, in: connection)?.document.isClosed != false { throw NotFound() }
        return
      }
      try Journal.record(
        cause.entry(
          "document.opened", .init("document", found.document.id),
          ["recipient": "\(found.addressee.kind.rawValue):\(found.addressee.subject)"]),
        at: cause.now, in: connection)
    }
  }
}

extension Acting {
  /// Whether the person may open a document, with any of their functions.
  func mayOpen(_ delivery: ReceivedDocument) -> Bool {
    !delivery.document.isClosed
      && functions.contains { function in
        DocumentAccess.mayOpen(delivery.document.kind, for: delivery.addressee, as: function, covers: covers)
      }
  }
}
