/// A form field that is typed into.
///
/// The id of the control derives from the name (`Field.id(of:)`); hint and error are associated with it.
package struct Field: Sendable {
  package enum Kind: Sendable {
    case text, email, telephone, number, date, search
    case password(PasswordWords)
    case textarea(rows: Int)
    /// A code, PIN or number from a letter or mail: monospaced, prefilled from the fragment of the address (`#code=…`)
    /// if that names the field. `filled` is the message shown then.
    case code(filled: String? = nil)
  }

  package enum Width: String, Sendable {
    case short, normal, wide
  }

  package var name: String
  package var label: String
  package var kind: Kind
  package var hint: String?
  package var value: String
  package var error: String?
  package var autocomplete: String?
  /// Nil derives it from the kind.
  package var inputMode: String?
  package var isRequired: Bool
  /// Text such as `(optional)`; if given, the field is not required.
  package var optional: String?
  package var width: Width
  package var attributes: [Attribute]

  package init(
    _ name: String, _ label: String, kind: Kind = .text, hint: String? = nil, value: String = "",
    error: String? = nil, autocomplete: String? = nil, inputMode: String? = nil, isRequired: Bool = true,
    optional: String? = nil, width: Width = .normal, attributes: [Attribute] = []
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.hint = hint
    self.value = value
    self.error = error
    self.autocomplete = autocomplete
    self.inputMode = inputMode
    self.isRequired = isRequired && optional == nil
    self.optional = optional
    self.width = width
    self.attributes = attributes
  }

  /// The field with its submitted value and its errors. Passwords are never shown again.
  package func filled(from form: FormInput, _ errors: FieldErrors = FieldErrors()) -> Field {
    var field = self
    if case .password = kind {} else if form.has(name) { field.value = form[name] }
    field.error = errors[name]
    return field
  }

  /// The id of a field's control, for labels, links and scripts.
  package static func id(of name: String) -> String { "f-\(name)" }

  var id: String { Self.id(of: name) }
}

/// The texts around a password field.
package struct PasswordWords: Sendable {
  package let show: String
  package let hide: String
  /// The warning that the password begins or ends with a blank; nil for none, as for existing passwords.
  package let blankHint: String?

  package init(show: String, hide: String, blankHint: String? = nil) {
    self.show = show
    self.hide = hide
    self.blankHint = blankHint
  }
}
