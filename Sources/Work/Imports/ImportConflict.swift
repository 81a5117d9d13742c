import Chronology
import Sodium

/// Something that a file may not do by itself, because it may be a mistake: a number that means somebody else now, an
/// access that ends. An officer decides on it.
package struct ImportConflict: Sendable, Codable, Equatable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case name, firstName, birthDate, person, twin, number, company, end, manyEnds

    /// One person or company takes the place of another: never decided for many at once.
    package var isSomebodyElse: Bool { self == .person || self == .number || self == .company }
    /// Whether it is about who somebody is, not about how long.
    package var isIdentity: Bool { self != .end && self != .manyEnds }

    package var reason: ImportReason {
      switch self {
      case .name: .conflictName
      case .firstName: .conflictFirstName
      case .birthDate: .conflictBirthDate
      case .person: .conflictPerson
      case .twin: .conflictTwin
      case .number: .conflictNumber
      case .company: .conflictCompany
      case .end: .conflictEnd
      case .manyEnds: .conflictManyEnds
      }
    }
  }

  package let kind: Kind
  package let line: Int
  /// The number whose meaning changes.
  package let subject: String
  /// What is stored beside what the line says.
  package let before: [ImportedValue]
  package let after: [ImportedValue]

  /// What differs.
  package var changes: [(column: String, before: String, after: String)] {
    before.compactMap { old in
      let new = after.first { $0.column == old.column }?.value ?? ""
      return new == old.value ? nil : (old.column, old.value, new)
    }
  }

  /// Names it in a decision, with all that was decided upon: what is different later was not decided.
  package var id: String {
    let values = (before + after).map { "\($0.column)=\($0.value)" }
    return Sodium.hexadecimal(
      Array(Sodium.hash(([kind.rawValue, subject] + values).joined(separator: "\u{1F}")).prefix(16)))
  }
}

/// What an officer decided on an import.
package struct ImportDecisions: Sendable, Equatable {
  private let accepted: Set<String>
  private let kinds: Set<ImportConflict.Kind>

  package static let none = ImportDecisions([])

  /// - Parameter kinds: those that are accepted whatever they are: only where nobody can be asked.
  package init(_ accepted: Set<String>, allOf kinds: Set<ImportConflict.Kind> = []) {
    self.accepted = accepted
    self.kinds = kinds
  }

  package func accepts(_ conflict: ImportConflict) -> Bool {
    kinds.contains(conflict.kind) || accepted.contains(conflict.id)
  }
}

/// Whom a row is about, as far as it is compared with what is stored.
package struct ImportedSubject: Sendable {
  package enum Identity: Sendable {
    case person(firstName: String, lastName: String, birthDate: CalendarDate?)
    case company(name: String, street: String, postcode: String, place: String)
  }

  /// The number.
  package let number: String
  /// What the person is known by, where that is not the key of the row.
  package let personKey: String?
  package let identity: Identity
  package let values: [ImportedValue]
  /// The last day of the access; nil without an end.
  package let end: CalendarDate?
  /// Whether somebody signs in as them today.
  package let hasAccess: Bool
  /// Somebody of the same name and birth date under another number: whose number may be mistyped in the file.
  package let isLookalike: Bool

  package init(
    number: String, personKey: String? = nil, identity: Identity, values: [ImportedValue], end: CalendarDate? = nil,
    hasAccess: Bool = false, isLookalike: Bool = false
  ) {
    self.number = number
    self.personKey = personKey
    self.identity = identity
    self.values = values
    self.end = end
    self.hasAccess = hasAccess
    self.isLookalike = isLookalike
  }

  package func value(_ column: String) -> String? { values.first { $0.column == column }?.value }
}
