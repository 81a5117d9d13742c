/// The kind of an alert; decides colour and icon. Never the only signal: the text says it too.
package enum AlertKind: String, Sendable {
  case info, good, wait, bad

  var icon: Icon {
    switch self {
    case .info: .info
    case .good: .tick
    case .wait: .warning
    case .bad: .error
    }
  }
}

package enum BadgeKind: String, Sendable {
  case neutral, info, good, wait, bad

  var icon: Icon? {
    switch self {
    case .neutral: nil
    case .info: .info
    case .good: .tick
    case .wait: .clock
    case .bad: .error
    }
  }
}

extension HTML {
  /// An alert in the page: a title and optional content.
  package mutating func alert(_ kind: AlertKind, title: String, _ content: ((inout HTML) -> Void)? = nil) {
    section(.class("alert \(kind.rawValue)")) { alert in
      alert.alertHead(kind, title: title)
      if let content { alert.div(.class("body"), content: content) }
    }
  }

  /// A message about what was just done; announced by screen readers.
  package mutating func flashMessage(_ kind: AlertKind, _ text: String) {
    div(.class("alert \(kind.rawValue)"), .role(kind == .bad ? "alert" : "status")) { alert in
      alert.div(.class("head")) { head in
        head.icon(kind.icon)
        head.p(text)
      }
    }
  }

  mutating func alertHead(_ kind: AlertKind, title: String) {
    div(.class("head")) { head in
      head.icon(kind.icon)
      head.h2(title)
    }
  }

  /// A badge: a state in a word or two.
  package mutating func badge(_ text: String, _ kind: BadgeKind = .neutral) {
    span(.class("badge \(kind.rawValue)")) { badge in
      if let icon = kind.icon { badge.icon(icon) }
      badge.text(text)
    }
  }

  private mutating func span(_ attributes: Attribute..., content: (inout HTML) -> Void) {
    element("span", attributes, content)
  }
}
