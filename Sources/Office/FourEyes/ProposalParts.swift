import Accounts
import Web

/// How pages show a proposal and submit a decision.
extension Visit {
  /// The form field with the fingerprint of the proposal as its reader saw it.
  fileprivate static let seenField = "vorschlag"

  /// The fingerprint of the proposal as the sender of the form saw it; empty if there was none.
  package var seenProposal: String { form[Self.seenField] }

  package func by(_ proposal: OfficerProposal) -> String {
    t("office.fourEyes.by", ["name": proposal.byName, "time": t.longTime(proposal.at, clock)])
  }
}

/// A card that asks the second officer for a decision.
package struct ProposalCard: Sendable {
  package let proposal: OfficerProposal
  /// The address for agreeing; nil if it is not offered.
  package let action: String?
  /// Hidden fields submitted with it.
  package var fields: [(name: String, value: String)] = []
  /// The reason for declining, as it was submitted.
  package var declining: Form?

  /// The reason for declining, which whoever proposed it reads.
  package static let declineReason = FormField.reason(
    "office.fourEyes.declineReason", FourEyes.declineReason, missing: "office.fourEyes.declineReasonMissing")

  package init(
    _ proposal: OfficerProposal, action: String?, fields: [(name: String, value: String)] = [],
    declining: Form? = nil
  ) {
    self.proposal = proposal
    self.action = action
    self.fields = fields
    self.declining = declining
  }
}

extension HTML {
  /// A banner on the page of a thing that says what is proposed about it, with a link to the decision.
  package mutating func proposalBanner(_ proposal: OfficerProposal?, for visit: Visit) {
    guard let proposal else { return }
    let t = visit.t
    alert(.wait, title: t("office.fourEyes.pending", ["what": t(proposal.kind.label)])) { alert in
      alert.p(visit.by(proposal))
      if !proposal.reason.isEmpty { alert.p(proposal.reason) }
      alert.buttonRow { $0.buttonLink(t("office.fourEyes.look"), href: proposal.kind.path(proposal.subject)) }
    }
  }

  /// A card with a proposal and the buttons to agree, decline or withdraw.
  package mutating func proposalCard(_ model: ProposalCard, for visit: Visit) {
    let (t, proposal) = (visit.t, model.proposal)
    let path = OfficePath.proposal(proposal)
    let seen = [(name: Visit.seenField, value: proposal.fingerprint)]
    card(title: t(proposal.kind.label)) { card in
      card.p(visit.by(proposal))
      if !proposal.reason.isEmpty { card.p(proposal.reason) }
      guard let officer = visit.acting?.account.id else { return }
      if proposal.kind.concerns(officer, proposal.subject) { return card.p(t("office.fourEyes.concerned.text")) }
      if proposal.by == officer {
        card.p(t("office.fourEyes.own"), .class("muted"))
        return card.postButton(
          action: "\(path)/zuruecknehmen", label: t("office.fourEyes.takeBack"), token: visit.formToken)
      }
      if let action = model.action {
        card.form(action: action, token: visit.formToken) { form in
          form.hidden(model.fields + seen)
          form.buttonRow { $0.submitButton(t("office.fourEyes.agree")) }
        }
      }
      card.details(t("office.fourEyes.decline"), isOpen: model.declining?.isRight == false) { details in
        details.form(action: "\(path)/nicht-zustimmen", token: visit.formToken, .class("form")) { form in
          form.hidden(seen)
          form.field(ProposalCard.declineReason, model.declining ?? Form(visit))
          form.buttonRow { $0.submitButton(t("office.fourEyes.decline"), .danger) }
        }
      }
    }
  }

  fileprivate mutating func hidden(_ fields: [(name: String, value: String)]) {
    for field in fields { void("input", [.type("hidden"), .name(field.name), .value(field.value)]) }
  }
}
