import Accounts
import Chronology
import Companies
import Database
import Journal
import Office
import Web
import Work

/// Persons whom companies proposed as deputies: approved or refused by an officer, once.
extension Delegation {
  private static let proposalsPerPage = 50
  static let proposalsPath = "/kammer/vertretungen"

  @Sendable func proposalList(_ visit: Visit) async throws -> Reply {
    let after = TypedNumber.key(visit.query["nach"]) ?? 0
    let found = try await database.read {
      try DeputyshipQueries.proposals(after: after, limit: Self.proposalsPerPage + 1, in: $0)
    }
    let t = visit.t
    return visit.page(t("delegation.proposals.title")) { page in
      page.pageHead(t("delegation.proposals.title"), lead: t("delegation.proposals.lead"))
      if found.isEmpty {
        page.emptyState(title: t("delegation.proposals.none"), text: t("delegation.proposals.noneText"))
      } else {
        proposalTable(&page, visit, Array(found.prefix(Self.proposalsPerPage)))
      }
      page.pagination(
        label: t("office.paging"), previous: after == 0 ? nil : Link(t("office.first"), Self.proposalsPath),
        next: found.count > Self.proposalsPerPage
          ? Link(t("office.next"), "\(Self.proposalsPath)?nach=\(found[Self.proposalsPerPage - 1].id)") : nil)
    }
  }

  private func proposalTable(_ page: inout HTML, _ visit: Visit, _ proposals: [Deputyship]) {
    let t = visit.t
    page.table(
      caption: t("delegation.proposals.title"),
      columns: [
        Column(t("delegation.proposals.person")), Column(t("delegation.proposals.company")),
        Column(t("delegation.proposals.by")), Column(t("delegation.field.fields")),
        Column(t("delegation.proposals.waits")),
        Column(t("delegation.proposals.decision"), .end, isTitleHidden: true),
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
          row.cell(t("delegation.proposals.age", ["age": t.span(visit.now - proposal.createdAt)]))
          row.cell { decisionButtons(&$0, visit, proposal) }
        }
      }
    }
  }

  private func scopeText(_ proposal: Deputyship, _ t: Texts) -> String {
    let fields = fieldNames(proposal.fields, t)
    return proposal.validUntil.map {
      t("delegation.proposals.until", ["fields": fields, "date": t.longDate($0)])
    } ?? fields
  }

  private func decisionButtons(_ cell: inout HTML, _ visit: Visit, _ proposal: Deputyship) {
    let t = visit.t
    let path = "\(Self.proposalsPath)/\(proposal.id)"
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
    return visit.redirect(to: Self.proposalsPath, flash: "delegation.proposals.approved")
  }

  @Sendable func refusalForm(_ visit: Visit) async throws -> Reply {
    try await refusalPage(visit, FieldErrors())
  }

  @Sendable func refuseProposal(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("deputyship") else { throw NotFound() }
    let reason = visit.form.trimmed("grund")
    let acting = try visit.signedIn()
    let pending = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let agrees = pending.map { $0.by != acting.account.id } ?? false
    guard agrees || (3...1000).contains(reason.count) else {
      return try await refusalPage(visit, FieldErrors("grund", visit.t("delegation.proposals.reasonMissing")))
    }
    let (decision, cause) = (try visit.decision(.deputyRefusal, id, reason: reason), visit.cause)
    // The second officer's word and what it decides stand together or not at all.
    let outcome = try await database.write { connection -> ProposalOutcome? in
      guard try proposal(id, in: connection) != nil else { return .decidedBefore }
      guard case .agreed(let reason) = try office.fourEyes.decide(decision, cause: cause, in: connection) else {
        return nil
      }
      return try refuse(id, reason: reason, by: acting, cause: cause, in: connection)
    }
    await signal.raise()
    guard let outcome else { return visit.redirect(to: Self.proposalsPath, flash: "office.fourEyes.waiting") }
    try check(outcome)
    return visit.redirect(to: Self.proposalsPath, flash: "delegation.proposals.refused")
  }

  private func refusalPage(_ visit: Visit, _ errors: FieldErrors) async throws -> Reply {
    guard let id = visit.key("deputyship"),
      let proposal = try await database.read({ try proposal(id, in: $0) })
    else { throw NotFound() }
    let proposed = try await database.read { try FourEyesQueries.proposal(.deputyRefusal, id, in: $0) }
    let t = visit.t
    let title = t("delegation.proposals.refusal", ["name": proposal.proposedName])
    return visit.page(title, status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.pageHead(title, overline: proposal.principalName, lead: t("delegation.proposals.refusalLead"))
      if let proposed {
        return page.proposalCard(ProposalCard(proposed, action: "\(Self.proposalsPath)/\(id)/ablehnen"), for: visit)
      }
      page.formCard { card in
        card.form(
          action: "\(Self.proposalsPath)/\(id)/ablehnen", token: visit.formToken, .class("form")
        ) { fields in
          fields.field(
            Field("grund", t("delegation.proposals.reason"), kind: .textarea(rows: 4)).filled(from: visit.form, errors))
          fields.buttonRow { row in
            row.submitButton(t("delegation.proposals.refuse"), .danger)
            row.buttonLink(t("accounts.cancel"), href: Self.proposalsPath)
          }
        }
      }
    }
  }

  /// - Throws: the refusal that tells an officer why nothing was decided.
  private func check(_ outcome: ProposalOutcome) throws {
    let key: String
    switch outcome {
    case .done: return
    case .decidedBefore: key = "decidedBefore"
    case .pointless: key = "pointless"
    case .mailLimit: key = "mailLimit"
    }
    throw Refusal(
      "delegation.proposals.\(key)",
      nextStep: ("delegation.proposals.title", Self.proposalsPath))
  }
}

extension FourEyesKind {
  static let deputyRefusal = FourEyesKind(
    "deputy_refusal", right: .companies, isOpen: DeputyshipQueries.isProposed,
    logged: { .init("deputyship", $0) }, path: { "\(Delegation.proposalsPath)/\($0)/ablehnen" },
    object: { _ in Delegation.proposalsPath },
    title: { try DeputyshipQueries.deputyship($0, in: $1)?.proposedName ?? "" })
}
