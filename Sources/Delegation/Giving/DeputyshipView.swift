import Accounts
import Chronology
import Office
import Web

extension Delegation {
  func deputyshipPage(_ visit: Visit, _ form: DeputyshipForm, _ errors: FieldErrors) throws -> Reply {
    let t = visit.t
    let functions = deputisable(try visit.signedIn())
    return visit.formPage(t("delegation.give.title"), errors) { page in
      page.breadcrumb(label: t("delegation.breadcrumb"), [Link(t("delegation.given.title"), "/profil/vertretung")])
      page.pageHead(t("delegation.give.title"), lead: t("delegation.give.lead"))
      page.formCard { card in
        card.form(action: "/profil/vertretung/neu", token: visit.formToken, .class("form")) { fields in
          functionField(&fields, form, errors, t, choices: functions)
          deputy(&fields, form, errors, t)
          scope(&fields, form.scope, errors, t)
          confirmation(&fields, form, errors, t)
          fields.buttonRow { row in
            row.submitButton(t("delegation.give.submit"))
            row.buttonLink(t("accounts.cancel"), href: "/profil/vertretung")
          }
        }
      }
    }
  }

  private func functionField(
    _ fields: inout HTML, _ form: DeputyshipForm, _ errors: FieldErrors, _ t: Texts, choices functions: [PortalFunction]
  ) {
    fields.selectField(
      Question("funktion", t("delegation.give.function"), error: errors["funktion"]),
      functions.map { Choice($0.key, "\($0.title) (\(t("accounts.function.\($0.kind.rawValue)")))") },
      selected: form.function)
  }

  private func deputy(_ fields: inout HTML, _ form: DeputyshipForm, _ errors: FieldErrors, _ t: Texts) {
    fields.radios(
      Question("art", t("delegation.give.who")),
      [Choice("person", t("delegation.give.person")), Choice("betrieb", t("delegation.give.company"))],
      selected: form.isCompany ? "betrieb" : "person")
    fields.field(
      Field(
        "vertretung", t("delegation.give.deputy"), hint: t("delegation.give.deputyHint"), value: form.deputy,
        error: errors["vertretung"], autocomplete: "off"))
  }

  /// The fields for scope and last day.
  func scope(_ fields: inout HTML, _ form: ScopeForm, _ errors: FieldErrors, _ t: Texts) {
    fields.checkboxes(
      Question(
        "bereiche", t("delegation.field.fields"), hint: t("delegation.give.fieldsHint"), error: errors["bereiche"]),
      WorkField.allCases.map { Choice($0.rawValue, t("delegation.field.\($0.rawValue)")) }, selected: form.fields)
    fields.field(
      Field(
        "bis", t("delegation.give.until"), kind: .date, hint: t("delegation.give.untilHint"), value: form.validUntil,
        error: errors["bis"], optional: t("companies.optional"), width: .short))
  }

  private func confirmation(_ fields: inout HTML, _ form: DeputyshipForm, _ errors: FieldErrors, _ t: Texts) {
    fields.radios(
      Question("bestaetigung", t("delegation.give.confirmation"), error: errors["bestaetigung"]),
      [
        Choice("spaeter", t("delegation.give.later"), hint: t("delegation.give.laterHint")),
        Choice("sofort", t("delegation.give.now"), hint: t("delegation.give.nowHint")),
      ], selected: form.confirmsNow ? "sofort" : "spaeter")
    fields.field(
      Field(
        "passwort", t("delegation.give.password"), kind: .password(accounts.passwordWords(t, warns: false)),
        hint: t("delegation.give.passwordHint"), error: errors["passwort"], autocomplete: "off", isRequired: false))
  }

  func proposalPage(_ visit: Visit, _ form: ProposalForm, _ errors: FieldErrors) throws -> Reply {
    let t = visit.t
    let companies = try visit.signedIn().administered
    return visit.formPage(t("delegation.propose.title"), errors) { page in
      page.breadcrumb(label: t("delegation.breadcrumb"), [Link(t("delegation.given.title"), "/profil/vertretung")])
      page.pageHead(t("delegation.propose.title"), lead: t("delegation.propose.lead"))
      page.formCard { card in
        card.form(action: "/profil/vertretung/mitarbeiter", token: visit.formToken, .class("form")) { fields in
          fields.selectField(
            Question("betrieb", t("delegation.propose.company"), error: errors["betrieb"]),
            companies.map { Choice(String($0.subject), $0.title) }, selected: form.company)
          form.name.fields(&fields, t, errors)
          fields.field(
            Field("email", t("accounts.field.email"), kind: .email, value: form.email, error: errors["email"]))
          scope(&fields, form.scope, errors, t)
          fields.buttonRow { row in
            row.submitButton(t("delegation.propose.submit"))
            row.buttonLink(t("accounts.cancel"), href: "/profil/vertretung")
          }
        }
      }
    }
  }

  /// The confirmation page before a deputyship ends.
  func confirmationPage(
    _ visit: Visit, _ deputyship: Deputyship, _ key: String, back: String, action: String
  ) -> Reply {
    let t = visit.t
    let shown = key == "withdrawal" ? DeputyshipRules.shownName(deputyship) : deputyship.principalName
    let title = t("delegation.\(key).title", ["name": shown])
    return visit.page(title) { page in
      page.pageHead(title, overline: functionName(deputyship, t), lead: t("delegation.\(key).lead"))
      page.form(action: "\(back)/\(deputyship.id)/\(action)", token: visit.formToken) { form in
        form.buttonRow { row in
          row.submitButton(t("delegation.\(key).submit"), .danger)
          row.buttonLink(t("accounts.cancel"), href: back)
        }
      }
    }
  }
}
