import Accounts
import Chronology
import Database
import Delegation
import Web
import Work

/// Persons whom companies proposed as deputies: approved or refused by an officer, once.
extension Chamber {
  private static let proposalsPath = "/kammer/vertretungen"
  private static let refusalReason = FormField.text(
    "grund", "chamber.proposals.reason", 3...1000, missing: "chamber.proposals.reasonMissing",
    kind: .textarea(rows: 4))

  @Sendable func proposalList(_ visit: Visit) async throws -> Reply {
    let list = proposals(visit)
    let found = try await database.read { connection in
      try list.find { try DeputyshipQueries.proposals($0, in: connection) }
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title, lead: visit.t("chamber.proposals.lead"))
      page.list(list, found)
    }
  }

  private func proposals(_ visit: Visit) -> ListPage<Deputyship, OldestFirst> {
    let t = visit.t
    var list = ListPage<Deputyship, OldestFirst>(
      visit, Self.proposalsPath, title: t("chamber.proposals.title")
    ) { proposal, _ in ListKey(proposal.id) }
    list.columns = [
      .heading(t("chamber.proposals.person")) {
        $0.proposedName
      } cell: { cell, proposal in
        cell.text(proposal.proposedName)
        cell.br()
        cell.span(proposal.typedName, .class("muted small"))
      },
      ListColumn(t("chamber.proposals.company")) {
        $0.principalName
      } cell: {
        $0.a($1.principalName, href: "/kammer/betriebe/\($1.principalSubject)")
      },
      ListColumn(t("chamber.proposals.by")) { $0.giverName },
      ListColumn(t("delegation.field.fields")) { scopeText($0, t) },
      ListColumn(t("chamber.proposals.waits")) {
        t("chamber.proposals.age", ["age": t.span(visit.now - $0.createdAt)])
      },
      .actions(t("chamber.proposals.decision")) { decisionButtons(&$0, visit, $1) },
    ]
    list.empty = ListNothing(t("chamber.proposals.none"), t("chamber.proposals.noneText"))
    list.isDense = false
    return list
  }

  private func scopeText(_ proposal: Deputyship, _ t: Texts) -> String {
    let fields = delegation.fieldNames(proposal.fields, t)
    return proposal.validUntil.map {
      t("chamber.proposals.until", ["fields": fields, "date": t.longDate($0)])
    } ?? fields
  }

  private func decisionButtons(_ cell: inout HTML, _ visit: Visit, _ proposal: Deputyship) {
    let t = visit.t
    let path = "\(Self.proposalsPath)/\(proposal.id)"
    cell.buttonRow { row in
      row.postButton(
        action: "\(path)/genehmigen", label: t("chamber.proposals.approve"), token: visit.formToken, .primary,
        about: proposal.proposedName)
      row.buttonLink(t("chamber.proposals.refuse"), href: "\(path)/ablehnen")
    }
  }

  @Sendable func approveProposal(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    try check(try await delegation.approve(id, visit), visit)
    return visit.redirect(to: Self.proposalsPath, flash: "chamber.proposals.approved")
  }

  @Sendable func refusalForm(_ visit: Visit) async throws -> Reply {
    try await refusalPage(visit, Form(visit))
  }

  @Sendable func refuseProposal(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    let officer = try visit.signedIn().account.id
    let proposal = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let agrees = proposal.map { $0.by != officer } ?? false
    var form = Form(visit)
    guard let reason = agrees ? "" : form.read(Self.refusalReason) else { return try await refusalPage(visit, form) }
    // The second officer's word and what it decides stand together or not at all.
    let outcome = try await database.write { connection -> ProposalOutcome? in
      guard try delegation.proposal(id, in: connection) != nil else { return .decidedBefore }
      guard case .agreed(let reason) = try secondPair(.deputyRefusal, id, reason: reason, visit, in: connection) else {
        return nil
      }
      return try delegation.refuse(id, reason: reason, visit, in: connection)
    }
    await signal.raise()
    guard let outcome else { return visit.redirect(to: Self.proposalsPath, flash: "chamber.fourEyes.waiting") }
    try check(outcome, visit)
    return visit.redirect(to: Self.proposalsPath, flash: "chamber.proposals.refused")
  }

  private func refusalPage(_ visit: Visit, _ form: Form) async throws -> Reply {
    guard let id = visit.key("deputyship"),
      let proposal = try await database.read({ try delegation.proposal(id, in: $0) })
    else { throw NotFound() }
    let proposed = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let t = visit.t
    let title = t("chamber.proposals.refusal", ["name": proposal.proposedName])
    return visit.formPage(title, form) { page in
      page.pageHead(title, overline: proposal.principalName, lead: t("chamber.proposals.refusalLead"))
      if let proposed {
        return proposalCard(&page, visit, proposed, action: "\(Self.proposalsPath)/\(id)/ablehnen")
      }
      page.formCard { card in
        card.form(
          action: "\(Self.proposalsPath)/\(id)/ablehnen", token: visit.formToken, .class("form")
        ) { fields in
          fields.field(Self.refusalReason, form)
          fields.buttonRow { row in
            row.submitButton(t("chamber.proposals.refuse"), .danger)
            row.buttonLink(t("accounts.cancel"), href: Self.proposalsPath)
          }
        }
      }
    }
  }

  /// - Throws: the refusal that tells an officer why nothing was decided.
  private func check(_ outcome: ProposalOutcome, _ visit: Visit) throws {
    let key: String
    switch outcome {
    case .done: return
    case .decidedBefore: key = "decidedBefore"
    case .pointless: key = "pointless"
    case .mailLimit: key = "mailLimit"
    }
    throw Refusal(
      title: visit.t("chamber.proposals.\(key).title"), explanation: visit.t("chamber.proposals.\(key).text"),
      nextStep: (visit.t("chamber.proposals.title"), Self.proposalsPath))
  }
}
