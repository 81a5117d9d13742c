import Web

/// A name as somebody typed it, of themselves or of another person. Whoever has one name only gives it in either field
/// and ticks that; it is kept as the last name.
package struct NameForm: Sendable {
  package var firstName: String
  package var lastName: String
  package var isOnlyOne: Bool

  package init(_ input: FormInput = FormInput()) {
    firstName = NameRules.cleaned(input.trimmed("vorname"))
    lastName = NameRules.cleaned(input.trimmed("nachname"))
    isOnlyOne = input["einname"] == "1"
  }

  /// A name as it is kept.
  init(_ firstName: String, _ lastName: String) {
    (self.firstName, self.lastName) = (firstName, lastName)
    isOnlyOne = firstName.isEmpty && !lastName.isEmpty
  }

  /// - Parameter missing: what asks for a part that is missing, of oneself or of another.
  package func checked(
    _ t: Texts, missing: (first: String, last: String), _ errors: inout FieldErrors
  ) -> (firstName: String, lastName: String) {
    if isOnlyOne, firstName.isEmpty != lastName.isEmpty {
      let field = firstName.isEmpty ? "nachname" : "vorname"
      errors.require(words(of: firstName + lastName, t, missing.last), field)
      return ("", firstName + lastName)
    }
    errors.require(words(of: firstName, t, missing.first), "vorname")
    errors.require(words(of: lastName, t, missing.last), "nachname")
    return (firstName, lastName)
  }

  package func fields(_ html: inout HTML, _ t: Texts, _ errors: FieldErrors, isOwn: Bool = false) {
    html.field(
      Field(
        "vorname", t("web.field.firstName"), value: firstName, error: errors["vorname"],
        autocomplete: isOwn ? "given-name" : nil, isRequired: false))
    html.field(
      Field(
        "nachname", t("web.field.lastName"), value: lastName, error: errors["nachname"],
        autocomplete: isOwn ? "family-name" : nil, isRequired: false))
    html.checkbox(
      Question("einname", t("accounts.field.onlyOneName"), isRequired: false), isChecked: isOnlyOne)
  }

  private func words(of name: String, _ t: Texts, _ missing: String) -> String? {
    switch NameRules.problem(of: name) {
    case nil: nil
    case .missing: missing
    case .tooLong: t("accounts.error.nameTooLong", ["most": String(NameRules.longest)])
    case .signs: t("accounts.error.nameSigns")
    }
  }
}

extension FieldErrors {
  fileprivate mutating func require(_ words: String?, _ field: String) {
    if let words { require(false, field, words) }
  }
}

/// A name as a part of a form that declares its fields.
package struct NamePart: FormPart {
  /// The keys of what asks for a part that is missing, of oneself or of another.
  private let missing: (first: String, last: String)
  private let isOwn: Bool

  package init(missing: (first: String, last: String), isOwn: Bool = false) {
    self.missing = missing
    self.isOwn = isOwn
  }

  package var name: String { "vorname" }
  package static let names = ["vorname", "nachname", "einname"]

  package func value(
    in input: FormInput, _ t: Texts
  ) throws(FieldErrors) -> (firstName: String, lastName: String) {
    var errors = FieldErrors()
    let name = NameForm(input).checked(t, missing: (t(missing.first), t(missing.last)), &errors)
    guard errors.isEmpty else { throw errors }
    return name
  }

  package func write(to html: inout HTML, _ form: Form) {
    NameForm(form.input).fields(&html, form.t, form.errors, isOwn: isOwn)
  }
}

extension FormField<EmailAddress> {
  /// An address for mails.
  package static func email(_ name: String, _ label: String, hint: String? = nil, autocomplete: String? = nil)
    -> FormField
  {
    FormField(name, label, kind: .email, hint: hint, autocomplete: autocomplete) { (typed, t) throws(FieldProblem) in
      guard let address = EmailAddress(typed) else { throw FieldProblem(EmailAddress.problem(with: typed, t)) }
      return address
    }
  }
}
