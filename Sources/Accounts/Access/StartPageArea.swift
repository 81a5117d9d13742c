import Database
import Web

/// An area that contributes to the start page of signed-in people.
package protocol StartPageArea: Sendable {
  /// The area's cards, such as what waits or comes next; empty for none. All areas share one read of the database.
  func welcome(_ visit: Visit, in connection: any Connection) throws -> HTML
}
