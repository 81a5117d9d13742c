import Chronology
import Sodium

/// A change that a file may not make by itself because it may be a mistake: a number that now means somebody else, or
/// an access that ends. An officer decides.
package struct ImportConflict: Sendable, Codable, Equatable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case name, firstName, birthDate, person, twin, number, company, end, manyEnds

    /// Whether one person or company is replaced by another; such conflicts are never accepted in bulk.
    package var isSomebodyElse: Bool { self == .person || self == .number || self == .company }
    /// Whether it is about somebody's identity, not about an end date.
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
  /// The stored values, to compare with those of the line.
  package let before: [ImportedValue]
  package let after: [ImportedValue]

  /// The differences.
  package var changes: [(column: String, before: String, after: String)] {
    before.compactMap { old in
      let new = after.first { $0.column == old.column }?.value ?? ""
      return new == old.value ? nil : (old.column, old.value, new)
    }
  }

  /// Identifies the conflict in a decision, including all values, so that a decision does not cover later changes.
  package var id: String {
    let values = (before + after).map { "\($0.column)=\($0.value)" }
    return Sodium.hexadecimal(
      Array(Sodium.hash(([kind.rawValue, subject] + values).joined(separator: "\u{1F}")).prefix(16)))
  }
}

/// An officer's decisions about an import.
package struct ImportDecisions: Sendable, Equatable {
  private let accepted: Set<String>
  private let kinds: Set<ImportConflict.Kind>

  package static let none = ImportDecisions([])

  /// - Parameter kinds: kinds that are accepted without a decision, for when nobody can be asked.
  package init(_ accepted: Set<String>, allOf kinds: Set<ImportConflict.Kind> = []) {
    self.accepted = accepted
    self.kinds = kinds
  }

  package func accepts(_ conflict: ImportConflict) -> Bool {
    kinds.contains(conflict.kind) || accepted.contains(conflict.id)
  }
}

/// The person or company of a row, as compared with what is stored.
package struct ImportedSubject: Sendable {
  package enum Identity: Sendable {
    case person(firstName: String, lastName: String, birthDate: CalendarDate?)
    case company(name: String, street: String, postcode: String, place: String)
  }

  /// The number in the register.
  package let number: String
  /// The key of the person, if it is not the key of the row.
  package let personKey: String?
  package let identity: Identity
  package let values: [ImportedValue]
  /// The last day of the access; nil without an end.
  package let end: CalendarDate?
  /// Whether an account has access as this person today.
  package let hasAccess: Bool
  /// Whether somebody with the same name and birth date has another number, which may be mistyped in the file.
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
