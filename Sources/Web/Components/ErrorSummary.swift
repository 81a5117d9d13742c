extension HTML {
  /// The error summary above a form: each line links to its field. The script moves the focus here. Writes nothing
  /// without errors.
  package mutating func errorSummary(title: String, errors: [(field: String, message: String)]) {
    guard !errors.isEmpty else { return }
    let attributes: [Attribute] = [
      .class("alert bad error-summary"), .role("alert"), .attribute("tabindex", "-1"), .flag("data-error-summary"),
    ]
    element("div", attributes) { summary in
      summary.alertHead(.bad, title: title)
      summary.div(.class("body")) { body in
        body.ul(.class("plain")) { list in
          for error in errors {
            list.li { $0.a(error.message, href: "#\(Field.id(of: error.field))") }
          }
        }
      }
    }
  }

  package mutating func errorSummary(title: String, _ errors: FieldErrors) {
    errorSummary(title: title, errors: errors.list)
  }
}
