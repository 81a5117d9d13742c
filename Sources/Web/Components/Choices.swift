/// One option of a question.
package struct Choice: Sendable, Equatable {
  package let value: String
  package let label: String
  package let hint: String?

  package init(_ value: String, _ label: String, hint: String? = nil) {
    self.value = value
    self.label = label
    self.hint = hint
  }
}

/// A question answered by choosing: field name, label or legend, hint and error.
package struct Question: Sendable {
  package var name: String
  package var label: String
  package var hint: String?
  package var error: String?
  package var optional: String?
  package var isRequired: Bool

  package init(
    _ name: String, _ label: String, hint: String? = nil, error: String? = nil, isRequired: Bool = true,
    optional: String? = nil
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    self.error = error
    self.optional = optional
    self.isRequired = isRequired && optional == nil
  }

  var id: String { Field.id(of: name) }

  var frame: FieldFrame { FieldFrame(id: id, label: label, hint: hint, error: error, optional: optional) }
}

extension HTML {
  /// A drop-down list, for more than about six options. `empty` is the text of a first option that stands for no
  /// answer.
  package mutating func selectField(
    _ question: Question, _ choices: [Choice], selected: String = "", empty: String? = nil,
    attributes: [Attribute] = []
  ) {
    let frame = question.frame
    let selected = filling?.value(question.name, else: selected) ?? selected
    let own: [Attribute] = [
      .id(frame.id), .name(question.name), .class("input"), .flag("required", if: question.isRequired),
    ]
    self.frame(frame) { html in
      html.element("select", own + frame.state + attributes) { list in
        if let empty { list.element("option", [.value("")], text: empty) }
        for choice in choices {
          let attributes: [Attribute] = [.value(choice.value), .flag("selected", if: choice.value == selected)]
          list.element("option", attributes, text: choice.label)
        }
      }
    }
  }

  /// A single check box. Pass `label` as content to have a link in it.
  package mutating func checkbox(
    _ question: Question, value: String = "1", isChecked: Bool = false, label: ((inout HTML) -> Void)? = nil
  ) {
    let frame = question.frame
    let isChecked = filling?.isChosen(question.name, value, else: isChecked) ?? isChecked
    div(.class(question.error == nil ? "field" : "field wrong")) { html in
      if let error = question.error { html.errorMessage(error, id: frame.id) }
      html.div(.class("choice")) { line in
        let attributes: [Attribute] = [
          .id(frame.id), .type("checkbox"), .name(question.name), .value(value), .flag("checked", if: isChecked),
          .flag("required", if: question.isRequired),
        ]
        line.void("input", attributes + frame.state)
        line.div { text in
          text.element("label", [.for(frame.id)]) { text in
            if let label { label(&text) } else { text.labelText(question.label, optional: question.optional) }
          }
          if let hint = question.hint { text.span(hint, .class("hint"), .id("\(frame.id)-hint")) }
        }
      }
    }
  }

  /// A group of check boxes with one name.
  package mutating func checkboxes(_ question: Question, _ choices: [Choice], selected: Set<String> = []) {
    choiceGroup(question, choices, type: "checkbox") { selected.contains($0) }
  }

  /// Radio buttons, for up to about six options.
  package mutating func radios(_ question: Question, _ choices: [Choice], selected: String = "") {
    choiceGroup(question, choices, type: "radio") { $0 == selected }
  }

  /// Related fields under a legend of their own.
  package mutating func fieldset(_ legend: String, hint: String? = nil, _ content: (inout HTML) -> Void) {
    element("fieldset", [.class("group fields")]) { group in
      group.element("legend", text: legend)
      group.div(.class("stack")) { stack in
        if let hint { stack.p(hint, .class("muted")) }
        content(&stack)
      }
    }
  }

  private mutating func choiceGroup(
    _ question: Question, _ choices: [Choice], type: String, isChosen: (String) -> Bool
  ) {
    let frame = question.frame
    let filling = filling
    let attributes: [Attribute] = [
      .class(question.error == nil ? "group" : "group wrong"), .attribute("aria-describedby", frame.describedBy),
    ]
    element("fieldset", attributes) { group in
      group.element("legend") { $0.labelText(question.label, optional: question.optional) }
      if let hint = question.hint { group.p(hint, .class("hint"), .id("\(frame.id)-hint")) }
      if let error = question.error { group.errorMessage(error, id: frame.id) }
      group.div(.class("choices")) { list in
        for (index, choice) in choices.enumerated() {
          // The first one has the plain id, so that the error summary can link to it.
          let id = index == 0 ? frame.id : "\(frame.id)-\(index + 1)"
          let isStored = isChosen(choice.value)
          let isTicked = filling?.isChosen(question.name, choice.value, else: isStored) ?? isStored
          list.choice(choice, id: id, name: question.name, type: type, isChosen: isTicked)
        }
      }
    }
  }

  private mutating func choice(_ choice: Choice, id: String, name: String, type: String, isChosen: Bool) {
    div(.class("choice")) { line in
      let attributes: [Attribute] = [
        .id(id), .type(type), .name(name), .value(choice.value), .flag("checked", if: isChosen),
        .attribute("aria-describedby", choice.hint.map { _ in "\(id)-about" }),
      ]
      line.void("input", attributes)
      line.div { text in
        text.element("label", [.for(id)], text: choice.label)
        if let hint = choice.hint { text.span(hint, .class("hint"), .id("\(id)-about")) }
      }
    }
  }
}
