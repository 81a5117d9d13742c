import Accounts
import Chronology
import Office
import Web

extension Delegation {
  func deputyshipPage(_ visit: Visit, _ form: Form) throws -> Reply {
    let t = visit.t
    let declared = try declaredForm(for: visit)
    return visit.formPage(t("delegation.give.title"), form) { page in
      page.breadcrumb(label: t("delegation.breadcrumb"), [Link(t("delegation.given.title"), DelegationPath.given)])
      page.pageHead(t("delegation.give.title"), lead: t("delegation.give.lead"))
      page.formCard { card in
        card.form(action: DelegationPath.new, token: visit.formToken, .class("form")) { fields in
          declared.write(to: &fields, form)
          fields.field(
            Field(
              DeputyshipForm.password, t("delegation.give.password"),
              kind: .password(accounts.passwordWords(t, warns: false)), hint: t("delegation.give.passwordHint"),
              error: form.errors[DeputyshipForm.password], autocomplete: "off", isRequired: false))
          fields.buttonRow { row in
            row.submitButton(t("delegation.give.submit"))
            row.buttonLink(t("web.form.cancel"), href: DelegationPath.given)
          }
        }
      }
    }
  }

  func proposalPage(_ visit: Visit, _ form: Form) throws -> Reply {
    let t = visit.t
    let declared = try declaredProposal(for: visit)
    return visit.formPage(t("delegation.propose.title"), form) { page in
      page.breadcrumb(label: t("delegation.breadcrumb"), [Link(t("delegation.given.title"), DelegationPath.given)])
      page.pageHead(t("delegation.propose.title"), lead: t("delegation.propose.lead"))
      page.formCard { card in
        card.form(action: DelegationPath.colleague, token: visit.formToken, .class("form")) { fields in
          declared.write(to: &fields, form)
          fields.buttonRow { row in
            row.submitButton(t("delegation.propose.submit"))
            row.buttonLink(t("web.form.cancel"), href: DelegationPath.given)
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
          row.buttonLink(t("web.form.cancel"), href: back)
        }
      }
    }
  }
}
