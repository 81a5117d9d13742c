import Database

/// A kind of function, such as instructor: a value declared by its area, and a row of `person_kinds`. A value read from
/// the database may belong to an area that this portal does not have. Its name on screen is the text
/// `accounts.function.KIND`.
package struct FunctionKind: RawRepresentable, Hashable, Sendable, ColumnValue {
  /// The stored form, also used in texts, events and paths.
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// An officer of the chamber (Mitarbeiter/-in der Kammer).
  package static let officer = FunctionKind(rawValue: "officer")
}
