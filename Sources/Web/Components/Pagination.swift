extension HTML {
  /// The way to the neighbouring pages of a list. Writes nothing when there is only one page.
  ///
  /// - Parameters:
  ///   - label: names the landmark, such as "Pages".
  ///   - place: says where one is, such as "Companies 51 to 100 of 12,000".
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

  /// The search above a list: fields side by side, sent by GET so that the result has an address.
  ///
  /// - Parameter reset: leads to the list without search; given only while one is on.
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

  /// What stands above a list: how many there are, and at the right what can be done with all of them.
  package mutating func listHead(_ count: String, actions: ((inout HTML) -> Void)? = nil) {
    div(.class("list-head")) { head in
      head.p(count, .role("status"))
      if let actions { head.buttonRow(actions) }
    }
  }
}
