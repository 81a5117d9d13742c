/// One question of a form that is answered by typing.
///
/// The id of the control derives from the name (`Field.id(of:)`), hint and error are tied to it.
package struct Field: Sendable {
  package enum Kind: Sendable {
    case text, email, telephone, number, date, search
    case password(PasswordWords)
    case textarea(rows: Int)
    /// A code, PIN or number from a letter or mail: even letters, filled from the part of the address behind `#` when
    /// that names the field (`#code=…`). `filled` is said when this happened.
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
  /// Nil follows from the kind.
  package var inputMode: String?
  package var isRequired: Bool
  /// Words such as `(optional)`; given, the field is not required.
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

  /// The field as it was sent, with what is wrong with it. Passwords are never shown again.
  package func filled(from form: FormInput, _ errors: FieldErrors = FieldErrors()) -> Field {
    var field = self
    if case .password = kind {} else if form.has(name) { field.value = form[name] }
    field.error = errors[name]
    return field
  }

  /// The id of the control of a field, for labels, links and scripts.
  package static func id(of name: String) -> String { "f-\(name)" }

  var id: String { Self.id(of: name) }
}

/// The words beside a password field.
package struct PasswordWords: Sendable {
  package let show: String
  package let hide: String
  /// Said while the password begins or ends with a blank; nil says nothing, as for a password that exists already.
  package let blankHint: String?

  package init(show: String, hide: String, blankHint: String? = nil) {
    self.show = show
    self.hide = hide
    self.blankHint = blankHint
  }
}
