/// An attribute of an element. The value is escaped when it is written.
package struct Attribute: Sendable {
  let name: StaticString
  let value: String?
  var isPresent = true

  /// Any attribute; omitted if the value is nil.
  package static func attribute(_ name: StaticString, _ value: String?) -> Attribute {
    Attribute(name: name, value: value, isPresent: value != nil)
  }

  /// A boolean attribute, such as `required`.
  package static func flag(_ name: StaticString, if condition: Bool = true) -> Attribute {
    Attribute(name: name, value: nil, isPresent: condition)
  }

  package static func `class`(_ value: String) -> Attribute { attribute("class", value) }
  package static func id(_ value: String) -> Attribute { attribute("id", value) }
  package static func href(_ value: String) -> Attribute { attribute("href", value) }
  package static func name(_ value: String) -> Attribute { attribute("name", value) }
  package static func type(_ value: String) -> Attribute { attribute("type", value) }
  package static func value(_ value: String) -> Attribute { attribute("value", value) }
  package static func `for`(_ value: String) -> Attribute { attribute("for", value) }
  package static func lang(_ value: String?) -> Attribute { attribute("lang", value) }
  package static func role(_ value: String) -> Attribute { attribute("role", value) }
  /// `aria-label`
  package static func label(_ value: String) -> Attribute { attribute("aria-label", value) }
}
