import Accounts
import Chronology
import Database
import Delegation
import Web
import Work

/// Persons whom companies proposed as deputies: approved or refused by an officer, once.
extension Chamber {
  private static let proposalsPerPage = 50
  private static let proposalsPath = "/kammer/vertretungen"

  @Sendable func proposalList(_ visit: Visit) async throws -> Reply {
    let after = TypedNumber.key(visit.query["nach"]) ?? 0
    let found = try await database.read {
      try DeputyshipQueries.proposals(after: after, limit: Self.proposalsPerPage + 1, in: $0)
    }
    let t = visit.t
    return visit.page(t("chamber.proposals.title")) { page in
      page.pageHead(t("chamber.proposals.title"), lead: t("chamber.proposals.lead"))
      if found.isEmpty {
        page.emptyState(title: t("chamber.proposals.none"), text: t("chamber.proposals.noneText"))
      } else {
        proposalTable(&page, visit, Array(found.prefix(Self.proposalsPerPage)))
      }
      page.pagination(
        label: t("chamber.paging"), previous: after == 0 ? nil : Link(t("chamber.first"), Self.proposalsPath),
        next: found.count > Self.proposalsPerPage
          ? Link(t("chamber.next"), "\(Self.proposalsPath)?nach=\(found[Self.proposalsPerPage - 1].id)") : nil)
    }
  }

  private func proposalTable(_ page: inout HTML, _ visit: Visit, _ proposals: [Deputyship]) {
    let t = visit.t
    page.table(
      caption: t("chamber.proposals.title"),
      columns: [
        Column(t("chamber.proposals.person")), Column(t("chamber.proposals.company")),
        Column(t("chamber.proposals.by")), Column(t("delegation.field.fields")), Column(t("chamber.proposals.waits")),
        Column(t("chamber.proposals.decision"), .end, isTitleHidden: true),
      ]
    ) { rows in
      for proposal in proposals {
        rows.row { row in
          row.heading { cell in
            cell.text(proposal.proposedName)
            cell.br()
            cell.span(proposal.typedName, .class("muted small"))
          }
          row.cell { $0.a(proposal.principalName, href: "/kammer/betriebe/\(proposal.principalSubject)") }
          row.cell(proposal.giverName)
          row.cell(scopeText(proposal, t))
          row.cell(t("chamber.proposals.age", ["age": t.span(visit.now - proposal.createdAt)]))
          row.cell { decisionButtons(&$0, visit, proposal) }
        }
      }
    }
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
    try check(try await delegation.approve(id, by: visit.signedIn(), cause: visit.cause), visit)
    return visit.redirect(to: Self.proposalsPath, flash: "chamber.proposals.approved")
  }

  @Sendable func refusalForm(_ visit: Visit) async throws -> Reply {
    try await refusalPage(visit, FieldErrors())
  }

  @Sendable func refuseProposal(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    let reason = visit.form.trimmed("grund")
    let officer = try visit.signedIn().account.id
    let proposal = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let agrees = proposal.map { $0.by != officer } ?? false
    guard agrees || (3...1000).contains(reason.count) else {
      return try await refusalPage(visit, FieldErrors("grund", visit.t("chamber.proposals.reasonMissing")))
    }
    // The second officer's word and what it decides stand together or not at all.
    let outcome = try await database.write { connection -> ProposalOutcome? in
      guard try delegation.proposal(id, in: connection) != nil else { return .decidedBefore }
      guard case .agreed(let reason) = try secondPair(.deputyRefusal, id, reason: reason, visit, in: connection) else {
        return nil
      }
      return try delegation.refuse(
        id, reason: reason, by: visit.signedIn(), cause: visit.cause, in: connection)
    }
    await signal.raise()
    guard let outcome else { return visit.redirect(to: Self.proposalsPath, flash: "chamber.fourEyes.waiting") }
    try check(outcome, visit)
    return visit.redirect(to: Self.proposalsPath, flash: "chamber.proposals.refused")
  }

  private func refusalPage(_ visit: Visit, _ errors: FieldErrors) async throws -> Reply {
    guard let id = visit.key("deputyship"),
      let proposal = try await database.read({ try delegation.proposal(id, in: $0) })
    else { throw NotFound() }
    let proposed = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let t = visit.t
    let title = t("chamber.proposals.refusal", ["name": proposal.proposedName])
    return visit.page(title, status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.pageHead(title, overline: proposal.principalName, lead: t("chamber.proposals.refusalLead"))
      if let proposed {
        return proposalCard(&page, visit, proposed, action: "\(Self.proposalsPath)/\(id)/ablehnen")
      }
      page.formCard { card in
        card.form(
          action: "\(Self.proposalsPath)/\(id)/ablehnen", token: visit.formToken, .class("form")
        ) { fields in
          fields.field(
            Field("grund", t("chamber.proposals.reason"), kind: .textarea(rows: 4)).filled(from: visit.form, errors))
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
      "chamber.proposals.\(key)",
      nextStep: ("chamber.proposals.title", Self.proposalsPath))
  }
}
