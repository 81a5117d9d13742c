import Chronology
import Database

/// A person's rights for a company: everything as administrator, otherwise the given rights; until a day, if set.
package struct Membership: Sendable, Equatable {
  package let company: Int64
  package let account: Int64
  package let isAdministrator: Bool
  package let rights: Set<CompanyRight>
  package let validUntil: CalendarDate?

  package init(
    company: Int64, account: Int64, isAdministrator: Bool, rights: Set<CompanyRight>, validUntil: CalendarDate?
  ) {
    self.company = company
    self.account = account
    self.isAdministrator = isAdministrator
    self.rights = rights
    self.validUntil = validUntil
  }
}

/// A member (Mitglied im Portal) as listed for the company.
package struct ListedMember: Sendable {
  package let id: Int64
  package let account: Int64
  package let name: String
  package let email: String
  package let isAdministrator: Bool
  package let rights: Set<CompanyRight>
  package let validUntil: CalendarDate?
  package let createdAt: Instant
}

package enum MemberOrigin: String, ColumnValue {
  case pin
  case invitation
  case chamber
}
