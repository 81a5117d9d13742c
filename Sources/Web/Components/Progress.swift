extension HTML {
  /// A progress bar. `amount` is the text: "12,000 of 60,000 lines".
  ///
  /// - Parameter id: unique within the page.
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

  /// A region reloaded every second from `url`, which returns an HTML fragment; polling stops when the fragment
  /// contains `progressFinished()`. Without JavaScript a link reloads the page; the script hides it.
  package mutating func progressRegion(url: String, refresh: Link, _ content: (inout HTML) -> Void) {
    div(.class("stack"), .attribute("data-progress-url", url), content: content)
    p(.flag("data-progress-refresh")) { $0.a(refresh.label, href: refresh.path) }
  }

  /// Tells the script to stop polling: the work is done.
  package mutating func progressFinished() {
    raw("<span hidden data-progress-done></span>")
  }
}
