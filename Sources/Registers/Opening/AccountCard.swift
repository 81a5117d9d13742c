import Accounts
import Chronology
import Database
import Web

/// The card about the account of a person of the register, with the possible actions.
package struct AccountCard: Sendable {
  let access: PersonAccess
  /// The address of the form; `/erneut` appended sends the mail again.
  let action: String
  /// The e-mail address known to the chamber.
  let suggestion: String
  let form: AccountForm
  /// Officers see the e-mail address of the account.
  let isForOfficers: Bool
  /// Who chose the e-mail address; nil if it does not matter.
  let origin: FunctionGrantOrigin?
  /// How to reach the chamber.
  let contact: String

  package init(
    access: PersonAccess, action: String, suggestion: String, form: AccountForm, isForOfficers: Bool = false,
    origin: FunctionGrantOrigin? = nil, contact: String = ""
  ) {
    self.origin = origin
    self.contact = contact
    self.isForOfficers = isForOfficers
    self.access = access
    self.action = action
    self.suggestion = suggestion
    self.form = form
  }

  /// A company neither sees nor replaces an address chosen by the chamber.
  fileprivate var isOfChamber: Bool { !isForOfficers && origin != .company }
}

extension HTML {
  /// - Parameter more: further actions.
  package mutating func accountCard(
    _ model: AccountCard, _ visit: Visit, more: ((inout HTML) -> Void)? = nil
  ) {
    let t = visit.t
    card(title: t("registers.account.title")) { card in
      card.p { $0.badge(model.access, t, visit.clock) }
      switch model.access {
      case .held(_, let email):
        card.p(model.isForOfficers ? t("registers.account.heldBy", ["email": email]) : t("registers.account.heldText"))
      case .invited where model.isOfChamber, .offered where model.isOfChamber:
        card.p(t("registers.account.byChamber", ["contact": model.contact]))
        card.postButton(action: "\(model.action)/erneut", label: t("registers.account.resend"), token: visit.formToken)
      case .invited(_, let email), .offered(_, let email):
        if model.isForOfficers, model.origin == .company { card.p(t("registers.account.byCompany")) }
        let isAsked = model.isForOfficers && model.access.kind == .offered
        card.p(t(isAsked ? "registers.account.ownerIsAsked" : "registers.account.waiting", ["email": email]))
        card.postButton(action: "\(model.action)/erneut", label: t("registers.account.resend"), token: visit.formToken)
        card.details(t("registers.account.correct"), isOpen: !model.form.errors.isEmpty) { details in
          details.accountForm(model, visit, label: t("registers.account.replace"))
        }
      case .none: card.accountForm(model, visit, label: t("registers.account.open"))
      }
      if let more { more(&card) }
    }
  }

  private mutating func accountForm(_ model: AccountCard, _ visit: Visit, label: String) {
    let t = visit.t
    let isFilled = !model.form.email.isEmpty || !model.form.errors.isEmpty
    form(action: model.action, token: visit.formToken, .class("form")) { form in
      form.field(
        Field(
          "email", t("web.field.email"), kind: .email, hint: t("registers.account.hint"),
          value: isFilled ? model.form.email : model.suggestion, error: model.form.errors["email"]))
      if model.form.asksForDomain {
        form.checkbox(
          Question("trotzdem", t("registers.account.anyway"), error: model.form.errors["trotzdem"]), value: "ja")
      }
      form.buttonRow { $0.submitButton(label) }
    }
  }

  /// Whether a person has an account, and since when.
  package mutating func badge(_ access: PersonAccess, _ t: Texts, _ clock: WallClock) {
    badge(t.words(access, clock), access.badge)
  }
}

extension PersonAccess {
  package var badge: BadgeKind {
    switch self {
    case .none: .neutral
    case .invited, .offered: .wait
    case .held: .good
    }
  }
}

extension Texts {
  /// Whether a person has an account, and since when.
  package func words(_ access: PersonAccess, _ clock: WallClock) -> String {
    switch access {
    case .none: self("registers.account.none")
    case .invited(let since, _): self("registers.account.invited", ["date": shortDate(clock.day(of: since))])
    case .offered(let since, _): self("registers.account.offered", ["date": shortDate(clock.day(of: since))])
    case .held(let since, _): self("registers.account.held", ["date": shortDate(clock.day(of: since))])
    }
  }
}
