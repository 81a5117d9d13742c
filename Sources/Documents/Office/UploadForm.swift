import Web

/// The form that issues an uploaded document, or several at once.
struct UploadForm: Sendable {
  static let kind = FormChoice<DocumentKind>(
    "art", "documents.field.kind", style: .menu, missing: "documents.office.error.kind",
    empty: "documents.office.choose", DocumentKind.uploadable.map { ($0, $0.rawValue) }
  ) { kind, t in (t("documents.kind.\(kind.rawValue)"), nil) }
  static let title = FormField.text(
    "titel", "documents.office.titleField", 1...200, missing: "documents.office.error.title",
    hint: "documents.office.titleHint")
  /// Looked up among the recipients of the kind chosen.
  static let number = FormField(
    "nummer", "documents.office.number", hint: "documents.office.numberHint", width: .short
  ) { (typed, _) throws(FieldProblem) in typed }

  let recipients: FormChoice<RecipientKind>

  /// - Parameter kinds: of the recipients that documents can be issued to.
  init(among kinds: [RecipientKind]) {
    recipients = FormChoice(
      "empfaenger", "documents.office.recipient", style: .menu, missing: "documents.office.error.recipient",
      empty: "documents.office.choose", kinds.map { ($0, $0.rawValue) }
    ) { kind, t in (t("documents.office.recipient.\(kind.rawValue)"), nil) }
  }

  func write(to html: inout HTML, _ form: Form) {
    html.field(Self.kind, form)
    html.field(Self.title, form)
    html.field(recipients, form)
  }
}
