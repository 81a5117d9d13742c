/// What surrounds every control: id, label, hint and error.
struct FieldFrame {
  let id: String
  let label: String
  var hint: String?
  var error: String?
  var optional: String?
  var className = ""

  var describedBy: String? {
    let ids = [hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }].compactMap { $0 }
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  var state: [Attribute] {
    [.attribute("aria-describedby", describedBy), .attribute("aria-invalid", error == nil ? nil : "true")]
  }
}

extension HTML {
  /// A text field with label, hint and error.
  package mutating func field(_ field: Field) {
    let field = filled(field)
    let frame = FieldFrame(
      id: field.id, label: field.label, hint: field.hint, error: field.error, optional: field.optional,
      className: field.width == .normal ? "" : " \(field.width.rawValue)")
    self.frame(frame) { html in
      switch field.kind {
      case .password(let words): html.passwordControl(field, words, frame.state)
      case .textarea(let rows): html.textArea(field, rows: rows, frame.state)
      case .code(let filled): html.codeControl(field, filled: filled, frame.state)
      default: html.void("input", field.inputAttributes(frame.state))
      }
    }
  }

  private func filled(_ field: Field) -> Field {
    guard let filling else { return field }
    switch field.kind {
    case .password, .code: return field
    default:
      var field = field
      field.value = filling.value(field.name, else: field.value)
      return field
    }
  }

  mutating func frame(_ frame: FieldFrame, control: (inout HTML) -> Void) {
    let className = "field\(frame.className)\(frame.error == nil ? "" : " wrong")"
    div(.class(className)) { html in
      html.element("label", [.for(frame.id)]) { $0.labelText(frame.label, optional: frame.optional) }
      if let hint = frame.hint { html.p(hint, .class("hint"), .id("\(frame.id)-hint")) }
      if let error = frame.error { html.errorMessage(error, id: frame.id) }
      html.div(.class("control"), content: control)
    }
  }

  mutating func labelText(_ label: String, optional: String?) {
    text(label)
    if let optional { span(" \(optional)", .class("optional")) }
  }

  mutating func errorMessage(_ error: String, id: String) {
    p(.class("error"), .id("\(id)-error")) { html in
      html.icon(.error)
      html.span(error)
    }
  }

  private mutating func textArea(_ field: Field, rows: Int, _ state: [Attribute]) {
    let attributes: [Attribute] = [
      .id(field.id), .name(field.name), .class("input"), .attribute("rows", String(rows)),
      .flag("required", if: field.isRequired),
    ]
    // HTML parsers drop a leading line break, so one is added.
    element("textarea", attributes + state + field.attributes, text: "\n" + field.value)
  }

  private mutating func codeControl(_ field: Field, filled: String?, _ state: [Attribute]) {
    void("input", field.inputAttributes(state))
    guard let filled else { return }
    p(.class("remark good"), .attribute("data-code-filled", field.id), .flag("hidden")) { html in
      html.icon(.tick)
      html.span(filled)
    }
  }

  private mutating func passwordControl(_ field: Field, _ words: PasswordWords, _ state: [Attribute]) {
    div(.class("with-switch scriptless")) { html in
      html.void("input", field.inputAttributes(state))
      let attributes: [Attribute] = [
        .type("button"), .attribute("data-reveal", field.id), .attribute("data-show", words.show),
        .attribute("data-hide", words.hide), .attribute("aria-pressed", "false"),
        .attribute("aria-controls", field.id), .flag("hidden"),
      ]
      html.element("button", attributes) { button in
        button.icon(.eye)
        button.span(words.show, .attribute("data-words", ""))
        button.span(" \(field.label)", .class("visually-hidden"))
      }
    }
    guard let hint = words.blankHint else { return }
    div(.role("status")) { html in
      html.p(.class("remark"), .attribute("data-blank-hint", field.id), .flag("hidden")) { html in
        html.icon(.info)
        html.span(hint)
      }
    }
  }
}

extension Field {
  func inputAttributes(_ state: [Attribute]) -> [Attribute] {
    let own: [Attribute] = [
      .id(id), .name(name), .type(type), .class(isCode ? "input code" : "input"),
      .attribute("value", value.isEmpty ? nil : value), .attribute("autocomplete", autocomplete),
      .attribute("inputmode", inputMode ?? (isNumber ? "numeric" : nil)), .flag("required", if: isRequired),
    ]
    let code: [Attribute] = [
      .flag("data-code-field"), .attribute("autocapitalize", "characters"), .attribute("spellcheck", "false"),
    ]
    return own + (isCode ? code : []) + state + attributes
  }

  private var type: String {
    switch kind {
    case .email: "email"
    case .telephone: "tel"
    case .date: "date"
    case .search: "search"
    case .password: "password"
    case .text, .number, .code, .textarea: "text"
    }
  }

  private var isCode: Bool {
    if case .code = kind { true } else { false }
  }

  private var isNumber: Bool {
    if case .number = kind { true } else { false }
  }
}
