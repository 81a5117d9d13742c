import Chronology
import Foundation
import Settings
import Typesetting
import Web

/// What the profile shows about an active second factor.
struct FactorState: Sendable {
  let since: Instant
  let codesLeft: Int
}

extension Accounts {
  /// The page that asks for the code, between the password and the portal.
  func factorPage(_ visit: Visit, returnTo: String, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("accounts.factor.signIn.title"), errors) { page in
      page.pageHead(t("accounts.factor.signIn.title"), lead: t("accounts.factor.signIn.lead"))
      page.formCard { card in
        card.form(action: Self.factorPath, token: visit.formToken, .class("form")) { fields in
          if !returnTo.isEmpty {
            fields.void("input", [.type("hidden"), .name("weiter"), .value(ReturnPath.own(returnTo))])
          }
          factorFields(&fields, errors, t)
          fields.buttonRow { row in
            row.submitButton(t("accounts.signIn.submit"))
            row.buttonLink(t("web.form.cancel"), href: AccountPath.signIn)
          }
        }
      }
      page.p(t("accounts.factor.signIn.help", ["contact": settings.contact]), .class("muted"))
    }
  }

  private func factorFields(_ fields: inout HTML, _ errors: FieldErrors, _ t: Texts) {
    fields.field(codeField(errors, t, isRequired: false))
    fields.details(t("accounts.factor.recovery.instead"), isOpen: errors["ersatzcode"] != nil) { details in
      details.field(
        Field(
          "ersatzcode", t("accounts.factor.recovery.field"), kind: .code(), hint: t("accounts.factor.recovery.hint"),
          error: errors["ersatzcode"], autocomplete: "off", isRequired: false, width: .short))
    }
  }

  private func passwordField(_ fields: inout HTML, _ errors: FieldErrors, _ t: Texts) {
    fields.field(
      Field(
        "passwort", t("accounts.field.password"), kind: .password(passwordWords(t, warns: false)),
        error: errors["passwort"], autocomplete: "current-password"))
  }

  private func codeField(_ errors: FieldErrors, _ t: Texts, isRequired: Bool) -> Field {
    Field(
      "code", t("accounts.factor.field"), hint: t("accounts.factor.hint"), error: errors["code"],
      autocomplete: "one-time-code", inputMode: "numeric", isRequired: isRequired, width: .short)
  }

  func factorSetUpPage(
    _ visit: Visit, _ acting: Acting, with password: OneTimePassword, _ errors: FieldErrors
  ) -> Reply {
    let t = visit.t
    return visit.formPage(t("accounts.factor.setUp.title"), errors) { page in
      page.pageHead(t("accounts.factor.setUp.title"), lead: t("accounts.factor.setUp.lead"))
      if acting.lacksSecondFactor {
        page.alert(.wait, title: t("accounts.factor.required.title")) { $0.p(t("accounts.factor.required.text")) }
      }
      page.card(title: t("accounts.factor.setUp.app")) { card in
        card.p(t("accounts.factor.setUp.appText"))
        qrCode(of: password, for: acting.account, &card, t)
        card.secretBox(
          t("accounts.factor.setUp.secret"), code: password.groupedSecret, id: "geheimnis-text",
          copy: t("accounts.factor.setUp.copy"), copied: t("accounts.factor.setUp.copied"))
      }
      page.card(title: t("accounts.factor.setUp.confirm")) { card in
        card.form(action: AccountPath.secondFactor, token: visit.formToken, .class("form")) { fields in
          let sealed = sealed(password, for: acting.account.id)
          fields.void("input", [.type("hidden"), .name("geheimnis"), .value(sealed)])
          passwordField(&fields, errors, t)
          fields.field(codeField(errors, t, isRequired: true))
          fields.buttonRow { row in
            row.submitButton(t("accounts.factor.setUp.submit"))
            row.buttonLink(t("web.form.cancel"), href: AccountPath.profile)
          }
        }
      }
    }
  }

  /// A picture with its data inline: the content security policy allows that, and the browser requests nothing.
  private func qrCode(of password: OneTimePassword, for account: Account, _ card: inout HTML, _ t: Texts) {
    let address = password.address(issuer: settings[ChamberIdentity.name], account: account.email)
    // If the name is too long for the picture, the secret has to be typed.
    guard let svg = try? QRCode.svg(address) else { return }
    let data = Data(svg.utf8).base64EncodedString()
    card.p { line in
      line.void(
        "img",
        [
          .attribute("src", "data:image/svg+xml;base64,\(data)"), .attribute("alt", t("accounts.factor.setUp.picture")),
          .attribute("width", "240"), .attribute("height", "240"),
        ])
    }
  }

  /// The recovery codes, shown once, as the answer to switching the factor on.
  func recoveryCodePage(_ visit: Visit, _ acting: Acting, _ codes: [LetterCode]) -> Reply {
    let t = visit.t
    return visit.page(t("accounts.factor.recovery.title")) { page in
      page.pageHead(t("accounts.factor.recovery.title"), lead: t("accounts.factor.recovery.lead"))
      page.card(title: t("accounts.factor.recovery.keep")) { card in
        card.p(t("accounts.factor.recovery.text"))
        card.ul { list in
          for code in codes {
            list.li { $0.element("code", [.attribute("translate", "no")], text: code.grouped) }
          }
        }
      }
      page.buttonRow { row in
        row.buttonLink(
          t("accounts.factor.recovery.done"), href: acting.lacksSecondFactor ? "/" : AccountPath.profile, .primary)
      }
    }
  }

  func factorStatePage(_ visit: Visit, _ acting: Acting, of state: FactorState, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.formPage(t("accounts.factor.title"), errors) { page in
      page.pageHead(t("accounts.factor.title"), lead: t("accounts.factor.profile.on"))
      page.card(title: t("accounts.factor.state")) { card in
        card.descriptionList([
          DescriptionItem(t("accounts.factor.since"), t.longTime(state.since, visit.clock)),
          DescriptionItem(t("accounts.factor.codesLeft"), t.number(state.codesLeft)),
        ])
        card.p(t("accounts.factor.newPhone"), .class("muted"))
      }
      page.card(title: t("accounts.factor.off.title")) { card in
        if acting.hasFunction(.officer), secondFactorForOfficers { card.p(t("accounts.factor.required.text")) }
        card.form(action: "\(AccountPath.secondFactor)/ausschalten", token: visit.formToken, .class("form")) { fields in
          passwordField(&fields, errors, t)
          factorFields(&fields, errors, t)
          fields.buttonRow { row in
            row.submitButton(t("accounts.factor.off.submit"), .danger)
            row.buttonLink(t("web.form.cancel"), href: AccountPath.profile)
          }
        }
      }
    }
  }

  /// The second factor's card in the profile.
  func factorCard(_ page: inout HTML, isOn: Bool, _ t: Texts) {
    page.card(title: t("accounts.factor.title")) { card in
      card.p(t(isOn ? "accounts.factor.profile.on" : "accounts.factor.profile.off"))
      card.buttonRow {
        $0.buttonLink(
          t(isOn ? "accounts.factor.profile.manage" : "accounts.factor.setUp.title"), href: AccountPath.secondFactor)
      }
    }
  }
}
