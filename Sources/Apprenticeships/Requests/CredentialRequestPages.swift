import Accounts
import Chronology
import Database
import Settings
import Web
import Work

/// The pages for requesting credentials (`Zugangsdaten beantragen`), for companies that got no letter. The chamber
/// decides; the credentials are posted to the address on record, never to a typed one.
extension Apprenticeships {
  @Sendable func requestForm(_ visit: Visit) async throws -> Reply {
    requestPage(visit, Form(visit))
  }

  @Sendable func requestCredentials(_ visit: Visit) async throws -> Reply {
    var form = Form(visit)
    guard let request = CredentialRequestForm.read(&form) else { return requestPage(visit, form) }
    if let wait = try await ask(for: request, cause: visit.cause) {
      let values = ["wait": visit.t.span(wait), "contact": settings.contact]
      form.refuse(CredentialRequestForm.companyName, visit.t("training.request.error.tooMany", values))
      return requestPage(visit, form)
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

  private func requestPage(_ visit: Visit, _ form: Form) -> Reply {
    let t = visit.t
    return visit.formPage(t("training.request.title"), form) { page in
      page.pageHead(t("training.request.title"), lead: t("training.request.lead"))
      page.formCard { card in
        card.form(action: ApprenticeshipPath.credentialRequest, token: visit.formToken, .class("form")) { fields in
          CredentialRequestForm.write(to: &fields, form)
          fields.buttonRow { $0.submitButton(t("training.request.submit")) }
        }
      }
    }
  }
}
