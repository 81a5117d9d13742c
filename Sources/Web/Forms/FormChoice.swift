/// A group of answers of which exactly one is chosen.
package struct FormChoice<Value: Sendable>: FormPart {
  package enum Style: Sendable {
    case radios
    case menu
  }

  package let name: String
  let label: String
  let style: Style
  /// The text key of the message if none is chosen; nil if the first choice counts then.
  let missing: String?
  /// The text key of the line of a menu that is no choice; nil for none.
  let empty: String?
  let choices: [(value: Value, code: String)]
  /// The label of a choice, and its explanation.
  let words: @Sendable (Value, Texts) -> (label: String, hint: String?)

  package init(
    _ name: String, _ label: String, style: Style = .radios, missing: String? = nil, empty: String? = nil,
    _ choices: [(value: Value, code: String)],
    words: @escaping @Sendable (Value, Texts) -> (label: String, hint: String?)
  ) {
    self.name = name
    self.label = label
    self.style = style
    self.missing = missing
    self.empty = empty
    self.choices = choices
    self.words = words
  }

  package func value(in input: FormInput, _ t: Texts) throws(FieldErrors) -> Value {
    guard let chosen = chosen(in: input) else { throw FieldErrors(name, missing.map { t($0) } ?? "") }
    return chosen.value
  }

  package func write(to html: inout HTML, _ form: Form) {
    let t = form.t
    let question = Question(name, t(label), error: form.errors[name])
    let answers = choices.map { choice in
      let (label, hint) = words(choice.value, t)
      return Choice(choice.code, label, hint: hint)
    }
    let selected = chosen(in: form.input)?.code ?? ""
    switch style {
    case .radios: html.radios(question, answers, selected: selected)
    case .menu: html.selectField(question, answers, selected: selected, empty: empty.map { t($0) })
    }
  }

  private func chosen(in input: FormInput) -> (value: Value, code: String)? {
    choices.first { $0.code == input[name] } ?? (missing == nil ? choices.first : nil)
  }
}
