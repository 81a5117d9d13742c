import Accounts
import Chamber
import Chronology
import Database
import Office
import Settings
import Web

/// A start code for a new officer, and its expiry.
package struct OfficerInvitation: Sendable {
  package let code: String
  package let validUntil: String
}

extension PortalApplication {
  /// Makes somebody an officer.
  /// - Parameters:
  ///   - name: the e-mail address, or the user name of an existing account.
  ///   - firstName: with the last name it distinguishes people who share an e-mail address; both may be empty.
  ///   - terms: the officer's rights and last day.
  /// - Returns: the start code for a new account; nil if there was one.
  /// - Throws: `OperatorFault` when the name means nobody, or several people, or an officer with an activated account. An
  ///   officer who never signed in gets a new code and keeps the rights.
  package func appointOfficer(
    _ name: String, firstName: String, lastName: String,
    terms: OfficerTerms = OfficerTerms(Set(PortalApplication.officerRights))
  ) async throws -> OfficerInvitation? {
    let now = clock.now
    let code: LetterCode? = try await database.write { connection in
      let account = try officer(name, firstName, lastName, now: now, in: connection)
      let known = try OfficerQueries.officer(account.id, in: connection)
      if known?.isActive(on: clock.day(of: now)) != true {
        try change(account, to: terms, in: connection) { try Staff.appoint(account.id, terms, $0, in: connection) }
      } else if account.state != .pending {
        throw OperatorFault("\(account.email) is an officer already. Other rights: kammerportal staff change.")
      }
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

  /// All officers, former ones last.
  package func officers() async throws -> [Officer] {
    try await database.read { try OfficerQueries.officers(in: $0) }
  }

  /// Changes an officer's rights or last day.
  /// - Parameter terms: makes the new terms from the current ones.
  package func changeOfficer(
    _ name: String, _ terms: @Sendable @escaping (OfficerTerms) -> OfficerTerms
  ) async throws {
    try await database.write { connection in
      let account = try account(named: name, in: connection)
      guard let officer = try OfficerQueries.officer(account.id, in: connection), officer.endedAt == nil else {
        throw OperatorFault("\(name) is no officer.")
      }
      let wanted = terms(officer.terms)
      try change(account, to: wanted, in: connection) {
        try Staff.change(account.id, from: officer.terms, to: wanted, $0, in: connection)
      }
    }
  }

  package func dismissOfficer(_ name: String) async throws {
    try await database.write { connection in
      let account = try account(named: name, in: connection)
      try change(account, to: nil, in: connection) { try Staff.dismiss(account.id, $0, in: connection) }
      try accounts.revokeInvitationsOfNobody(account, now: clock.now, in: connection)
    }
  }

  /// Changes an officer from the command line; refusals are translated into sentences.
  private func change(
    _ account: Account, to terms: OfficerTerms?, in connection: any Connection, _ operation: (Cause) throws -> Void
  ) throws {
    if let last = terms?.lastDay, last < clock.today { throw OperatorFault("The last day, \(last), is over.") }
    do {
      try operation(Cause(site: site, actor: nil, now: clock.now))
    } catch let refusal as StaffRefusal {
      let words =
        switch refusal {
        case .lastAdministrator:
          "Nobody else administers the portal. Appoint another officer with the right \"administration\" first."
        case .noOfficer: "\(account.email) is no officer."
        case .nothingDone: "\(account.email) is an officer with just these rights already. Nothing was changed."
        }
      throw OperatorFault(words)
    }
  }

  private func officer(
    _ name: String, _ firstName: String, _ lastName: String, now: Instant, in connection: any Connection
  ) throws -> Account {
    guard let address = EmailAddress(name), try isNew(address, firstName + lastName, in: connection) else {
      return try account(named: name, in: connection)
    }
    let named = try accounts.account(named: firstName, lastName, at: address, now: now, in: connection)
    guard let named else { throw OperatorFault("Too many people have the address \(name).") }
    let typed = NameRules.full(firstName, lastName)
    guard named.isNew || typed.isEmpty || NameRules.mayBeOne(named.account.fullName, typed) else {
      throw OperatorFault(
        "\(name) has the account of \(named.account.fullName). If that is the person, give this name.")
    }
    return named.account
  }

  /// Whether the name means a person who may not have an account at the e-mail address yet.
  private func isNew(_ address: EmailAddress, _ name: String, in connection: any Connection) throws -> Bool {
    try !name.isEmpty || AccountQueries.accounts(at: address, in: connection).isEmpty
  }

  /// The account of an e-mail address or a user name, which must be unambiguous.
  private func account(named name: String, in connection: any Connection) throws -> Account {
    let found = try accounts.accounts(named: name, in: connection)
    if found.isEmpty, EmailAddress(name) == nil, !name.contains(where: \.isNumber) {
      throw OperatorFault("\"\(name)\" is no e-mail address, such as name@kammer.example.")
    }
    guard let account = found.first else {
      throw OperatorFault("There is no account with the address \(name). Is it spelled as in the portal?")
    }
    guard found.count == 1 else { throw OperatorFault("Several people have this address: give the user name.") }
    return account
  }

  /// Switches off the second factor for somebody who lost phone and recovery codes.
  /// - Returns: false if there was none.
  package func resetSecondFactor(_ name: String) async throws -> Bool {
    let now = clock.now
    let texts = site.catalogue.texts(in: .german)
    return try await database.write { connection in
      return try accounts.resetSecondFactor(
        of: try account(named: name, in: connection), t: texts, site: site, now: now, in: connection)
    }
  }

  /// Switches the four-eyes requirement on or off.
  package func setFourEyes(_ isOn: Bool) async throws {
    try await settings.change(
      OfficeSettings.fourEyes.declaration, to: String(isOn), from: clock.now, by: nil, address: "", now: clock.now)
  }

  package func unlock(_ name: String) async throws {
    let cause = Cause(site: site, actor: nil, now: clock.now)
    try await database.write { connection in
      try accounts.unlock(try account(named: name, in: connection).id, cause: cause, in: connection)
    }
  }
}
