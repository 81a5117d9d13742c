extension HTML {
  /// The page header: the only `h1`, an overline above, a lead paragraph below, buttons beside it.
  package mutating func pageHead(
    _ title: String, overline: String? = nil, lead: String? = nil, actions: ((inout HTML) -> Void)? = nil
  ) {
    div(.class("page-head")) { head in
      head.div { words in
        if let overline { words.p(overline, .class("overline")) }
        words.h1(title)
        if let lead { words.p(lead, .class("lead")) }
      }
      if let actions { head.buttonRow(actions) }
    }
  }

  /// A card that groups related content. `aside` goes to the right of the title: a badge, a link, a small button.
  package mutating func card(
    title: String? = nil, aside: ((inout HTML) -> Void)? = nil, _ content: (inout HTML) -> Void
  ) {
    section(.class("card")) { card in
      if title != nil || aside != nil {
        card.header { head in
          if let title { head.h2(title) }
          if let aside { aside(&head) }
        }
      }
      content(&card)
    }
  }

  /// A card for a form that is the main content of the page.
  package mutating func formCard(_ content: (inout HTML) -> Void) {
    div(.class("card form-card"), content: content)
  }

  /// Main content with a sidebar, which goes below it on a phone.
  package mutating func columns(label: String? = nil, main: (inout HTML) -> Void, aside: (inout HTML) -> Void) {
    div(.class("columns")) { columns in
      columns.div(.class("stack"), content: main)
      columns.aside(.class("stack"), .attribute("aria-label", label), content: aside)
    }
  }

  /// Elements stacked vertically with even spacing.
  package mutating func stack(_ content: (inout HTML) -> Void) {
    div(.class("stack"), content: content)
  }

  /// A disclosure (`details`) with further information.
  package mutating func details(_ summary: String, isOpen: Bool = false, _ content: (inout HTML) -> Void) {
    element("details", [.class("details"), .flag("open", if: isOpen)]) { details in
      details.element("summary") { line in
        line.icon(.chevron)
        line.text(summary)
      }
      details.div(.class("body"), content: content)
    }
  }

  /// The placeholder of an empty list: what belongs here and how it gets here.
  package mutating func emptyState(
    title: String, text: String, icon: Icon = .inbox, action: ((inout HTML) -> Void)? = nil
  ) {
    div(.class("empty")) { empty in
      empty.icon(icon)
      empty.h2(title)
      empty.p(text)
      if let action { empty.buttonRow(action) }
    }
  }

  /// A vertical list of navigation links.
  package mutating func linkList(_ links: [Link]) {
    ul(.class("link-list")) { list in
      for link in links {
        list.li { $0.a(link.label, href: link.path) }
      }
    }
  }

  /// Breadcrumb navigation, outermost page first.
  package mutating func breadcrumb(label: String, _ links: [Link]) {
    element("nav", [.class("breadcrumb"), .label(label)]) { nav in
      nav.ol(.class("path")) { list in
        for link in links {
          list.li { $0.a(link.label, href: link.path) }
        }
      }
    }
  }
}
