extension HTML {
  /// How far work has come. `amount` says it in words: "12,000 of 60,000 lines".
  ///
  /// - Parameter id: unlike others in the page.
  package mutating func progressBar(_ label: String, id: String, value: Int, of total: Int, amount: String) {
    div(.class("progress")) { progress in
      progress.element("label", [.for(id)], text: label)
      let attributes: [Attribute] = [
        .id(id), .attribute("max", String(max(1, total))), .attribute("value", String(min(value, max(1, total)))),
        .attribute("aria-describedby", "\(id)-amount"),
      ]
      progress.element("progress", attributes, text: amount)
      progress.p(amount, .class("amount"), .id("\(id)-amount"))
    }
  }

  /// A place that is asked anew every second from `url`, which answers a piece of HTML; it ends when that piece holds
  /// `progressFinished()`. Without script a link loads the page again; the script hides it.
  package mutating func progressRegion(url: String, refresh: Link, _ content: (inout HTML) -> Void) {
    div(.class("stack"), .attribute("data-progress-url", url), content: content)
    p(.flag("data-progress-refresh")) { $0.a(refresh.label, href: refresh.path) }
  }

  /// Tells the script that the work is done and asking can stop.
  package mutating func progressFinished() {
    raw("<span hidden data-progress-done></span>")
  }
}
