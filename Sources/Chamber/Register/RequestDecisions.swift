import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Journal
import Office
import Postbox
import Settings
import Web
import Work

/// What came of an officer's wish to refuse.
private enum RefusalOutcome: Sendable {
  case refused
  case waiting
  case decidedBefore
}

/// What officers decide about a request: once, a refusal by two. Approved, the credentials go to the address on record.
extension Chamber {
  func openRequest(_ visit: Visit) async throws -> CredentialRequest {
    guard let id = visit.key("request"),
      let found = try await database.read({ try CredentialRequestQueries.request(id, in: $0) })
    else { throw NotFound() }
    guard found.state == .open else { throw Refusal.requestIsDecided }
    return found
  }

  @Sendable func takeRequest(_ visit: Visit) async throws -> Reply {
    let one = try await openRequest(visit)
    let officer = try visit.signedIn().account.id
    try await database.write { _ = try CredentialRequestQueries.take(one.id, by: officer, in: $0) }
    return .redirect("/kammer/antraege/\(one.id)")
  }

  @Sendable func approveRequest(_ visit: Visit) async throws -> Reply {
    let one = try await openRequest(visit)
    let officer = try visit.signedIn().account.id
    if one.kind == .branches { return try await approveBranches(one, by: officer, visit) }
    let key = NumberKey.folded(visit.form["betriebsnummer"])
    let company = try await database.read { try CompanyQueries.company(numberKey: key, in: $0) }
    guard let company, company.hasPostalAddress, company.isActive(on: visit.clock.day(of: visit.now)) else {
      return try await requestPage(
        visit, FieldErrors("betriebsnummer", visit.t("chamber.requests.error.company")))
    }
    let isDone = try await database.write { connection in
      guard
        try CredentialRequestQueries.decide(
          one.id, as: .approved, company: company.id, answer: "", by: officer, now: visit.now, in: connection)
      else { return false }
      try Companies.requestChamberPIN(for: company.id, now: visit.now, in: connection)
      try record("credentials.approved", .init("company", company.id), visit, in: connection)
      try answer(one, "approved", [:], visit, in: connection)
      return true
    }
    return try await finish(isDone, "chamber.requests.approved", visit)
  }

  /// All branches that the head office has today.
  private func approveBranches(_ one: CredentialRequest, by officer: Int64, _ visit: Visit) async throws -> Reply {
    guard let company = one.company else { throw NotFound() }
    let isDone = try await database.write { connection in
      guard
        try CredentialRequestQueries.decide(
          one.id, as: .approved, company: company, answer: "", by: officer, now: visit.now, in: connection)
      else { return false }
      for branch in try CompanyQueries.branches(of: company, in: connection) {
        _ = try BranchAccessQueries.grant(branch.id, to: company, by: officer, now: visit.now, in: connection)
      }
      try record("company.branch.granted", .init("company", company), visit, in: connection)
      try answer(one, "branches", [:], visit, in: connection)
      return true
    }
    return try await finish(isDone, "chamber.requests.branchesApproved", visit)
  }

  @Sendable func refuseRequest(_ visit: Visit) async throws -> Reply {
    let one = try await openRequest(visit)
    let officer = try visit.signedIn().account.id
    let proposal = try await database.read { try FourEyesQueries.proposal(.requestRefusal, one.id, in: $0) }
    let reason = visit.form.trimmed("grund")
    let agrees = proposal.map { $0.by != officer } ?? false
    guard agrees || (!reason.isEmpty && reason.count <= 1000) else {
      return try await requestPage(visit, FieldErrors("grund", visit.t("chamber.requests.error.reason")))
    }
    let (decision, cause) = (try visit.decision(.requestRefusal, one.id, reason: reason), visit.cause)
    let outcome = try await database.write { connection -> RefusalOutcome in
      guard case .agreed(let reason) = try office.fourEyes.decide(decision, cause: cause, in: connection) else {
        return .waiting
      }
      guard
        try CredentialRequestQueries.decide(
          one.id, as: .refused, company: nil, answer: reason, by: officer, now: visit.now, in: connection)
      else { return .decidedBefore }
      try record("credentials.refused", .init("credential_request", one.id), visit, in: connection)
      try answer(one, "refused", ["reason": reason], visit, in: connection)
      return .refused
    }
    if outcome == .waiting {
      return visit.redirect(to: "/kammer/antraege/\(one.id)", flash: "office.fourEyes.waiting")
    }
    return try await finish(outcome == .refused, "chamber.requests.refused", visit)
  }

  private func finish(_ isDone: Bool, _ flash: String, _ visit: Visit) async throws -> Reply {
    guard isDone else { throw Refusal.requestIsDecided }
    await signal.raise()
    return visit.redirect(to: "/kammer/antraege", flash: flash)
  }

  private func answer(
    _ one: CredentialRequest, _ outcome: String, _ values: [String: String], _ visit: Visit,
    in connection: any Connection
  ) throws {
    let t = visit.site.catalogue.texts(in: one.language)
    let values = values.merging(["company": one.companyName, "contact": settings.contact]) { own, _ in own }
    let draft = MailDraft(
      kind: "credentials-\(outcome)", language: t.language.rawValue, subject: t("chamber.mail.credentials.subject"),
      blocks: [
        .paragraph(t("chamber.mail.credentials.\(outcome)", values)),
        .small(t("chamber.mail.credentials.small", values)),
      ])
    try accounts.postbox.queue(draft, to: one.email, account: nil, now: visit.now, in: connection)
  }
}

extension Refusal {
  /// A colleague decided the request already.
  static let requestIsDecided = Refusal("chamber.requests.decided")
}
