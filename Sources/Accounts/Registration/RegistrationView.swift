import Chronology
import Settings
import Web

/// The content of the page for choosing a password with a start code.
struct StartCodePage: Sendable {
  var email: String
  var code: String
  var errors = FieldErrors()
  /// The name to be confirmed; nil as long as it is not asked for.
  var name: NameForm?
}

extension Accounts {
  func registrationPage(_ visit: Visit, _ form: Form, suggestion: String? = nil) -> Reply {
    let t = visit.t
    return visit.formPage(t("accounts.registration.title"), form) { page in
      page.pageHead(t("accounts.registration.title"), lead: t("accounts.registration.lead"))
      if let suggestion {
        page.alert(.wait, title: t("accounts.registration.suggestion", ["address": suggestion])) { alert in
          alert.p(t("accounts.registration.suggestionText"))
        }
      }
      page.formCard { card in
        card.form(action: AccountPath.registration, token: visit.formToken, .class("form")) { fields in
          fields.field(RegistrationForm.name, form)
          fields.field(RegistrationForm.email, form)
          if suggestion != nil {
            let typed = form.input.trimmed(RegistrationForm.email.name)
            fields.void("input", [.type("hidden"), .name("vorschlag"), .value(typed)])
          }
          fields.buttonRow { $0.submitButton(t("accounts.registration.submit")) }
        }
      }
      page.p { line in
        line.text(t("accounts.registration.haveAccount"))
        line.a(t("accounts.signIn.title"), href: AccountPath.signIn)
        line.text(" · ")
        line.a(t("accounts.link.explanation"), href: visit.site.ways.explanation)
      }
    }
  }

  func startCodePage(_ visit: Visit, _ model: StartCodePage) -> Reply {
    let t = visit.t
    let length = String(settings[AccountSettings.passwordLength])
    return visit.formPage(t("accounts.code.title"), model.errors) { page in
      page.pageHead(t("accounts.code.title"), lead: t("accounts.code.lead"))
      if let account = visit.acting?.account {
        page.alert(.info, title: t("accounts.code.otherPerson", ["name": account.fullName]))
      }
      if model.name != nil {
        page.alert(.wait, title: t("accounts.code.name.title")) { $0.p(t("accounts.code.name.text")) }
      }
      page.formCard { card in
        card.form(action: AccountPath.startCode, token: visit.formToken, .class("form")) { fields in
          fields.field(
            Field(
              "email", t("web.field.email"), kind: .email, value: model.email, error: model.errors["email"],
              autocomplete: "username", attributes: [.attribute("data-from-hash", "email")]))
          fields.field(
            Field(
              "code", t("accounts.code.field"), kind: .code(filled: t("web.form.codeFilled")),
              hint: t("accounts.code.hint"), value: model.code, error: model.errors["code"],
              autocomplete: "one-time-code", width: .short))
          fields.field(
            Field(
              "passwort", t("accounts.password.new"), kind: .password(passwordWords(t, warns: true)),
              hint: t("accounts.password.hint", ["length": length]), error: model.errors["passwort"],
              autocomplete: "new-password"))
          model.name?.fields(&fields, t, model.errors, isOwn: true)
          fields.buttonRow { $0.submitButton(t("accounts.code.submit")) }
        }
      }
      page.details(t("accounts.code.noMail.title")) { details in
        details.p(t("accounts.code.noMail.text"))
        details.p { $0.a(t("accounts.code.noMail.again"), href: AccountPath.forgottenPassword) }
      }
    }
  }

  /// The page for a code that was already used: the account is active, so it leads to the sign-in.
  func usedCodePage(_ visit: Visit) -> Reply {
    let t = visit.t
    return visit.page(t("accounts.code.used.title")) { page in
      page.pageHead(t("accounts.code.used.title"), lead: t("accounts.code.used.text"))
      page.buttonRow { row in
        row.buttonLink(t("accounts.signIn.title"), href: AccountPath.signIn, .primary)
        row.buttonLink(t("accounts.reset.title"), href: AccountPath.forgottenPassword)
      }
    }
  }

  func resetPage(_ visit: Visit, _ typed: Form) -> Reply {
    let t = visit.t
    return visit.formPage(t("accounts.reset.title"), typed) { page in
      page.pageHead(t("accounts.reset.title"), lead: t("accounts.reset.lead"))
      page.formCard { card in
        card.form(action: AccountPath.forgottenPassword, token: visit.formToken, .class("form")) { fields in
          fields.field(Self.emailOrName, typed)
          fields.buttonRow { $0.submitButton(t("accounts.reset.submit")) }
        }
      }
    }
  }

  /// The texts beside a password field.
  /// - Parameter warns: whether to point out leading and trailing blanks, as for a new password.
  package func passwordWords(_ t: Texts, warns: Bool) -> PasswordWords {
    PasswordWords(
      show: t("accounts.password.show"), hide: t("accounts.password.hide"),
      blankHint: warns ? t("accounts.password.blank") : nil)
  }

  /// The page after too many tries: how long to wait, and what else helps.
  func tooMany(_ visit: Visit, _ wait: TimeSpan) -> Reply {
    let t = visit.t
    var reply = visit.page(t("accounts.tooMany.title"), status: 429) { page in
      page.pageHead(t("accounts.tooMany.title"), lead: t("accounts.tooMany.text", ["wait": t.span(wait)]))
      page.p(t("accounts.tooMany.contact", ["contact": settings.contact]))
    }
    reply.headers.append(("retry-after", String(wait.secondsRoundedUp)))
    return reply
  }
}
