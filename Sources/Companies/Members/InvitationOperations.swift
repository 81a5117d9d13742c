import Accounts
import Chronology
import Database
import Settings
import Web
import Work

/// The person whom an administrator invites, and the rights offered.
package struct InvitedPerson: Sendable {
  package let firstName: String
  package let lastName: String
  package let email: EmailAddress
  package let rights: MemberRights
  /// The language of mails to a new account, until its owner chooses one.
  package let language: Language

  package init(
    firstName: String, lastName: String, email: EmailAddress, rights: MemberRights, language: Language
  ) {
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.rights = rights
    self.language = language
  }
}

/// The outcome of an invitation.
package enum InvitationOutcome: Sendable, Equatable {
  case invited
  case alreadyMember
  case mailLimit(MailLimitReached)
}

extension Companies {
  /// Invites somebody by mail; if there is no account at the address, one is created with a start code.
  /// - Throws: `NotFound` for everybody but administrators of the company; `companies.impossibleRights` without any
  ///   right, or if the last day is over.
  package func invite(
    _ person: InvitedPerson, to company: Int64, by acting: Acting, cause: Cause
  ) async throws -> InvitationOutcome {
    try acting.requireAdministration(of: company)
    try person.rights.requireSense(on: cause.day)
    do {
      try await database.write { try invite(person, to: company, by: acting, cause: cause, in: $0) }
    } catch let limit as MailLimitReached {
      return .mailLimit(limit)
    } catch is IsMember {
      return .alreadyMember
    }
    await signal.raise()
    return .invited
  }

  /// Thrown within the write, so that both the new account and the count of the mail are rolled back.
  private struct IsMember: Error {}

  private func invite(
    _ person: InvitedPerson, to company: Int64, by acting: Acting, cause: Cause, in connection: any Connection
  ) throws {
    try accounts.countMail(from: MailSender.all(acting, company: company), now: cause.now, in: connection)
    let found = try accounts.account(
      named: person.firstName, person.lastName, at: person.email, language: person.language, now: cause.now,
      in: connection)
    guard let account = found?.account else { throw MailLimitReached.address }
    let members = try MemberQueries.members(of: company, on: cause.day, in: connection)
    if members.contains(where: { $0.account == account.id }) { throw IsMember() }
    guard try accounts.mayMail(account, cause.now, in: connection) else { throw MailLimitReached.address }
    let expires = cause.now + .days(accounts.settings[AccountSettings.invitationDays])
    _ = try InvitationQueries.add(
      person.rights.membership(of: account.id, in: company), by: acting.account.id, expires: expires, now: cause.now,
      in: connection)
    try record(.companyMemberInvited, about: company, cause, ["member": String(account.id)], in: connection)
    try mailInvitation(person, account, to: company, expires: expires, by: acting, cause: cause, in: connection)
  }

  /// - Throws: `NotFound` if the invitation is not the company's, or no longer open.
  package func withdrawInvitation(
    _ invitation: Int64, of company: Int64, by acting: Acting, cause: Cause
  ) async throws {
    try acting.requireAdministration(of: company)
    try await database.write { connection in
      guard try InvitationQueries.withdraw(invitation, of: company, now: cause.now, in: connection) else {
        throw NotFound()
      }
      try record(.companyInvitationWithdrawn, about: company, cause, in: connection)
    }
  }

  /// Makes the invited person a member with the rights of the invitation.
  /// - Throws: `companies.invitationOver` if it is no longer open, or somebody else's; `NotFound` for a deputy.
  package func acceptInvitation(_ id: Int64, by acting: Acting, cause: Cause) async throws -> Invitation {
    try acting.requireOwnAccount()
    return try await database.write { connection in
      guard
        let invitation = try InvitationQueries.decide(
          id, for: acting.account.id, as: .accepted, now: cause.now, in: connection)
      else { throw Refusal("companies.invitationOver") }
      _ = try MemberQueries.admit(
        Membership(
          company: invitation.company, account: acting.account.id, isAdministrator: invitation.isAdministrator,
          rights: invitation.rights, validUntil: invitation.validUntil),
        origin: .invitation, by: invitation.invitedBy, now: cause.now, in: connection)
      try record(
        .companyMemberAccepted, about: invitation.company, cause, ["member": String(acting.account.id)], in: connection)
      return invitation
    }
  }

  /// - Throws: `NotFound` for a deputy, and if the invitation is no longer open, or somebody else's.
  package func declineInvitation(_ id: Int64, by acting: Acting, cause: Cause) async throws {
    try acting.requireOwnAccount()
    try await database.write { connection in
      guard
        let invitation = try InvitationQueries.decide(
          id, for: acting.account.id, as: .declined, now: cause.now, in: connection)
      else { throw NotFound() }
      try record(
        .companyMemberDeclined, about: invitation.company, cause, ["member": String(acting.account.id)], in: connection)
    }
  }
}
