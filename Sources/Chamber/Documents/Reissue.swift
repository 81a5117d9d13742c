import Accounts
import Database
import Documents
import Journal
import Web
import Work

extension Chamber {
  /// A confirmation that was revoked is issued anew from what stands in the register now.
  @Sendable func reissueConfirmation(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("document"),
      let document = try await database.read({ try DocumentQueries.document(id, in: $0) }),
      document.state == .revoked, document.kind == .confirmation, let entry = document.apprenticeship
    else { throw NotFound() }
    guard await documents.seals.canSeal(now: visit.now) else { throw Refusal.noSeal }
    let officer = try visit.signedIn().account.id
    try await database.write { connection in
      if let closure = try ClosureQueries.closure(of: id, in: connection), closure.confirmedAt == nil {
        throw Refusal(
          "chamber.closure.reissueWaits",
          nextStep: ("chamber.closure.toNote", "/kammer/dokumente/\(id)/falsche-person"))
      }
      try documents.orderConfirmation(of: entry, by: officer, now: visit.now, in: connection)
      try record("documents.ordered", .init("document", id), visit, in: connection)
    }
    await signal.raise()
    return visit.redirect(to: "/kammer/dokumente", flash: "chamber.documents.ordered")
  }
}
