import Web

/// A typed name, one's own or another person's. People with a single name enter it in either field and tick a box; it
/// is stored as the last name.
package struct NameForm: Sendable {
  package var firstName: String
  package var lastName: String
  package var isOnlyOne: Bool

  package init(_ input: FormInput = FormInput()) {
    firstName = NameRules.cleaned(input.trimmed("vorname"))
    lastName = NameRules.cleaned(input.trimmed("nachname"))
    isOnlyOne = input["einname"] == "1"
  }

  /// A stored name.
  init(_ firstName: String, _ lastName: String) {
    (self.firstName, self.lastName) = (firstName, lastName)
    isOnlyOne = firstName.isEmpty && !lastName.isEmpty
  }

  /// - Parameter missing: text keys of the errors for a missing part, which differ for oneself and for another person.
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

/// A name as part of a form with declared fields.
package struct NamePart: FormPart {
  /// Text keys of the errors for a missing part.
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
  /// A field for an e-mail address.
  package static func email(_ name: String, _ label: String, hint: String? = nil, autocomplete: String? = nil)
    -> FormField
  {
    FormField(name, label, kind: .email, hint: hint, autocomplete: autocomplete) { (typed, t) throws(FieldProblem) in
      guard let address = EmailAddress(typed) else { throw FieldProblem(EmailAddress.problem(with: typed, t)) }
      return address
    }
  }
}
