import Chronology

/// Why a typed value is invalid: the message for the person.
package struct FieldProblem: Error, Sendable, Equatable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}

/// A field, or a group of fields, declared once: has a name, reads its value, renders itself with what was typed and
/// with its errors.
package protocol FormPart<Value>: Sendable {
  associatedtype Value: Sendable
  /// The name of the field; of several fields, of the first.
  var name: String { get }
  /// - Throws: the errors, in the visitor's language.
  func value(in input: FormInput, _ t: Texts) throws(FieldErrors) -> Value
  /// Writes the part with what was typed.
  func write(to html: inout HTML, _ form: Form)
}

/// A text field.
package struct FormField<Value: Sendable>: FormPart {
  package let name: String
  /// The text key of the label.
  let label: String
  let kind: Field.Kind
  /// The text key of the hint below the label.
  let hint: String?
  /// The text key of the remark that the field may stay empty; nil if it is required.
  let optional: String?
  let width: Field.Width
  let autocomplete: String?
  /// Whether browsers insist on it before they send the form.
  let isRequired: Bool
  /// Parses the typed text, trimmed.
  private let read: @Sendable (String, Texts) throws(FieldProblem) -> Value

  package init(
    _ name: String, _ label: String, kind: Field.Kind = .text, hint: String? = nil, optional: String? = nil,
    width: Field.Width = .normal, autocomplete: String? = nil, isRequired: Bool = true,
    read: @escaping @Sendable (_ typed: String, _ t: Texts) throws(FieldProblem) -> Value
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.hint = hint
    self.optional = optional
    self.width = width
    self.autocomplete = autocomplete
    self.isRequired = isRequired
    self.read = read
  }

  package func value(in input: FormInput, _ t: Texts) throws(FieldErrors) -> Value {
    do throws(FieldProblem) {
      return try read(input.trimmed(name), t)
    } catch {
      throw FieldErrors(name, error.message)
    }
  }

  package func write(to html: inout HTML, _ form: Form) {
    let t = form.t
    html.field(
      Field(
        name, t(label), kind: kind, hint: hint.map { t($0) }, autocomplete: autocomplete,
        isRequired: isRequired, optional: optional.map { t($0) }, width: width
      ).filled(from: form.input, form.errors))
  }
}

extension FormField<String> {
  /// A text of limited length, in characters.
  /// - Parameter missing: the text key of the message for any other length.
  package static func text(
    _ name: String, _ label: String, _ length: ClosedRange<Int>, missing: String, kind: Field.Kind = .text,
    hint: String? = nil, optional: String? = nil, autocomplete: String? = nil
  ) -> FormField {
    FormField(
      name, label, kind: kind, hint: hint, optional: optional, autocomplete: autocomplete
    ) { (typed, t) throws(FieldProblem) in
      guard length.contains(typed.count) else { throw FieldProblem(t(missing)) }
      return typed
    }
  }

  /// A text with a length limit, in characters.
  /// - Parameters:
  ///   - missing: the text key of the message for an empty text; nil if it may stay empty.
  ///   - tooLong: the text key of the message for a longer text.
  package static func text(
    _ name: String, _ label: String, atMost length: Int, missing: String? = nil, tooLong: String, hint: String? = nil,
    optional: String? = nil, autocomplete: String? = nil
  ) -> FormField {
    FormField(
      name, label, hint: hint, optional: optional, autocomplete: autocomplete
    ) { (typed, t) throws(FieldProblem) in
      if let missing, typed.isEmpty { throw FieldProblem(t(missing)) }
      guard typed.count <= length else { throw FieldProblem(t(tooLong)) }
      return typed
    }
  }
}

extension FormField<CalendarDate?> {
  /// An optional date.
  /// - Parameters:
  ///   - wrong: the text key of the message for an invalid date.
  ///   - first: the earliest date allowed, and the text key of the message for an earlier one.
  package static func optionalDate(
    _ name: String, _ label: String, hint: String? = nil, optional: String, wrong: String,
    first: (day: CalendarDate, tooEarly: String)
  ) -> FormField {
    FormField(
      name, label, kind: .date, hint: hint, optional: optional, width: .short
    ) { (typed, t) throws(FieldProblem) in
      guard !typed.isEmpty else { return nil }
      guard let day = TypedDate.date(typed) else { throw FieldProblem(t(wrong)) }
      guard day >= first.day else { throw FieldProblem(t(first.tooEarly)) }
      return day
    }
  }
}

/// A group of check boxes of which at least one must be ticked.
package struct FormTicks<Value: Hashable & Sendable>: FormPart {
  package let name: String
  let label: String
  let hint: String?
  /// The text key of the message if none is ticked.
  let missing: String
  let choices: [(value: Value, code: String)]
  /// The label of a choice, and its explanation.
  let words: @Sendable (Value, Texts) -> (label: String, hint: String?)

  package init(
    _ name: String, _ label: String, hint: String? = nil, missing: String, _ choices: [(value: Value, code: String)],
    words: @escaping @Sendable (Value, Texts) -> (label: String, hint: String?)
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    self.missing = missing
    self.choices = choices
    self.words = words
  }

  /// Submitted values that are no choice are ignored.
  package func value(in input: FormInput, _ t: Texts) throws(FieldErrors) -> Set<Value> {
    let chosen = ticked(in: input)
    guard !chosen.isEmpty else { throw FieldErrors(name, t(missing)) }
    return chosen
  }

  /// The ticked choices, also if there are none.
  package func ticked(in input: FormInput) -> Set<Value> {
    let ticked = Set(input.all(name))
    return Set(choices.filter { ticked.contains($0.code) }.map(\.value))
  }

  package func write(to html: inout HTML, _ form: Form) {
    let t = form.t
    html.checkboxes(
      Question(name, t(label), hint: hint.map { t($0) }, error: form.errors[name]),
      choices.map { choice in
        let (label, hint) = words(choice.value, t)
        return Choice(choice.code, label, hint: hint)
      }, selected: Set(form.input.all(name)))
  }
}
