import Database

/// Where something can wait for a person in the chosen function, and how much does.
package struct WaitingItem: Sendable {
  package let path: String
  /// The key of the words for the place, such as `documents.menu`.
  package let label: String
  package let count: Int

  package init(path: String, label: String, count: Int) {
    self.path = path
    self.label = label
    self.count = count
  }
}

/// An area counts with this what waits for a person, for the menu of every page, the start page and the profile.
package protocol WaitingCounter: Sendable {
  /// - Returns: nil where the chosen function has no such place.
  func waiting(for acting: Acting, in connection: any Connection) throws -> WaitingItem?
}
