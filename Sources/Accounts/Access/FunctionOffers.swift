import Chronology
import Database
import Settings
import Web

/// An offer and its description.
private struct ListedOffer: Sendable {
  let grant: FunctionGrant
  let title: String
  /// Whether the register knows the birth date that the person has to enter.
  let hasBirthDate: Bool
}

/// Functions offered to an address that has an account: the owner says whether they are meant. Apprentices whose
/// address the company chose prove it by their birth date.
extension Accounts {
  private static let birthDate = FormField<CalendarDate>(
    "geburtsdatum", "accounts.proof.field", hint: "accounts.proof.hint", width: .short, autocomplete: "bday"
  ) { (typed, t) throws(FieldProblem) in
    guard let date = TypedDate.date(typed) else { throw FieldProblem(t("accounts.proof.format")) }
    return date
  }

  @Sendable func acceptFunction(_ visit: Visit) async throws -> Reply {
    let offer = try await offer(visit)
    var form = Form(visit)
    let date = needsProof(offer.grant) ? form.read(Self.birthDate) : nil
    guard form.isRight else { return offerPage(visit, offer, form) }
    switch try await answer(
      offer.grant, with: .held, birthDate: date, by: try visit.signedIn(), cause: visit.cause)
    {
    case .decided: return visit.redirect(to: "/", flash: .accountsFunctionAccepted)
    case .closed: return visit.redirect(to: "/", flash: .accountsProofOver, ["contact": settings.contact])
    case .wrongBirthDate(let left):
      let message = visit.t("accounts.proof.wrong", ["count": String(left), "contact": settings.contact])
      form.refuse(Self.birthDate, message)
      return offerPage(visit, offer, form)
    }
  }

  @Sendable func declineFunction(_ visit: Visit) async throws -> Reply {
    _ = try await answer(
      try await offer(visit).grant, with: .declined, by: try visit.signedIn(), cause: visit.cause)
    return visit.redirect(to: "/", flash: .accountsFunctionDeclined)
  }

  private func offers(_ visit: Visit, in connection: any Connection) throws -> [ListedOffer] {
    try FunctionGrantQueries.offered(to: try visit.signedIn().account.id, in: connection).map { grant in
      ListedOffer(
        grant: grant,
        title: try register(of: grant.kind)?.title(of: grant.subject, in: connection) ?? "",
        hasBirthDate: try identity(of: grant.kind, grant.subject, in: connection)?.birthDate != nil)
    }
  }

  private func offer(_ visit: Visit) async throws -> ListedOffer {
    guard let id = visit.key("grant"),
      let offer = try await database.read({ try offers(visit, in: $0) }).first(where: { $0.grant.id == id })
    else { throw NotFound() }
    return offer
  }

  /// The card with open offers on the start page.
  package func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML {
    guard let acting = visit.acting, acting.onBehalf == nil, acting.hasOffers else { return HTML() }
    let offers = try offers(visit, in: connection)
    return HTML { html in
      for offer in offers { card(of: offer, &html, visit, Form(visit)) }
    }
  }

  private func offerPage(_ visit: Visit, _ offer: ListedOffer, _ typed: Form) -> Reply {
    visit.formPage(visit.t("accounts.proof.title"), typed) { page in
      page.pageHead(visit.t("accounts.proof.title"))
      card(of: offer, &page, visit, typed)
    }
  }

  private func card(of offer: ListedOffer, _ html: inout HTML, _ visit: Visit, _ typed: Form) {
    let (t, grant) = (visit.t, offer.grant)
    let values = [
      "function": t("accounts.function.\(grant.kind.rawValue)"), "title": offer.title, "contact": settings.contact,
    ]
    guard needsProof(grant) else { return question(about: grant, values, &html, visit) }
    html.card(title: t("accounts.proof.card", values)) { card in
      guard offer.hasBirthDate, grant.proofTries < Self.proofLimit else {
        return card.p(t("accounts.proof.help", values))
      }
      card.p(t("accounts.proof.text", values))
      card.form(action: "\(AccountPath.offeredFunction(grant.id))/annehmen", token: visit.formToken, .class("form")) {
        form in
        form.field(Self.birthDate, typed)
        form.buttonRow { $0.submitButton(t("accounts.proof.submit")) }
      }
      card.postButton(
        action: "\(AccountPath.offeredFunction(grant.id))/ablehnen", label: t("accounts.proof.decline"),
        token: visit.formToken, .plain)
    }
  }

  private func question(about grant: FunctionGrant, _ values: [String: String], _ html: inout HTML, _ visit: Visit) {
    let t = visit.t
    html.alert(.info, title: t("accounts.offer.title", values)) { alert in
      alert.p(t("accounts.offer.text", values))
      alert.buttonRow { row in
        row.postButton(
          action: "\(AccountPath.offeredFunction(grant.id))/annehmen", label: t("accounts.offer.accept"),
          token: visit.formToken,
          .primary)
        row.postButton(
          action: "\(AccountPath.offeredFunction(grant.id))/ablehnen", label: t("accounts.offer.decline"),
          token: visit.formToken)
      }
    }
  }
}
