import Accounts
import Chronology
import Database
import Journal
import Web
import Work

/// A person whom an administrator appoints as an officer.
package struct NewOfficer: Sendable {
  let firstName: String
  let lastName: String
  let email: EmailAddress
  let terms: OfficerTerms

  package init(firstName: String, lastName: String, email: EmailAddress, terms: OfficerTerms) {
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.terms = terms
  }

  var fullName: String { NameRules.full(firstName, lastName) }
}

/// The outcome of appointing an officer.
package enum AppointmentOutcome: Error, Sendable, Equatable {
  /// A mail was sent, with a start code if the account is not activated yet.
  case appointed
  /// The person is already an officer.
  case isOfficer
  /// The person at the address has an account under another name.
  case otherName(String)
  /// The account is blocked, or about to be deleted.
  case closed
  case mailLimit(MailLimitReached)
}

/// The outcome of inviting, changing or dismissing an officer.
package enum StaffOutcome: Sendable, Equatable {
  case done
  /// It was changed meanwhile, or nothing would change.
  case nothingDone
  case mailLimit(MailLimitReached)
}

/// Administrators' operations on officers. All throw `NotFound` for a deputy, and without the right to administer.
extension Chamber {
  /// Makes somebody an officer, with a new account if they have none at the address.
  /// - Throws: `chamber.staff.impossible` without any right, or if the last day is over.
  package func appoint(_ new: NewOfficer, by acting: Acting, cause: Cause) async throws -> AppointmentOutcome {
    try requireAdministration(acting)
    try check(new.terms, on: cause.day)
    do {
      try await database.write { try appoint(new, by: acting, cause: cause, in: $0) }
    } catch let limit as MailLimitReached {
      return .mailLimit(limit)
    } catch let outcome as AppointmentOutcome {
      return outcome
    } catch is StaffRefusal {
      return .isOfficer
    }
    await signal.raise()
    return .appointed
  }

  /// - Throws: the reason why nobody is appointed, which rolls the write back.
  private func appoint(
    _ new: NewOfficer, by acting: Acting, cause: Cause, in connection: any Connection
  ) throws {
    try accounts.countMail(from: MailSender.all(acting, company: nil), now: cause.now, in: connection)
    let found = try accounts.account(
      named: new.firstName, new.lastName, at: new.email, now: cause.now, in: connection)
    guard let account = found?.account else { throw MailLimitReached.address }
    // Who has another last name since a marriage is asked for by the name of the account.
    guard found?.isNew == true || NameRules.mayBeOne(account.fullName, new.fullName) else {
      throw AppointmentOutcome.otherName(account.fullName)
    }
    guard [.active, .pending].contains(account.state) else { throw AppointmentOutcome.closed }
    guard try accounts.mayMail(account, cause.now, in: connection) else { throw MailLimitReached.address }
    try Staff.appoint(account.id, new.terms, cause, in: connection)
    try mailTerms(new.terms, to: account, by: acting, cause, in: connection)
  }

  /// Sends an invitation again to an officer who never signed in; the previous code is revoked.
  package func inviteAgain(_ officer: Int64, by acting: Acting, cause: Cause) async throws -> StaffOutcome {
    try requireAdministration(acting)
    return try await change(officer) { officer, connection in
      guard let account = try AccountQueries.account(officer.account, in: connection), account.state == .pending
      else { throw StaffRefusal.nothingDone }
      guard try accounts.mayMail(account, cause.now, in: connection) else { throw MailLimitReached.address }
      try mailTerms(officer.terms, to: account, by: acting, cause, in: connection)
      try record(.officerInvited, .init(.account, account.id), cause, in: connection)
    }
  }

  /// Changes an officer's terms; an officer with an activated account is notified by mail.
  /// - Parameter seen: the terms that the administrator saw; if they differ by now, nothing is changed.
  /// - Throws: `chamber.staff.impossible`, and `chamber.staff.last` if nobody would be left to administer the portal.
  package func changeOfficer(
    _ officer: Int64, from seen: OfficerTerms, to terms: OfficerTerms, by acting: Acting, cause: Cause
  ) async throws -> StaffOutcome {
    try requireAdministration(acting)
    try check(terms, on: cause.day)
    return try await change(officer) { officer, connection in
      try Staff.change(officer.account, from: seen, to: terms, cause, in: connection)
      guard let account = try AccountQueries.account(officer.account, in: connection), account.state == .active
      else { return }
      try mailTerms(terms, to: account, by: acting, cause, in: connection)
    }
  }

  /// Dismisses an officer; the account stays. An activated account is notified by mail, otherwise the invitation is
  /// revoked.
  /// - Throws: `chamber.staff.last` if nobody would be left to administer the portal.
  package func dismissOfficer(_ officer: Int64, by acting: Acting, cause: Cause) async throws -> StaffOutcome {
    try requireAdministration(acting)
    return try await change(officer) { officer, connection in
      try Staff.dismiss(officer.account, cause, in: connection)
      guard let account = try AccountQueries.account(officer.account, in: connection) else { return }
      try accounts.revokeInvitationsOfNobody(account, now: cause.now, in: connection)
      guard account.state == .active else { return }
      try mailEnd(to: account, by: acting, cause, in: connection)
    }
  }

  /// - Parameter operation: runs within the write, for a present officer.
  private func change(
    _ officer: Int64, _ operation: @Sendable @escaping (Officer, any Connection) throws -> Void
  ) async throws -> StaffOutcome {
    do {
      try await database.write { connection in
        guard let found = try OfficerQueries.officer(officer, in: connection), found.endedAt == nil else {
          throw NotFound()
        }
        try operation(found, connection)
      }
    } catch StaffRefusal.lastAdministrator {
      throw Refusal.lastAdministrator
    } catch is StaffRefusal {
      return .nothingDone
    } catch let limit as MailLimitReached {
      return .mailLimit(limit)
    }
    await signal.raise()
    return .done
  }

  private func requireAdministration(_ acting: Acting) throws {
    try acting.requireOwnAccount()
    try acting.require(.administration)
  }

  /// Checks that the rights exist, there is at least one, and the last day is not over.
  private func check(_ terms: OfficerTerms, on day: CalendarDate) throws {
    guard !terms.rights.isEmpty, terms.rights.isSubset(of: officerRights), terms.lastDay.map({ $0 >= day }) ?? true
    else { throw Refusal("chamber.staff.impossible") }
  }
}
