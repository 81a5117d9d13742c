import Accounts
import Database
import Journal
import Office
import Web
import Work

extension Documents {
  /// Issues a revoked confirmation anew, from the current data of the register.
  @Sendable func reissueConfirmation(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("document"),
      let document = try await database.read({ try DocumentQueries.document(id, in: $0) }),
      document.state == .revoked, document.kind == .confirmation, let entry = document.apprenticeship
    else { throw NotFound() }
    try await reissueConfirmation(document, of: entry, by: visit.signedIn().account.id, cause: visit.cause)
    return visit.redirect(to: "/kammer/dokumente", flash: "documents.office.ordered")
  }
}
