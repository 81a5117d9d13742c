import Accounts
import Web

extension Documents {
  /// A confirmation that was revoked is issued anew from what stands in the register now.
  @Sendable func reissueConfirmation(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("document") else { throw NotFound() }
    try await reissueConfirmation(id, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: "/kammer/dokumente", flash: "documents.office.ordered")
  }
}
