/// Typed values of a form, and its validation errors. Fields are declared once, as `FormPart`s: the form reads their
/// values, keeps what was typed, and renders them with their errors.
///
///     static let reason = FormField.reason("office.reason", 3...500, missing: "office.reasonMissing")
///
///     var form = Form(visit)
///     guard let reason = form.read(Self.reason), form.isRight else { return page(visit, form) }
///
///     html.field(Self.reason, form)
package struct Form: Sendable {
  package let input: FormInput
  package private(set) var errors = FieldErrors()
  package let t: Texts

  /// - Parameter input: the typed or initial values.
  package init(_ input: FormInput = FormInput(), _ t: Texts) {
    self.input = input
    self.t = t
  }

  /// The form as it was submitted.
  package init(_ visit: Visit) {
    self.init(visit.form, visit.t)
  }

  /// The form of a page: as it was submitted, with errors found in it, or with initial values.
  /// - Parameter initial: for fields that were not submitted. Values are read from a form without them.
  package init(_ visit: Visit, _ errors: FieldErrors, initial: [(name: String, value: String)] = []) {
    self.init(visit.form.completed(by: initial), visit.t)
    self.errors = errors
  }

  package var isRight: Bool { errors.isEmpty }

  /// The value of a part; nil if it is invalid, which adds an error.
  package mutating func read<Value>(_ part: some FormPart<Value>) -> Value? {
    do {
      return try part.value(in: input, t)
    } catch {
      add(error)
      return nil
    }
  }

  /// Adds an error that only the other fields or the database reveal.
  package mutating func refuse(_ part: some FormPart, _ message: String) {
    errors.add(part.name, message)
  }

  /// Adds errors found elsewhere.
  package mutating func add(_ found: FieldErrors) {
    for wrong in found.list { errors.add(wrong.field, wrong.message) }
  }

  /// Writes the typed values as hidden fields, for a confirmation page.
  package func writeHidden(to html: inout HTML, _ names: [String]) {
    for name in names {
      for value in input.all(name) { html.void("input", [.type("hidden"), .name(name), .value(value)]) }
    }
  }
}

extension HTML {
  /// Writes a part of a form with its typed value and its errors.
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
