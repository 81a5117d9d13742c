import Settings
import Web

/// The content of the sign-in page.
struct SignInPage: Sendable {
  var email: String
  var returnTo: String
  var failed = false
  /// Whether the password looked like a code or PIN, so that the page explains the difference.
  var looksLikeCode = false
  /// Whether the password began or ended with a blank, often copied along by mistake.
  var hasBlanks = false
}

extension Accounts {
  func signInPage(_ visit: Visit, _ model: SignInPage) -> Reply {
    let t = visit.t
    let errors = model.failed ? FieldErrors("passwort", t("accounts.signIn.failed")) : FieldErrors()
    return visit.formPage(t("accounts.signIn.title"), errors) { page in
      page.pageHead(t("accounts.signIn.title"), lead: t("accounts.signIn.lead"))
      if FormPages.carryTypedText(model.returnTo) {
        page.alert(.wait, title: t("accounts.signIn.kept")) { $0.p(t("accounts.signIn.keptText")) }
      }
      if model.looksLikeCode { page.alert(.wait, title: t("accounts.signIn.looksLikeCode")) }
      if model.hasBlanks { page.alert(.wait, title: t("accounts.signIn.hasBlanks")) }
      page.formCard { card in
        card.form(action: AccountPath.signIn, token: visit.formToken, .class("form")) { signInFields(&$0, model, t) }
      }
      page.linkList([
        Link(t("accounts.reset.title"), AccountPath.forgottenPassword),
        Link(t("accounts.signIn.haveCode"), AccountPath.startCode),
        Link(t("accounts.postal.title"), AccountPath.letterCode),
        Link(t("accounts.postal.request"), visit.site.ways.credentialRequest),
        Link(t("accounts.registration.title"), AccountPath.registration),
        Link(t("accounts.link.explanation"), visit.site.ways.explanation),
      ])
    }
  }

  private func signInFields(_ fields: inout HTML, _ model: SignInPage, _ t: Texts) {
    if !model.returnTo.isEmpty {
      fields.void("input", [.type("hidden"), .name("weiter"), .value(ReturnPath.own(model.returnTo))])
    }
    fields.field(
      Field("email", t("accounts.field.emailOrName"), value: model.email, autocomplete: "username"))
    fields.field(
      Field(
        "passwort", t("accounts.field.password"), kind: .password(passwordWords(t, warns: false)),
        hint: t("accounts.signIn.passwordHint"), error: model.failed ? t("accounts.signIn.failed") : nil,
        autocomplete: "current-password"))
    fields.buttonRow { $0.submitButton(t("accounts.signIn.submit")) }
  }
}
