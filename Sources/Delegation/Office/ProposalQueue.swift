import Accounts
import Chronology
import Companies
import Database
import Journal
import Office
import Web
import Work

/// The officers' queue of persons proposed as deputies by companies: each is approved or refused once.
extension Delegation {
  private static let refusalField = FormField.reason(
    "delegation.proposals.reason", refusalReason, missing: "delegation.proposals.reasonMissing", rows: 4)

  @Sendable func proposalList(_ visit: Visit) async throws -> Reply {
    let list = proposals(visit)
    let found = try await database.read { connection in
      try list.find { try DeputyshipQueries.proposals($0, in: connection) }
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title, lead: visit.t("delegation.proposals.lead"))
      page.list(list, found)
    }
  }

  private func proposals(_ visit: Visit) -> ListPage<Deputyship, OldestFirst> {
    let t = visit.t
    var list = ListPage<Deputyship, OldestFirst>(
      visit, DelegationPath.proposals, title: t("delegation.proposals.title")
    ) { proposal, _ in ListKey(proposal.id) }
    list.columns = [
      .heading(t("delegation.proposals.person")) {
        $0.proposedName
      } cell: { cell, proposal in
        cell.text(proposal.proposedName)
        cell.br()
        cell.span(proposal.typedName, .class("muted small"))
      },
      ListColumn(t("delegation.proposals.company")) {
        $0.principalName
      } cell: {
        $0.a($1.principalName, href: CompanyPath.office($1.principalSubject))
      },
      ListColumn(t("delegation.proposals.by")) { $0.giverName },
      ListColumn(t("delegation.field.fields")) { scopeText($0, t) },
      ListColumn(t("delegation.proposals.waits")) {
        t("delegation.proposals.age", ["age": t.span(visit.now - $0.createdAt)])
      },
      .actions(t("delegation.proposals.decision")) { decisionButtons(&$0, visit, $1) },
    ]
    list.empty = ListNothing(t("delegation.proposals.none"), t("delegation.proposals.noneText"))
    list.isDense = false
    return list
  }

  private func scopeText(_ proposal: Deputyship, _ t: Texts) -> String {
    let fields = fieldNames(proposal.fields, t)
    return proposal.validUntil.map {
      t("delegation.proposals.until", ["fields": fields, "date": t.longDate($0)])
    } ?? fields
  }

  private func decisionButtons(_ cell: inout HTML, _ visit: Visit, _ proposal: Deputyship) {
    let t = visit.t
    let path = "\(DelegationPath.proposals)/\(proposal.id)"
    cell.buttonRow { row in
      row.postButton(
        action: "\(path)/genehmigen", label: t("delegation.proposals.approve"), token: visit.formToken, .primary,
        about: proposal.proposedName)
      row.buttonLink(t("delegation.proposals.refuse"), href: "\(path)/ablehnen")
    }
  }

  @Sendable func approveProposal(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    try check(try await approve(id, by: visit.signedIn(), cause: visit.cause))
    return visit.redirect(to: DelegationPath.proposals, flash: .delegationProposalsApproved)
  }

  @Sendable func refusalForm(_ visit: Visit) async throws -> Reply {
    try await refusalPage(visit, Form(visit))
  }

  @Sendable func refuseProposal(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    let acting = try visit.signedIn()
    let pending = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let agrees = pending.map { $0.by != acting.account.id } ?? false
    var form = Form(visit)
    guard let reason = agrees ? "" : form.read(Self.refusalField) else { return try await refusalPage(visit, form) }
    let outcome = try await refuse(
      id, reason: reason, agreeingTo: visit.seenProposal, by: acting, cause: visit.cause)
    if outcome == .waiting { return visit.redirect(to: DelegationPath.proposals, flash: .officeFourEyesWaiting) }
    try check(outcome)
    return visit.redirect(to: DelegationPath.proposals, flash: .delegationProposalsRefused)
  }

  private func refusalPage(_ visit: Visit, _ form: Form) async throws -> Reply {
    guard let id = visit.key("deputyship"),
      let proposal = try await database.read({ try proposal(id, in: $0) })
    else { throw NotFound() }
    let proposed = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let t = visit.t
    let title = t("delegation.proposals.refusal", ["name": proposal.proposedName])
    return visit.formPage(title, form) { page in
      page.pageHead(title, overline: proposal.principalName, lead: t("delegation.proposals.refusalLead"))
      if let proposed {
        return page.proposalCard(
          ProposalCard(proposed, action: "\(DelegationPath.proposals)/\(id)/ablehnen"), for: visit)
      }
      page.formCard { card in
        card.form(
          action: "\(DelegationPath.proposals)/\(id)/ablehnen", token: visit.formToken, .class("form")
        ) { fields in
          fields.field(Self.refusalField, form)
          fields.buttonRow { row in
            row.submitButton(t("delegation.proposals.refuse"), .danger)
            row.buttonLink(t("web.form.cancel"), href: DelegationPath.proposals)
          }
        }
      }
    }
  }

  /// - Throws: a refusal that tells the officer why nothing was decided.
  private func check(_ outcome: ProposalOutcome) throws {
    let key: String
    switch outcome {
    case .done, .waiting: return
    case .decidedBefore: key = "decidedBefore"
    case .pointless: key = "pointless"
    case .mailLimit: key = "mailLimit"
    }
    throw Refusal(
      "delegation.proposals.\(key)",
      nextStep: ("delegation.proposals.title", DelegationPath.proposals))
  }
}

extension FourEyesKind {
  static let deputyRefusal = FourEyesKind(
    "deputy_refusal", right: .companies, reason: Delegation.refusalReason, isOpen: DeputyshipQueries.isProposed,
    logged: { .init(.deputyship, $0) }, path: { "\(DelegationPath.proposals)/\($0)/ablehnen" },
    object: { _ in DelegationPath.proposals },
    title: { try DeputyshipQueries.deputyship($0, in: $1)?.proposedName ?? "" })
}
