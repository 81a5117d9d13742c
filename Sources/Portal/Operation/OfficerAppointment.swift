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
        try checkLastDay(of: terms)
        try appoint(account, terms, now: now, in: connection)
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

  private func appoint(
    _ account: Account, _ terms: OfficerTerms, now: Instant, in connection: any Connection
  ) throws {
    do {
      try Staff.appoint(account.id, terms, Cause(site: site, actor: nil, now: now), in: connection)
    } catch is StaffRefusal {
      throw OperatorFault(Self.unchanged(account))
    }
  }

  /// All officers, former ones last.
  package func officers() async throws -> [Officer] {
    try await database.read { try OfficerQueries.officers(in: $0) }
  }

  /// Changes an officer's rights or last day, as an administrator does on the page; the officer is told by mail.
  /// - Parameter terms: makes the new terms from the current ones.
  /// - Throws: `OperatorFault`.
  package func changeOfficer(
    _ name: String, _ terms: @Sendable @escaping (OfficerTerms) -> OfficerTerms
  ) async throws {
    let account = try await database.read { try self.account(named: name, in: $0) }
    let found = try await database.read { try OfficerQueries.officer(account.id, in: $0) }
    guard let found, found.endedAt == nil else { throw OperatorFault("\(account.email) is no officer.") }
    let wanted = terms(found.terms)
    try checkLastDay(of: wanted)
    try await decide(on: account) { cause in
      try await chamber.changeOfficer(
        account.id, from: found.terms, to: wanted, by: .portalOperator, cause: cause)
    }
  }

  /// Ends an officer's work, as an administrator does on the page; the officer is told by mail.
  /// - Throws: `OperatorFault`.
  package func dismissOfficer(_ name: String) async throws {
    let account = try await database.read { try self.account(named: name, in: $0) }
    try await decide(on: account) { cause in
      try await chamber.dismissOfficer(account.id, by: .portalOperator, cause: cause)
    }
  }

  /// What the command did, in sentences where it is refused.
  private func decide(on account: Account, _ operation: (Cause) async throws -> StaffOutcome) async throws {
    let outcome: StaffOutcome
    do {
      outcome = try await operation(Cause(site: site, actor: nil, now: clock.now))
    } catch is NotFound {
      throw OperatorFault("\(account.email) is no officer.")
    } catch let refusal as Refusal {
      throw OperatorFault(words(for: refusal))
    }
    guard outcome == .done else { throw OperatorFault(Self.unchanged(account)) }
  }

  private func words(for refusal: Refusal) -> String {
    switch refusal.code {
    case "chamber.staff.last":
      "Nobody else administers the portal. Appoint another officer with the right \"administration\" first."
    default: site.catalogue.texts(in: .english)("\(refusal.code).text")
    }
  }

  private static func unchanged(_ account: Account) -> String {
    "\(account.email) is an officer with just these rights already. Nothing was changed."
  }

  private func checkLastDay(of terms: OfficerTerms) throws {
    if let last = terms.lastDay, last < clock.today { throw OperatorFault("The last day, \(last), is over.") }
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

  /// Ends the lock of an account after wrong passwords.
  /// - Returns: false if there was none.
  package func unlock(_ name: String) async throws -> Bool {
    let cause = Cause(site: site, actor: nil, now: clock.now)
    return try await database.write { connection in
      try accounts.unlock(try account(named: name, in: connection).id, cause: cause, in: connection)
    }
  }
}
