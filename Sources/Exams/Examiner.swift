import Accounts
import Chronology
import Database

/// An examiner (Prüfer/-in, §§ 39, 40 BBiG) of an exam board (Prüfungsausschuss).
package struct Examiner: Sendable, Equatable {
  package let id: Int64
  package let number: String
  package let firstName: String
  package let lastName: String
  package let email: String
  package let board: String
  /// The last day of the appointment (Berufung).
  package let appointedUntil: CalendarDate?

  package var name: String { "\(firstName) \(lastName)" }

  package var person: RegisteredPerson {
    RegisteredPerson(kind: .examiner, subject: id, firstName: firstName, lastName: lastName, place: board)
  }

  init(_ row: Row) throws {
    id = try row["id"]
    number = try row["number"]
    firstName = try row["first_name"]
    lastName = try row["last_name"]
    email = try row["email"]
    board = try row["board"]
    appointedUntil = try row["appointed_until"]
  }
}
