import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Journal
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
          Column(t("training.request.company")), Column(t("training.request.person")),
          Column(t("chamber.requests.age")), Column(t("chamber.requests.owner")),
        ]
      ) { rows in
        for one in open {
          rows.row { row in
            row.heading { $0.a(one.companyName, href: "/kammer/antraege/\(one.id)") }
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

  private func requestPage(_ visit: Visit, _ errors: FieldErrors) async throws -> Reply {
    let one = try await openRequest(visit)
    let t = visit.t
    let path = "/kammer/antraege/\(one.id)"
    return visit.page(one.companyName, status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.breadcrumb(label: t("chamber.breadcrumb"), [Link(t("chamber.requests.title"), "/kammer/antraege")])
      page.pageHead(
        one.companyName, lead: t("chamber.requests.since", ["time": t.longTime(one.createdAt, visit.clock)]))
      page.card(title: t("chamber.requests.asked")) { card in
        card.descriptionList([
          DescriptionItem(t("companies.field.number"), one.companyNumber.isEmpty ? "–" : one.companyNumber),
          DescriptionItem(t("training.request.person"), one.person),
          DescriptionItem(t("accounts.field.email"), one.email),
          DescriptionItem(t("training.request.message"), one.reason.isEmpty ? "–" : one.reason),
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
        card.p(t("chamber.requests.approveText"))
        card.form(action: "\(path)/genehmigen", token: visit.formToken, .class("form")) { form in
          form.field(
            Field(
              "betriebsnummer", t("companies.field.number"), value: one.companyNumber,
              error: errors["betriebsnummer"]))
          form.buttonRow { $0.submitButton(t("chamber.requests.approve")) }
        }
      }
      if let proposer = one.refusalBy {
        return proposal(&page, visit, one, isOwn: proposer == visit.acting?.account.id)
      }
      page.card(title: t("chamber.requests.refuse")) { card in
        if settings[OfficerSettings.fourEyes] { card.p(t("chamber.fourEyes.hint"), .class("muted")) }
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

  /// Four eyes: what one officer proposed another agrees to or not.
  private func proposal(_ page: inout HTML, _ visit: Visit, _ one: CredentialRequest, isOwn: Bool) {
    let t = visit.t
    let path = "/kammer/antraege/\(one.id)"
    page.card(title: t("chamber.fourEyes.proposed")) { card in
      card.p(one.answer)
      if isOwn { card.p(t("chamber.fourEyes.own"), .class("muted")) }
      card.buttonRow { row in
        if !isOwn {
          row.postButton(
            action: "\(path)/ablehnen", label: t("chamber.fourEyes.agree"), token: visit.formToken, .primary)
        }
        row.postButton(
          action: "\(path)/ablehnung-zuruecknehmen", label: t("chamber.fourEyes.takeBack"), token: visit.formToken)
      }
    }
  }

  private func openRequest(_ visit: Visit) async throws -> CredentialRequest {
    guard let id = visit.key("request"),
      let found = try await database.read({ try CredentialRequestQueries.request(id, in: $0) })
    else { throw NotFound() }
    guard found.state == .open else { throw decided(visit) }
    return found
  }

  private func decided(_ visit: Visit) -> Refusal {
    Refusal(title: visit.t("chamber.requests.decided.title"), explanation: visit.t("chamber.requests.decided.text"))
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
    let key = PINRules.numberKey(visit.form["betriebsnummer"])
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

  @Sendable func refuseRequest(_ visit: Visit) async throws -> Reply {
    let one = try await openRequest(visit)
    let officer = try visit.signedIn().account.id
    let isAgreed = one.refusalBy.map { $0 != officer } ?? false
    let reason = isAgreed ? one.answer : visit.form.trimmed("grund")
    guard !reason.isEmpty, reason.count <= 1000 else {
      return try await requestPage(visit, FieldErrors("grund", visit.t("chamber.requests.error.reason")))
    }
    if settings[OfficerSettings.fourEyes], !isAgreed {
      return try await propose(to: one, by: officer, reason: reason, visit)
    }
    let isDone = try await database.write { connection in
      guard
        try CredentialRequestQueries.decide(
          one.id, as: .refused, company: nil, answer: reason, by: officer, now: visit.now, in: connection)
      else { return false }
      try record("credentials.refused", .init("credential_request", one.id), visit, in: connection)
      try answer(one, "refused", ["reason": reason], visit, in: connection)
      return true
    }
    return try await finish(isDone, "chamber.requests.refused", visit)
  }

  @Sendable func takeRefusalBack(_ visit: Visit) async throws -> Reply {
    let one = try await openRequest(visit)
    return try await propose(to: one, by: nil, reason: "", visit)
  }

  private func propose(
    to one: CredentialRequest, by officer: Int64?, reason: String, _ visit: Visit
  ) async throws -> Reply {
    let isDone = try await database.write { connection in
      guard try CredentialRequestQueries.proposeRefusal(one.id, by: officer, reason: reason, in: connection) else {
        return false
      }
      try record(
        officer == nil ? "credentials.refusal.withdrawn" : "credentials.refusal.proposed",
        .init("credential_request", one.id), visit, in: connection)
      return true
    }
    return try await finish(isDone, officer == nil ? "chamber.fourEyes.takenBack" : "chamber.fourEyes.waiting", visit)
  }

  private func finish(_ isDone: Bool, _ flash: String, _ visit: Visit) async throws -> Reply {
    guard isDone else { throw decided(visit) }
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
