extension HTML {
  /// Links to the previous and next page of a list. Writes nothing when there is only one page.
  ///
  /// - Parameters:
  ///   - label: the name of the landmark, such as "Pages".
  ///   - place: the current range, such as "Companies 51 to 100 of 12,000".
  package mutating func pagination(label: String, previous: Link?, next: Link?, place: String? = nil) {
    guard previous != nil || next != nil else { return }
    element("nav", [.class("pagination"), .label(label)]) { nav in
      if let place { nav.p(place, .class("where")) }
      nav.ul(.class("ways")) { list in
        if let previous { list.li { $0.pageLink(previous, rel: "prev") } }
        if let next { list.li { $0.pageLink(next, rel: "next") } }
      }
    }
  }

  private mutating func pageLink(_ link: Link, rel: String) {
    element("a", [.href(link.path), .class("button quiet"), .attribute("rel", rel)]) { anchor in
      if rel == "prev" { anchor.icon(.back) }
      anchor.text(link.label)
      if rel == "next" { anchor.icon(.forward) }
    }
  }

  /// The search form above a list: fields side by side, submitted by GET so that the result has an address.
  ///
  /// - Parameter reset: the link to the list without a search; only given while one is active.
  package mutating func searchForm(
    action: String, label: String, submit: String, reset: Link? = nil, _ fields: (inout HTML) -> Void
  ) {
    let attributes: [Attribute] = [
      .class("search-form"), .role("search"), .label(label), .attribute("method", "get"),
      .attribute("action", action),
    ]
    element("form", attributes) { form in
      fields(&form)
      form.buttonRow { row in
        row.submitButton(submit, icon: .search)
        if let reset { row.buttonLink(reset.label, href: reset.path) }
      }
    }
  }

  /// The line above a list: the count, and at the right the actions for the whole list.
  package mutating func listHead(_ count: String, actions: ((inout HTML) -> Void)? = nil) {
    div(.class("list-head")) { head in
      head.p(count, .role("status"))
      if let actions { head.buttonRow(actions) }
    }
  }
}
