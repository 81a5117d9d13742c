import Accounts
import Database
import Journal
import Web

/// Opening a delivered document.
extension Documents {
  /// A delivered document.
  /// - Throws: `NotFound` if none of the person's functions may open it, or if it was closed.
  package func received(_ delivery: Int64, by acting: Acting) async throws -> ReceivedDocument {
    guard let found = try await database.read({ try DocumentQueries.delivery(delivery, in: $0) }),
      acting.mayOpen(found)
    else { throw NotFound() }
    return found
  }

  /// Writes the receipt of the first opening, which has to be durable before the content is sent (ADR 0016). Does
  /// nothing if there is a receipt already.
  /// - Throws: `NotFound` if the person may not open it, or if it was closed meanwhile.
  package func noteOpening(of found: ReceivedDocument, by acting: Acting, cause: Cause) async throws {
    guard acting.mayOpen(found) else { throw NotFound() }
    guard found.receipt == nil else { return }
    try await database.write { connection in
      guard
        try DocumentQueries.open(
          found.id, by: acting.account.id, deputyship: acting.onBehalf?.deputyship, seals: deliverySeals,
          now: cause.now, in: connection)
      else {
        // Another reader was faster, or it was closed meanwhile.
        if try DocumentQueries.delivery(found.id, in: connection)?.document.isClosed != false { throw NotFound() }
        return
      }
      try Journal.record(
        cause.entry(
          .documentOpened, .init(.document, found.document.id),
          ["recipient": "\(found.addressee.kind.rawValue):\(found.addressee.subject)"]),
        at: cause.now, in: connection)
    }
  }
}

extension Acting {
  /// Whether any of the person's functions may open a document.
  func mayOpen(_ delivery: ReceivedDocument) -> Bool {
    !delivery.document.isClosed
      && functions.contains { function in
        DocumentAccess.mayOpen(delivery.document.kind, for: delivery.addressee, as: function, covers: covers)
      }
  }
}
