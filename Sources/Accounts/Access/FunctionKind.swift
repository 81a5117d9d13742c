import Database

/// A kind of function, such as instructor: a value that its area declares, and a row of `person_kinds`. What is read from
/// the database may be a kind of an area that this portal does not have. Its name on screen stands in the texts as
/// `accounts.function.KIND`.
package struct FunctionKind: RawRepresentable, Hashable, Sendable, ColumnValue {
  /// As it is stored, and as texts, events and paths name it.
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// An officer of the chamber (Mitarbeiter/-in der Kammer).
  package static let officer = FunctionKind(rawValue: "officer")
}
