import Database

/// A place where something can wait for a person in the chosen function, and how much does.
package struct WaitingItem: Sendable {
  package let path: String
  /// The text key of the place, such as `documents.menu`.
  package let label: String
  package let count: Int

  package init(path: String, label: String, count: Int) {
    self.path = path
    self.label = label
    self.count = count
  }
}

/// Counts what waits for a person, for the menu of every page, the start page and the profile; implemented by areas.
package protocol WaitingCounter: Sendable {
  /// - Returns: nil if the chosen function has no such place.
  func waiting(for acting: Acting, in connection: any Connection) throws -> WaitingItem?
}
