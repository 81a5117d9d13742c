import Accounts
import Chamber
import Chronology
import Database
import Journal
import Web

/// Something an operator named does not exist.
package struct UnknownAddress: Error, CustomStringConvertible {
  package let description = "There is no account with this e-mail address."
}

extension PortalApplication {
  /// Makes somebody an officer with all rights.
  /// - Returns: the start code for a new account; nil when there was one.
  package func appointOfficer(_ email: String, firstName: String, lastName: String) async throws -> String? {
    guard let address = EmailAddress(email) else { throw UnknownAddress() }
    let now = clock.now
    return try await database.write { connection in
      let added = try AccountQueries.addPending(
        address, firstName: firstName, lastName: lastName, now: now, in: connection)
      guard let account = try added ?? AccountQueries.account(withEmail: address, in: connection) else {
        throw UnknownAddress()
      }
      try OfficerQueries.appoint(account.id, rights: Set(OfficerRight.allCases), now: now, in: connection)
      try Journal.record(
        JournalEntry("officer.appointed", .init("account", account.id), actor: nil), at: now, in: connection)
      guard account.state == .pending else { return nil }
      return try accounts.issueCode(
        .postal, for: account, firstName: account.firstName, lastName: account.lastName, now: now, in: connection
      ).grouped
    }
  }

  /// Switches the second factor off for somebody who lost the phone and the recovery codes.
  /// - Returns: false when there was none.
  package func resetSecondFactor(_ email: String) async throws -> Bool {
    guard let address = EmailAddress(email) else { throw UnknownAddress() }
    let now = clock.now
    let texts = site.catalogue.texts(in: .german)
    return try await database.write { connection in
      guard let account = try AccountQueries.account(withEmail: address, in: connection) else { throw UnknownAddress() }
      return try accounts.resetSecondFactor(of: account, t: texts, site: site, now: now, in: connection)
    }
  }

  package func unlock(_ email: String) async throws {
    guard let address = EmailAddress(email) else { throw UnknownAddress() }
    let now = clock.now
    try await database.write { connection in
      guard let account = try AccountQueries.account(withEmail: address, in: connection) else { throw UnknownAddress() }
      try accounts.unlock(account.id, in: connection)
      try Journal.record(
        JournalEntry("account.unlocked", .init("account", account.id), actor: nil), at: now, in: connection)
    }
  }
}
