import Accounts
import Chronology
import Database
import Journal
import Work

/// Access for many persons at once.
extension Registers {
  /// Requests letters for all who have no access, or opens accounts for them by mail.
  /// - Returns: the number of requested letters; 0 for mails, which are sent gradually.
  /// - Throws: `NotFound` if the right is missing.
  package func orderAccess(_ order: AccessOrder, by acting: Acting, cause: Cause) async throws -> Int {
    try acting.require(.training)
    let count = try await database.write { connection in
      let count = try request(order, by: acting, cause: cause, in: connection)
      try Journal.record(
        cause.entry(.accessOrdered, .init(.register), ["kind": order.name, "count": String(count)]), at: cause.now,
        in: connection)
      return count
    }
    await signal.raise()
    return count
  }

  private func request(
    _ order: AccessOrder, by acting: Acting, cause: Cause, in connection: any Connection
  ) throws -> Int {
    switch order {
    case .offered(let letters): return try letters.request(cause.day, cause.now, connection)
    case .letters(let person):
      return try AccessLetterQueries.requestLetters(
        person.kind, subjects: MissingAccessQueries.byPost(person, on: cause.day), now: cause.now, in: connection)
    case .mails(let person):
      _ = try Jobs.add(
        .accountOpening, key: "\(person.kind.rawValue)-\(cause.now.microseconds)",
        payload: AccountOpeningOrder(kind: person.kind, officer: acting.account.id), due: cause.now, now: cause.now,
        in: connection)
      return 0
    }
  }
}
