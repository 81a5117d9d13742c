import Accounts
import Chronology
import Companies
import Database
import Portal
import Web

/// A person who acts without a browser, with the `Cause` of what they do; for tests of operations.
package struct Somebody: Sendable {
  package let acting: Acting
  package let cause: Cause

  package init(acting: Acting, cause: Cause) {
    self.acting = acting
    self.cause = cause
  }

  package var account: Account { acting.account }
}

extension TestPortal {
  /// A person with an active account, without functions, in a network of their own.
  package func actor(_ firstName: String, _ lastName: String, _ email: String, from address: String = "192.0.2.1")
    async throws -> Somebody
  {
    guard let email = EmailAddress(email) else { throw NotFound() }
    let added = try await database.write { connection -> Account? in
      let added = try AccountQueries.addPending(
        email, firstName: firstName, lastName: lastName, now: time.now, in: connection)
      try connection.execute(
        "UPDATE accounts SET state = 'active', password_hash = 'none', activated_at = created_at WHERE id = \(added?.id)"
      )
      return try added.flatMap { try AccountQueries.account($0.id, in: connection) }
    }
    guard let added else { throw NotFound() }
    return actor(added, from: address)
  }

  /// A person with given functions, which a request would read anew each time.
  /// - Parameter onBehalf: for whom they act as deputy.
  package func actor(
    _ account: Account, _ functions: [PortalFunction] = [], onBehalf: OnBehalf? = nil,
    from address: String = "192.0.2.1"
  ) -> Somebody {
    let acting = Acting(
      session: Session(0, of: account, device: 0, lastSeenAt: time.now), functions: functions, onBehalf: onBehalf,
      secondFactorForOfficers: false)
    return Somebody(
      acting: acting, cause: Cause(site: application.site, by: acting, address: address, now: time.now))
  }

  /// An officer with some rights, who is in no table of officers.
  package func officer(
    _ firstName: String, _ lastName: String, rights: Set<OfficerRight>, from address: String = "192.0.2.1"
  ) async throws -> Somebody {
    let somebody = try await actor(firstName, lastName, "\(lastName.lowercased())@kammer.example", from: address)
    return actor(somebody.account, [office(rights)], from: address)
  }

  /// The function of an officer.
  package func office(_ rights: Set<OfficerRight>) -> PortalFunction {
    PortalFunction(
      kind: .officer, subject: 1, title: "Kammer", rights: Set(rights.map(\.rawValue)), path: "/kammer")
  }

  /// The function of a company's administrator.
  package func administration(of company: Int64, named name: String) -> PortalFunction {
    PortalFunction(
      kind: .companyAdministrator, subject: company, title: name, rights: [], path: "/betriebe/\(company)")
  }
}
