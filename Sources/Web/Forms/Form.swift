/// What was typed into a form, and what is wrong with it. The fields are declared as `FormPart`s, each once: the form
/// reads their values, keeps what was typed, and writes them back with their errors.
///
///     static let reason = FormField.text("grund", "office.reason", 3...500, missing: "office.reasonMissing")
///
///     var form = Form(visit)
///     guard let reason = form.read(Self.reason), form.isRight else { return page(visit, form) }
///
///     html.field(Self.reason, form)
package struct Form: Sendable {
  package let input: FormInput
  package private(set) var errors = FieldErrors()
  package let t: Texts

  /// - Parameter input: what was typed, or what stands in the form before.
  package init(_ input: FormInput = FormInput(), _ t: Texts) {
    self.input = input
    self.t = t
  }

  /// As it was sent.
  package init(_ visit: Visit) {
    self.init(visit.form, visit.t)
  }

  package var isRight: Bool { errors.isEmpty }

  /// The value of a part; nil when it is none, and then the form says why.
  package mutating func read<Value>(_ part: some FormPart<Value>) -> Value? {
    do {
      return try part.value(in: input, t)
    } catch {
      add(error)
      return nil
    }
  }

  /// Says what is wrong with a part that only the rest of the form, or the database, can tell.
  package mutating func refuse(_ part: some FormPart, _ message: String) {
    errors.add(part.name, message)
  }

  /// What somebody else found wrong.
  package mutating func add(_ found: FieldErrors) {
    for wrong in found.list { errors.add(wrong.field, wrong.message) }
  }

  /// What was typed, in hidden fields, where it is shown once more before it is done.
  package func writeHidden(to html: inout HTML, _ names: [String]) {
    for name in names {
      for value in input.all(name) { html.void("input", [.type("hidden"), .name(name), .value(value)]) }
    }
  }
}

extension HTML {
  /// A part of a form, with what was typed and what is wrong with it.
  package mutating func field(_ part: some FormPart, _ form: Form) {
    part.write(to: &self, form)
  }
}

extension Visit {
  /// A page with a form as it was typed.
  package func formPage(_ title: String, _ form: Form, _ content: (inout HTML) -> Void) -> Reply {
    formPage(title, form.errors, content)
  }
}
