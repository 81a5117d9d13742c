import Database
import Web

/// An area that has something to say on the start page of a person who is signed in.
package protocol StartPageArea: Sendable {
  /// What waits, what comes next; empty for nothing. All areas share one read of the database.
  func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML
}
