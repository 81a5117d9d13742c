import Accounts
import Chronology
import Database
import Web
import Work

/// The rights of a member of a company, and their last day; administrators have all rights.
package struct MemberRights: Sendable, Equatable {
  package let isAdministrator: Bool
  package let rights: Set<CompanyRight>
  package let validUntil: CalendarDate?

  /// - Parameters:
  ///   - rights: ignored for an administrator, who has all.
  ///   - validUntil: the last day; nil for no limit.
  package init(isAdministrator: Bool, rights: Set<CompanyRight> = [], validUntil: CalendarDate? = nil) {
    self.isAdministrator = isAdministrator
    self.rights = isAdministrator ? Set(CompanyRight.allCases) : rights
    self.validUntil = validUntil
  }

  /// Requires at least one right, and a last day that is not over.
  func requireSense(on day: CalendarDate) throws {
    guard !rights.isEmpty, validUntil.map({ $0 >= day }) ?? true else {
      throw Refusal("companies.impossibleRights")
    }
  }

  func membership(of account: Int64, in company: Int64) -> Membership {
    Membership(
      company: company, account: account, isAdministrator: isAdministrator, rights: rights, validUntil: validUntil)
  }

  /// The details for the audit log.
  fileprivate var text: String {
    "\(isAdministrator ? "administration" : "mitglied") \(CompanyRight.text(rights)) \(validUntil?.description ?? "")"
  }
}

extension ListedMember {
  fileprivate var given: MemberRights {
    MemberRights(isAdministrator: isAdministrator, rights: rights, validUntil: validUntil)
  }
}

extension Acting {
  /// - Throws: `NotFound` for everybody but administrators of the company; deputies cannot administer.
  func requireAdministration(of company: Int64) throws {
    guard function([.companyAdministrator], for: company) != nil else { throw NotFound() }
  }
}

extension Refusal {
  /// The refusal that protects a company with members from losing its last unlimited administrator.
  static func lastAdministrator(of company: Int64) -> Refusal {
    Refusal("companies.lastAdministrator", nextStep: ("companies.invite.title", CompanyPath.invitation(to: company)))
  }
}

extension Companies {
  /// Ends a membership and notifies the person by mail.
  /// - Throws: `companies.lastAdministrator`; `NotFound` if there is no such member.
  package func withdraw(
    member: Int64, from company: Int64, by acting: Acting, cause: Cause
  ) async throws {
    try acting.requireAdministration(of: company)
    try await database.write { connection in
      try MemberQueries.lockMembers(of: company, in: connection)
      let administrators = try MemberQueries.administrators(of: company, on: cause.day, in: connection)
      if administrators == [member] { throw Refusal.lastAdministrator(of: company) }
      guard
        try MemberQueries.end(account: member, of: company, by: acting.account.id, now: cause.now, in: connection)
      else { throw NotFound() }
      try record(.companyMemberWithdrawn, about: company, cause, ["member": String(member)], in: connection)
      try mailWithdrawal(of: member, from: company, cause: cause, in: connection)
    }
    await signal.raise()
  }

  /// Changes a member's rights and last day.
  /// - Parameter member: the previous state, for the audit log.
  /// - Throws: `companies.lastAdministrator`; `companies.impossibleRights` without any right, or if the last day is
  ///   over; `NotFound` if the membership has ended.
  package func change(
    _ member: ListedMember, of company: Int64, to rights: MemberRights, by acting: Acting, cause: Cause
  ) async throws {
    try acting.requireAdministration(of: company)
    try rights.requireSense(on: cause.day)
    try await database.write { connection in
      try MemberQueries.lockMembers(of: company, in: connection)
      let administrators = try MemberQueries.administrators(of: company, on: cause.day, in: connection)
      let staysLast = rights.isAdministrator && rights.validUntil == nil
      if administrators == [member.account], !staysLast { throw Refusal.lastAdministrator(of: company) }
      guard try MemberQueries.change(rights.membership(of: member.account, in: company), in: connection) else {
        throw NotFound()
      }
      let details = ["member": String(member.account), "before": member.given.text, "after": rights.text]
      try record(.companyMemberChanged, about: company, cause, details, in: connection)
    }
  }
}
