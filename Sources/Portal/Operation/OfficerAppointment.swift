import Accounts
import Chamber
import Chronology
import Database
import Journal
import Settings
import Web

/// A start code for a new officer, and until when it can be used.
package struct OfficerInvitation: Sendable {
  package let code: String
  package let validUntil: String
}

extension PortalApplication {
  /// Makes somebody an officer with all rights.
  /// - Returns: the start code for a new account; nil when there was one.
  /// - Throws: `OperatorFault` when this is no address.
  package func appointOfficer(_ email: String, firstName: String, lastName: String) async throws -> OfficerInvitation? {
    let address = try Self.address(email)
    let now = clock.now
    let code: LetterCode? = try await database.write { connection in
      let added = try AccountQueries.addPending(
        address, firstName: firstName, lastName: lastName, now: now, in: connection)
      guard let account = try added ?? AccountQueries.account(withEmail: address, in: connection) else {
        throw Self.noAccount(email)
      }
      try OfficerQueries.appoint(account.id, rights: Set(OfficerRight.allCases), now: now, in: connection)
      try Journal.record(
        JournalEntry("officer.appointed", .init("account", account.id), actor: nil), at: now, in: connection)
      guard account.state == .pending else { return nil }
      return try accounts.issueCode(
        .postal, for: account, firstName: account.firstName, lastName: account.lastName, now: now, in: connection)
    }
    return code.map { code in
      let until = now + .days(settings[AccountSettings.invitationDays])
      return OfficerInvitation(
        code: code.grouped, validUntil: site.catalogue.texts(in: .english).longTime(until, clock))
    }
  }

  private static func address(_ text: String) throws -> EmailAddress {
    guard let address = EmailAddress(text) else {
      throw OperatorFault("\"\(text)\" is no e-mail address, such as name@kammer.example.")
    }
    return address
  }

  private static func noAccount(_ email: String) -> OperatorFault {
    OperatorFault("There is no account with the address \(email). Is it spelled as in the portal?")
  }

  /// Switches the second factor off for somebody who lost the phone and the recovery codes.
  /// - Returns: false when there was none.
  package func resetSecondFactor(_ email: String) async throws -> Bool {
    let address = try Self.address(email)
    let now = clock.now
    let texts = site.catalogue.texts(in: .german)
    return try await database.write { connection in
      guard let account = try AccountQueries.account(withEmail: address, in: connection) else {
        throw Self.noAccount(email)
      }
      return try accounts.resetSecondFactor(of: account, t: texts, site: site, now: now, in: connection)
    }
  }

  /// Switches the need of a second officer on or off.
  package func setFourEyes(_ isOn: Bool) async throws {
    try await settings.change(
      OfficerSettings.fourEyes.declaration, to: String(isOn), from: clock.now, by: nil, address: "", now: clock.now)
  }

  package func unlock(_ email: String) async throws {
    let address = try Self.address(email)
    let now = clock.now
    try await database.write { connection in
      guard let account = try AccountQueries.account(withEmail: address, in: connection) else {
        throw Self.noAccount(email)
      }
      try accounts.unlock(account.id, in: connection)
      try Journal.record(
        JournalEntry("account.unlocked", .init("account", account.id), actor: nil), at: now, in: connection)
    }
  }
}
