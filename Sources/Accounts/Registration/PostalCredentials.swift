import Chronology
import Database
import Journal
import Settings
import Sodium
import Web
import Work

/// Credentials typed from a letter.
struct PostalCredentialsForm: Sendable {
  var name = ""
  var code = ""
  var email = ""

  init() {}

  init(_ input: FormInput) {
    name = input.trimmed("benutzername")
    code = input["code"]
    email = input.trimmed("email")
  }
}

/// The pages for credentials from a letter (`Zugangsdaten aus dem Brief`): user name and start code give a function to
/// the signed-in account, or else to the one at the address that the person types.
extension Accounts {
  @Sendable func postalCodeForm(_ visit: Visit) async throws -> Reply {
    postalCodePage(visit, PostalCredentialsForm(), FieldErrors())
  }

  @Sendable func redeemPostalCode(_ visit: Visit) async throws -> Reply {
    guard visit.acting?.onBehalf == nil else { throw NotFound() }
    let form = PostalCredentialsForm(visit.form)
    var errors = FieldErrors()
    errors.require(!form.name.isEmpty, "benutzername", visit.t("accounts.postal.nameMissing"))
    let email = EmailAddress(form.email)
    errors.require(visit.acting != nil || email != nil, "email", EmailAddress.problem(with: form.email, visit.t))
    let code: LetterCode
    do {
      code = try LetterCode(typed: form.code)
    } catch {
      errors.add("code", visit.t("accounts.code.\(error)"))
      return postalCodePage(visit, form, errors)
    }
    guard errors.isEmpty else { return postalCodePage(visit, form, errors) }
    switch try await redeem(code, named: form.name, at: email, by: visit.acting, cause: visit.cause) {
    case .tooManyTries(let wait): return tooMany(visit, wait)
    case .mailLimit: return postalCodePage(visit, form, FieldErrors("email", visit.t("accounts.postal.mailLimit")))
    case .linked: return visit.redirect(to: "/", flash: .accountsFunctionAccepted)
    case .invited:
      return visit.redirect(to: AccountPath.startCode, flash: .accountsRegistrationSent, ["email": form.email])
    case .wrong:
      return postalCodePage(
        visit, form, FieldErrors("code", visit.t("accounts.postal.wrong", ["contact": settings.contact])))
    }
  }

  private func postalCodePage(_ visit: Visit, _ form: PostalCredentialsForm, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("accounts.postal.title"), errors) { page in
      page.pageHead(t("accounts.postal.title"), lead: t("accounts.postal.lead"))
      page.formCard { card in
        card.form(action: AccountPath.letterCode, token: visit.formToken, .class("form")) { fields in
          fields.field(
            Field(
              "benutzername", t("accounts.postal.name"), hint: t("accounts.postal.nameHint"), value: form.name,
              error: errors["benutzername"], autocomplete: "username",
              attributes: [.attribute("data-from-hash", "benutzername")]))
          fields.field(
            Field(
              "code", t("accounts.postal.code"), kind: .code(filled: t("web.form.codeFilled")),
              hint: t("accounts.code.hint"), value: form.code, error: errors["code"], autocomplete: "one-time-code",
              width: .short))
          if visit.acting == nil {
            fields.field(
              Field(
                "email", t("web.field.email"), kind: .email, hint: t("accounts.postal.emailHint"),
                value: form.email, error: errors["email"], autocomplete: "email"))
          }
          fields.buttonRow { $0.submitButton(t("accounts.postal.submit")) }
        }
      }
      page.p { $0.a(t("accounts.postal.request"), href: "\(AccountPath.letterCode)/beantragen") }
      if visit.acting == nil {
        page.p { line in
          line.text(t("accounts.postal.haveAccount") + " ")
          line.a(t("accounts.signIn.title"), href: "\(AccountPath.signIn)?weiter=/zugangsdaten")
        }
      }
    }
  }
}
