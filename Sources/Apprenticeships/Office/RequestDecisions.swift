import Accounts
import Office
import Web

/// The forms of the page of a request.
extension Apprenticeships {
  @Sendable func takeRequest(_ visit: Visit) async throws -> Reply {
    let id = try requestKey(visit)
    try await takeRequest(id, by: try visit.signedIn())
    return .redirect("\(ApprenticeshipPath.requests)/\(id)")
  }

  @Sendable func approveRequest(_ visit: Visit) async throws -> Reply {
    let outcome = try await approveRequest(
      try requestKey(visit), companyNumber: visit.form[Self.requestCompany.name], by: try visit.signedIn(),
      cause: visit.cause)
    switch outcome {
    case .lettersOrdered: return visit.redirect(to: ApprenticeshipPath.requests, flash: .trainingRequestsApproved)
    case .branchesGranted:
      return visit.redirect(to: ApprenticeshipPath.requests, flash: .trainingRequestsBranchesApproved)
    case .noSuchCompany:
      return try await requestPage(
        visit, FieldErrors(Self.requestCompany.name, visit.t("training.requests.error.company")))
    }
  }

  @Sendable func refuseRequest(_ visit: Visit) async throws -> Reply {
    let id = try requestKey(visit)
    switch try await refuseRequest(
      id, reason: visit.form.trimmed(Self.refusalReason.name), agreeingTo: visit.seenProposal, by: visit.signedIn(),
      cause: visit.cause)
    {
    case .refused: return visit.redirect(to: ApprenticeshipPath.requests, flash: .trainingRequestsRefused)
    case .waiting: return visit.redirect(to: "\(ApprenticeshipPath.requests)/\(id)", flash: .officeFourEyesWaiting)
    case .reasonMissing:
      return try await requestPage(
        visit, FieldErrors(Self.refusalReason.name, visit.t("training.requests.error.reason")))
    }
  }

  func requestKey(_ visit: Visit) throws -> Int64 {
    guard let id = visit.key("request") else { throw NotFound() }
    return id
  }
}
