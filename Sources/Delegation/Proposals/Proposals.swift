import Accounts
import Chronology
import Web

/// `Firmenmitarbeiter/in als Vertreter/in hinterlegen`: a company names a person without account, and the person
/// becomes a deputy only after the chamber's check.
extension Delegation {
  @Sendable func proposalForm(_ visit: Visit) async throws -> Reply {
    guard !(try visit.signedIn().administered.isEmpty) else { throw NotFound() }
    return try proposalPage(visit, Form(visit))
  }

  @Sendable func propose(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard !acting.administered.isEmpty else { throw NotFound() }
    var form = Form(visit)
    guard let proposed = try declaredProposal(for: visit).read(&form) else { return try proposalPage(visit, form) }
    switch try await propose(proposed, by: acting, cause: visit.cause) {
    case .tooMany(let wait):
      form.refuse(ProposalForm.email, visit.t("delegation.error.tooMany", ["wait": visit.t.span(wait)]))
    case .mailLimit(let limit):
      form.refuse(ProposalForm.email, limit.message(visit.t))
    case .proposed:
      return visit.redirect(
        to: DelegationPath.given, flash: .delegationProposeDone,
        ["name": NameRules.full(proposed.firstName, proposed.lastName)])
    }
    return try proposalPage(visit, form)
  }

  /// The form, with the companies that the visitor administers.
  func declaredProposal(for visit: Visit) throws -> ProposalForm {
    ProposalForm(by: try visit.signedIn(), today: visit.clock.day(of: visit.now))
  }
}
