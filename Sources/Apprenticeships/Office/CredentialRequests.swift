import Accounts
import Chronology
import Companies
import Database
import Office
import Web

/// Officers' pages for requests for credentials: age, officer in charge, decision with reason. After approval, a letter
/// with a PIN goes to the company's address on record.
extension Apprenticeships {
  static let requestCompany = FormField.line("betriebsnummer", "companies.field.number")
  static let refusalReason = FormField.lines("training.requests.reason", hint: "training.requests.reasonHint")

  @Sendable func credentialRequests(_ visit: Visit) async throws -> Reply {
    let list = requestQueue(visit)
    let found = try await database.read { connection in
      try list.find {
        try CredentialRequestQueries.open($0, in: connection)
      } count: { _ in
        try CredentialRequestQueries.waiting(in: connection)?.count ?? 0
      }
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title, lead: visit.t("training.requests.lead"))
      page.list(list, found)
    }
  }

  private func requestQueue(_ visit: Visit) -> ListPage<CredentialRequest, OldestFirst> {
    let t = visit.t
    var list = ListPage<CredentialRequest, OldestFirst>(
      visit, ApprenticeshipPath.requests, title: t("training.requests.title")
    ) { request, _ in ListKey(request.id) }
    list.columns = [
      .heading(t("training.request.company")) {
        $0.companyName
      } href: {
        "\(ApprenticeshipPath.requests)/\($0.id)"
      },
      ListColumn(t("training.requests.kind")) { t("training.requests.kind.\($0.kind.rawValue)") },
      ListColumn(t("training.requests.person")) { $0.person },
      ListColumn(t("training.requests.age")) { t.span(visit.now - $0.createdAt) },
      ListColumn(t("training.requests.owner")) { $0.ownerName ?? t("training.requests.nobody") },
    ]
    list.empty = ListNothing(t("training.requests.none"), t("training.requests.noneText"))
    list.countKey = "training.requests.count"
    return list
  }

  @Sendable func credentialRequest(_ visit: Visit) async throws -> Reply {
    try await requestPage(visit, FieldErrors())
  }

  func requestPage(_ visit: Visit, _ errors: FieldErrors) async throws -> Reply {
    let one = try await openRequest(try requestKey(visit))
    let proposal = try await database.read { try FourEyesQueries.proposal(.requestRefusal, one.id, in: $0) }
    let t = visit.t
    let path = "\(ApprenticeshipPath.requests)/\(one.id)"
    let typed = Form(visit, errors, initial: [(Self.requestCompany.name, one.companyNumber)])
    return visit.formPage(one.companyName, typed) { page in
      page.breadcrumb(label: t("office.breadcrumb"), [Link(t("training.requests.title"), ApprenticeshipPath.requests)])
      page.pageHead(
        one.companyName, lead: t("training.requests.since", ["time": t.longTime(one.createdAt, visit.clock)]))
      page.card(title: t("training.requests.asked")) { card in
        card.descriptionList([
          DescriptionItem(t("companies.field.number"), one.companyNumber.isEmpty ? "–" : one.companyNumber),
          DescriptionItem(t("training.requests.person"), one.person),
          DescriptionItem(t("web.field.email"), one.email),
          DescriptionItem(t("training.requests.message"), one.reason.isEmpty ? "–" : one.reason),
          DescriptionItem(t("training.requests.owner"), one.ownerName ?? t("training.requests.nobody")),
        ])
        if one.owner != visit.acting?.account.id {
          card.postButton(action: "\(path)/uebernehmen", label: t("training.requests.take"), token: visit.formToken)
        }
        card.p {
          $0.a(
            t("training.requests.find"), href: "\(CompanyPath.officeStart)?suche=\(FormInput.encoded(one.companyName))")
        }
      }
      page.card(title: t("training.requests.approve")) { card in
        card.p(t(one.kind == .branches ? "training.requests.branchesText" : "training.requests.approveText"))
        card.form(action: "\(path)/genehmigen", token: visit.formToken, .class("form")) { form in
          if one.kind == .credentials { form.field(Self.requestCompany, typed) }
          form.buttonRow { $0.submitButton(t("training.requests.approve")) }
        }
      }
      if let proposal { return page.proposalCard(ProposalCard(proposal, action: "\(path)/ablehnen"), for: visit) }
      page.card(title: t("training.requests.refuse")) { card in
        if office.fourEyes.areWanted { card.p(t("office.fourEyes.hint"), .class("muted")) }
        card.form(action: "\(path)/ablehnen", token: visit.formToken, .class("form")) { form in
          form.field(Self.refusalReason, typed)
          form.buttonRow { $0.submitButton(t("training.requests.refuse"), .quiet) }
        }
      }
    }
  }
}
