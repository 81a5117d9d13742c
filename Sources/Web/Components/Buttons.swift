/// A link: label and address.
package struct Link: Sendable, Equatable {
  package let label: String
  package let path: String

  package init(_ label: String, _ path: String) {
    self.label = label
    self.path = path
  }
}

/// The emphasis of a button. A page has one primary button.
package enum ButtonKind: Sendable {
  case primary, quiet
  /// For actions that end or delete something.
  case danger
  /// Looks like a link, for minor actions in a line or a table.
  case plain

  var className: String {
    switch self {
    case .primary: "button"
    case .quiet: "button quiet"
    case .danger: "button danger"
    case .plain: "button plain"
    }
  }
}

/// The label, address and form token of a form with one button.
package struct PostButton: Sendable {
  package let label: String
  package let action: String
  package let token: String

  package init(_ label: String, action: String, token: String) {
    self.label = label
    self.action = action
    self.token = token
  }
}

extension HTML {
  /// The submit button of a form. A name distinguishes several buttons of one form.
  package mutating func submitButton(
    _ label: String, _ kind: ButtonKind = .primary, name: String? = nil, value: String? = nil, icon: Icon? = nil
  ) {
    let attributes: [Attribute] = [
      .type("submit"), .class(kind.className), .attribute("name", name), .attribute("value", value),
    ]
    element("button", attributes) { button in
      if let icon { button.icon(icon) }
      button.text(label)
    }
  }

  /// A link that looks like a button.
  ///
  /// - Parameter about: visually hidden text for screen readers, where the label alone would not tell what it refers
  ///   to.
  package mutating func buttonLink(
    _ label: String, href: String, _ kind: ButtonKind = .quiet, icon: Icon? = nil, about: String? = nil
  ) {
    element("a", [.href(href), .class(kind.className)]) { link in
      if let icon { link.icon(icon) }
      link.text(label)
      if let about { link.span(" \(about)", .class("visually-hidden")) }
    }
  }

  /// A form with nothing but a button, for changes that need no further input.
  ///
  /// - Parameters:
  ///   - about: visually hidden text for screen readers, where the label alone would not tell which row it refers to.
  ///   - hidden: a hidden field.
  package mutating func postButton(
    _ post: PostButton, _ kind: ButtonKind = .quiet, about: String? = nil, hidden: (name: String, value: String)? = nil
  ) {
    form(action: post.action, token: post.token) { form in
      if let hidden { form.void("input", [.type("hidden"), .name(hidden.name), .value(hidden.value)]) }
      form.element("button", [.type("submit"), .class(kind.className)]) { button in
        button.text(post.label)
        if let about { button.span(" \(about)", .class("visually-hidden")) }
      }
    }
  }

  package mutating func postButton(
    action: String, label: String, token: String, _ kind: ButtonKind = .quiet, about: String? = nil
  ) {
    postButton(PostButton(label, action: action, token: token), kind, about: about)
  }

  /// Buttons side by side; stacked on a phone.
  package mutating func buttonRow(_ content: (inout HTML) -> Void) {
    div(.class("buttons"), content: content)
  }
}
