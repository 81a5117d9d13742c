import Accounts
import Office
import Web

/// The decisions of the page of a request.
extension Apprenticeships {
  @Sendable func takeRequest(_ visit: Visit) async throws -> Reply {
    let id = try requestKey(visit)
    try await takeRequest(id, by: try visit.signedIn())
    return .redirect("\(Self.requestsPath)/\(id)")
  }

  @Sendable func approveRequest(_ visit: Visit) async throws -> Reply {
    let outcome = try await approveRequest(
      try requestKey(visit), companyNumber: visit.form["betriebsnummer"], by: try visit.signedIn(), cause: visit.cause)
    switch outcome {
    case .lettersOrdered: return visit.redirect(to: Self.requestsPath, flash: "training.requests.approved")
    case .branchesGranted: return visit.redirect(to: Self.requestsPath, flash: "training.requests.branchesApproved")
    case .noSuchCompany:
      return try await requestPage(
        visit, FieldErrors("betriebsnummer", visit.t("training.requests.error.company")))
    }
  }

  @Sendable func refuseRequest(_ visit: Visit) async throws -> Reply {
    let id = try requestKey(visit)
    let decision = try visit.decision(.requestRefusal, id, reason: visit.form.trimmed("grund"))
    switch try await refuseRequest(decision, by: try visit.signedIn(), cause: visit.cause) {
    case .refused: return visit.redirect(to: Self.requestsPath, flash: "training.requests.refused")
    case .waiting: return visit.redirect(to: "\(Self.requestsPath)/\(id)", flash: "office.fourEyes.waiting")
    case .reasonMissing:
      return try await requestPage(visit, FieldErrors("grund", visit.t("training.requests.error.reason")))
    }
  }

  func requestKey(_ visit: Visit) throws -> Int64 {
    guard let id = visit.key("request") else { throw NotFound() }
    return id
  }
}
