extension HTML {
  /// A code to be noted or copied, in monospaced type.
  ///
  /// - Parameters:
  ///   - id: unique within the page.
  ///   - copied: the label of the button after it was pressed.
  package mutating func secretBox(_ label: String, code: String, id: String, copy: String, copied: String) {
    div(.class("secret")) { box in
      box.p(label, .class("label"))
      box.div(.class("line")) { line in
        line.element("code", [.id(id), .attribute("translate", "no")], text: code)
        let attributes: [Attribute] = [
          .type("button"), .class("button quiet"), .attribute("data-copy", id), .attribute("data-copied", copied),
          .flag("hidden"),
        ]
        line.element("button", attributes) { button in
          button.icon(.copy)
          button.span(copy, .attribute("data-copy-words", ""), .attribute("aria-live", "polite"))
        }
      }
    }
  }
}
