import Web

/// What a page asks before something is done that is not easily taken back.
struct Confirmation: Sendable {
  let title: String
  var overline: String?
  /// What will happen.
  let text: String
  let action: String
  /// On the button.
  let label: String
  /// Sent along; empty sends nothing.
  var name = ""
  var value = ""
  /// Where one is led who does not want it.
  let back: String
  var kind: ButtonKind = .danger
}

extension Chamber {
  /// - Parameter more: what else has to be known before it is done.
  func confirmationPage(
    _ visit: Visit, _ model: Confirmation, more: (inout HTML) -> Void = { _ in }
  ) -> Reply {
    visit.page(model.title) { page in
      page.pageHead(model.title, overline: model.overline, lead: model.text)
      more(&page)
      page.form(action: model.action, token: visit.formToken) { form in
        if !model.name.isEmpty { form.void("input", [.type("hidden"), .name(model.name), .value(model.value)]) }
        form.buttonRow { row in
          row.submitButton(model.label, model.kind)
          row.buttonLink(visit.t("accounts.cancel"), href: model.back)
        }
      }
    }
  }
}
