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

/// The queue of requests for credentials: age, owner, decision with reason. Approved, a letter with a PIN goes to the
/// company's address on record.
extension Chamber {
  @Sendable func credentialRequests(_ visit: Visit) async throws -> Reply {
    let open = try await database.read { try CredentialRequestQueries.open(in: $0) }
    let t = visit.t
    return visit.page(t("chamber.requests.title")) { page in
      page.pageHead(t("chamber.requests.title"), lead: t("chamber.requests.lead"))
      guard !open.isEmpty else {
        return page.emptyState(title: t("chamber.requests.none"), text: t("chamber.requests.noneText"))
      }
      page.table(
        caption: t("chamber.requests.title"),
        columns: [
          Column(t("training.request.company")), Column(t("chamber.requests.kind")),
          Column(t("chamber.requests.person")), Column(t("chamber.requests.age")), Column(t("chamber.requests.owner")),
        ]
      ) { rows in
        for one in open {
          rows.row { row in
            row.heading { $0.a(one.companyName, href: "/kammer/antraege/\(one.id)") }
            row.cell(t("chamber.requests.kind.\(one.kind.rawValue)"))
            row.cell(one.person)
            row.cell(t.span(visit.now - one.createdAt))
            row.cell(one.ownerName ?? t("chamber.requests.nobody"))
          }
        }
      }
    }
  }

  @Sendable func credentialRequest(_ visit: Visit) async throws -> Reply {
    try await requestPage(visit, FieldErrors())
  }

  func requestPage(_ visit: Visit, _ errors: FieldErrors) async throws -> Reply {
    let one = try await openRequest(visit)
    let proposal = try await database.read { try FourEyesQueries.proposal(.requestRefusal, one.id, in: $0) }
    let t = visit.t
    let path = "/kammer/antraege/\(one.id)"
    return visit.formPage(one.companyName, errors) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("chamber.requests.title"), "/kammer/antraege")])
      page.pageHead(
        one.companyName, lead: t("chamber.requests.since", ["time": t.longTime(one.createdAt, visit.clock)]))
      page.card(title: t("chamber.requests.asked")) { card in
        card.descriptionList([
          DescriptionItem(t("companies.field.number"), one.companyNumber.isEmpty ? "–" : one.companyNumber),
          DescriptionItem(t("chamber.requests.person"), one.person),
          DescriptionItem(t("accounts.field.email"), one.email),
          DescriptionItem(t("chamber.requests.message"), one.reason.isEmpty ? "–" : one.reason),
          DescriptionItem(t("chamber.requests.owner"), one.ownerName ?? t("chamber.requests.nobody")),
        ])
        if one.owner != visit.acting?.account.id {
          card.postButton(action: "\(path)/uebernehmen", label: t("chamber.requests.take"), token: visit.formToken)
        }
        card.p {
          $0.a(
            t("chamber.requests.find"), href: "/kammer/betriebe?suche=\(FormInput.encoded(one.companyName))")
        }
      }
      page.card(title: t("chamber.requests.approve")) { card in
        card.p(t(one.kind == .branches ? "chamber.requests.branchesText" : "chamber.requests.approveText"))
        card.form(action: "\(path)/genehmigen", token: visit.formToken, .class("form")) { form in
          if one.kind == .credentials {
            form.field(
              Field(
                "betriebsnummer", t("companies.field.number"),
                value: visit.form.has("betriebsnummer") ? visit.form["betriebsnummer"] : one.companyNumber,
                error: errors["betriebsnummer"]))
          }
          form.buttonRow { $0.submitButton(t("chamber.requests.approve")) }
        }
      }
      if let proposal { return page.proposalCard(ProposalCard(proposal, action: "\(path)/ablehnen"), for: visit) }
      page.card(title: t("chamber.requests.refuse")) { card in
        if office.fourEyes.areWanted { card.p(t("office.fourEyes.hint"), .class("muted")) }
        card.form(action: "\(path)/ablehnen", token: visit.formToken, .class("form")) { form in
          form.field(
            Field(
              "grund", t("chamber.requests.reason"), kind: .textarea(rows: 3), hint: t("chamber.requests.reasonHint"),
              value: visit.form["grund"], error: errors["grund"]))
          form.buttonRow { $0.submitButton(t("chamber.requests.refuse"), .quiet) }
        }
      }
    }
  }
}
