import Accounts
import Chronology
import Database

extension Apprenticeships: AccountSource {
  package var kinds: Set<FunctionKind> { [.apprentice, .instructor] }

  package func withoutAccount(
    _ kind: FunctionKind, after key: Int64, limit: Int, on day: CalendarDate, in connection: any Connection
  ) throws -> [(key: Int64, person: RegisteredPerson, email: String)] {
    try MissingAccessQueries.withAddress(kind, after: key, limit: limit, on: day, in: connection)
  }
}
