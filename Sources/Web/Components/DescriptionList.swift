/// A term and its description.
package struct DescriptionItem {
  let term: String
  let content: (inout HTML) -> Void
  let action: Link?

  /// - Parameter action: a link at the end of the line, such as "Change"; screen readers announce the term with it.
  package init(_ term: String, action: Link? = nil, _ content: @escaping (inout HTML) -> Void) {
    self.term = term
    self.content = content
    self.action = action
  }

  package init(_ term: String, _ text: String, action: Link? = nil) {
    self.init(term, action: action) { $0.text(text) }
  }
}

extension HTML {
  /// A description list: terms and descriptions, line by line.
  package mutating func descriptionList(_ items: [DescriptionItem]) {
    dl(.class("description")) { list in
      for item in items {
        list.div { line in
          line.dt(item.term)
          line.dd(content: item.content)
          if let action = item.action { line.dd(.class("action")) { $0.link(action, about: item.term) } }
        }
      }
    }
  }

  /// What a person has entered so far, for a check before it is submitted; `edit` links back to that part of the form.
  package mutating func summary(title: String, edit: Link? = nil, _ items: [DescriptionItem]) {
    card(title: title, aside: edit.map { edit in { $0.link(edit, about: title) } }) { card in
      card.descriptionList(items)
    }
  }

  /// A link with visually hidden text that says what it refers to.
  package mutating func link(_ link: Link, about: String) {
    element("a", [.href(link.path)]) { anchor in
      anchor.text(link.label)
      anchor.span(": \(about)", .class("visually-hidden"))
    }
  }
}
