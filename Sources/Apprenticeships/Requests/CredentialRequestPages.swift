import Accounts
import Chronology
import Database
import Settings
import Web
import Work

/// `Zugangsdaten beantragen`: for companies that got no letter. The chamber decides; the credentials go by post to the
/// address on record, never to the one that was typed.
extension Apprenticeships {
  @Sendable func requestForm(_ visit: Visit) async throws -> Reply {
    requestPage(visit, CredentialRequestForm(), FieldErrors())
  }

  @Sendable func requestCredentials(_ visit: Visit) async throws -> Reply {
    let form = CredentialRequestForm(visit.form)
    let request: NewCredentialRequest
    do {
      request = try form.validated(visit.t)
    } catch {
      return requestPage(visit, form, error)
    }
    if let wait = try await ask(for: request, cause: visit.cause) {
      let values = ["wait": visit.t.span(wait), "contact": settings.contact]
      return requestPage(visit, form, FieldErrors("betrieb", visit.t("training.request.error.tooMany", values)))
    }
    return visit.redirect(
      to: "\(ApprenticeshipPath.credentialRequest)/gesendet", flash: .trainingRequestDone, ["email": request.email.text]
    )
  }

  @Sendable func requestSent(_ visit: Visit) async throws -> Reply {
    let t = visit.t
    return visit.page(t("training.request.sent.title")) { page in
      page.pageHead(t("training.request.sent.title"), lead: t("training.request.sent.text"))
      page.p(t("training.request.sent.contact", ["contact": settings.contact]))
      page.linkList([
        Link(t("accounts.registration.title"), AccountPath.registration), Link(t("portal.menu.start"), "/"),
      ])
    }
  }

  private func requestPage(_ visit: Visit, _ form: CredentialRequestForm, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("training.request.title"), errors) { page in
      page.pageHead(t("training.request.title"), lead: t("training.request.lead"))
      page.formCard { card in
        card.form(action: ApprenticeshipPath.credentialRequest, token: visit.formToken, .class("form")) { fields in
          fields.field(
            Field(
              "betrieb", t("training.request.company"), value: form.companyName, error: errors["betrieb"],
              autocomplete: "organization"))
          fields.field(
            Field(
              "betriebsnummer", t("companies.field.number"), hint: t("training.request.numberHint"),
              value: form.companyNumber, error: errors["betriebsnummer"], optional: t("companies.optional")))
          fields.field(
            Field(
              "name", t("training.request.person"), value: form.person, error: errors["name"],
              autocomplete: "name"))
          fields.field(
            Field(
              "email", t("accounts.field.email"), kind: .email, hint: t("training.request.emailHint"),
              value: form.email, error: errors["email"], autocomplete: "email"))
          fields.field(
            Field(
              "nachricht", t("training.request.message"), kind: .textarea(rows: 4), value: form.reason,
              error: errors["nachricht"], optional: t("companies.optional")))
          fields.buttonRow { $0.submitButton(t("training.request.submit")) }
        }
      }
    }
  }
}
