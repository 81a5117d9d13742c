extension HTML {
  /// A file upload field; its form needs `enctype="multipart/form-data"` (`uploadForm`).
  ///
  /// - Parameter accept: the file types that the browser offers, such as `.csv,text/csv`; the server checks
  ///   independently.
  package mutating func fileField(_ question: Question, accept: String? = nil, allowsSeveral: Bool = false) {
    let frame = question.frame
    let own: [Attribute] = [
      .id(frame.id), .name(question.name), .type("file"), .class("input"), .attribute("accept", accept),
      .flag("multiple", if: allowsSeveral), .flag("required", if: question.isRequired),
    ]
    self.frame(frame) { $0.void("input", own + frame.state) }
  }

  /// A multipart form for uploads, with its form token.
  package mutating func uploadForm(action: String, token: String, content: (inout HTML) -> Void) {
    form(
      action: action, token: token, .attribute("enctype", "multipart/form-data"), .class("form"), content: content)
  }
}
