/// Validation errors of a form, in the order of the page: field name and message.
package struct FieldErrors: Error, Sendable, Equatable {
  package private(set) var list: [(field: String, message: String)] = []

  package init() {}

  package init(_ field: String, _ message: String) {
    list = [(field, message)]
  }

  package var isEmpty: Bool { list.isEmpty }

  package mutating func add(_ field: String, _ message: String) {
    list.append((field, message))
  }

  /// Adds the message if the condition is false.
  package mutating func require(_ condition: Bool, _ field: String, _ message: @autoclosure () -> String) {
    if !condition { list.append((field, message())) }
  }

  /// The first message of a field.
  package subscript(_ field: String) -> String? {
    list.first { $0.field == field }?.message
  }

  package static func == (one: FieldErrors, other: FieldErrors) -> Bool {
    one.list.elementsEqual(other.list) { $0 == $1 }
  }
}
