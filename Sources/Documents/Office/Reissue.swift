import Accounts
import Web

extension Documents {
  /// Issues a revoked confirmation anew, from the current data of the register.
  @Sendable func reissueConfirmation(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("document") else { throw NotFound() }
    try await reissueConfirmation(id, by: visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: DocumentPath.officeStart, flash: .documentsOfficeOrdered)
  }
}
