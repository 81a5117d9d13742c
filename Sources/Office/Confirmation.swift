import Web

/// The confirmation page before something is done that is not easily undone.
package struct Confirmation: Sendable {
  package let title: String
  package var overline: String?
  /// What will happen.
  package let text: String
  package let action: String
  /// The label of the button.
  package let label: String
  /// The name of a hidden field; empty for none.
  package var name: String
  package var value: String
  /// The address of the link for cancelling.
  package let back: String
  package var kind: ButtonKind

  package init(
    title: String, overline: String? = nil, text: String, action: String, label: String, name: String = "",
    value: String = "", back: String, kind: ButtonKind = .danger
  ) {
    self.title = title
    self.overline = overline
    self.text = text
    self.action = action
    self.label = label
    self.name = name
    self.value = value
    self.back = back
    self.kind = kind
  }
}

extension Visit {
  /// - Parameter more: further content before the button.
  package func confirmationPage(_ model: Confirmation, more: (inout HTML) -> Void = { _ in }) -> Reply {
    page(model.title) { page in
      page.pageHead(model.title, overline: model.overline, lead: model.text)
      more(&page)
      page.form(action: model.action, token: formToken) { form in
        if !model.name.isEmpty { form.void("input", [.type("hidden"), .name(model.name), .value(model.value)]) }
        form.buttonRow { row in
          row.submitButton(model.label, model.kind)
          row.buttonLink(t("web.form.cancel"), href: model.back)
        }
      }
    }
  }
}
