/// A link: its words and where it leads.
package struct Link: Sendable, Equatable {
  package let label: String
  package let path: String

  package init(_ label: String, _ path: String) {
    self.label = label
    self.path = path
  }
}

/// How much a button asks to be pressed. A page has one primary button.
package enum ButtonKind: Sendable {
  case primary, quiet
  /// Ends or deletes something.
  case danger
  /// Looks like a link, for small things in a line or a table.
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

/// What a form with one button needs.
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
  /// The button that sends the form it stands in. A name tells several buttons of one form apart.
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
  /// - Parameter about: words that only screen readers read, where the label alone would not tell what it belongs to.
  package mutating func buttonLink(
    _ label: String, href: String, _ kind: ButtonKind = .quiet, icon: Icon? = nil, about: String? = nil
  ) {
    element("a", [.href(href), .class(kind.className)]) { link in
      if let icon { link.icon(icon) }
      link.text(label)
      if let about { link.span(" \(about)", .class("visually-hidden")) }
    }
  }

  /// A form with one button and nothing to fill in, for what changes something without further questions.
  ///
  /// - Parameters:
  ///   - about: words that only screen readers read, where the label alone would not tell the row it stands in.
  ///   - hidden: what is sent along.
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

  /// Buttons side by side, one below the other on a phone.
  package mutating func buttonRow(_ content: (inout HTML) -> Void) {
    div(.class("buttons"), content: content)
  }
}
