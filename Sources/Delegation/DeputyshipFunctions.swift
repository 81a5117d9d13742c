import Accounts
import Chronology
import Companies
import Database
import Journal

/// Decides on each request whether a deputyship is in force, and which function it lends.
package struct DeputyshipFunctions: DeputyshipProvider {
  private let clock: WallClock
  private let registers: [any PersonRegister]

  /// Whether a function can be deputised for. Functions that a deputy acts in cannot be passed on, so there are no
  /// chains.
  func hasDeputies(_ kind: FunctionKind) -> Bool {
    kind == .companyAdministrator || registers.contains { $0.kind == kind && $0.hasDeputies }
  }

  /// - Parameter registers: the registers of persons who can be deputised for.
  package init(clock: WallClock, registers: [any PersonRegister] = []) {
    self.clock = clock
    self.registers = registers
  }

  package func onBehalf(
    _ deputyship: Int64, deputy account: Int64, at now: Instant, in connection: any Connection
  ) throws -> OnBehalf? {
    let day = clock.day(of: now)
    guard let deputyship = try DeputyshipQueries.deputyship(deputyship, in: connection),
      DeputyshipRules.isInForce(deputyship, on: day), try isDeputy(account, of: deputyship, at: now, in: connection)
    else { return nil }
    return OnBehalf(
      deputyship: deputyship.id, principal: deputyship.givenBy, name: deputyship.principalName,
      fields: deputyship.fields, until: deputyship.validUntil,
      function: try function(of: deputyship, in: connection))
  }

  private func isDeputy(
    _ account: Int64, of deputyship: Deputyship, at now: Instant, in connection: any Connection
  ) throws -> Bool {
    guard let company = deputyship.deputyCompany else { return deputyship.deputyAccount == account }
    return try CompanyFunctions(clock: clock).functions(of: account, at: now, in: connection).contains {
      $0.kind == .companyAdministrator && $0.subject == company
    }
  }

  private func function(of deputyship: Deputyship, in connection: any Connection) throws -> PortalFunction {
    let (kind, subject) = (deputyship.principalKind, deputyship.principalSubject)
    guard kind != .companyAdministrator else {
      return PortalFunction(
        kind: .companyMember, subject: subject, title: deputyship.principalName,
        rights: Set(DeputyshipRules.companyRights(deputyship.fields).map(\.rawValue)),
        path: CompanyPath.company(subject))
    }
    guard let register = registers.first(where: { $0.kind == kind }) else {
      return PortalFunction(kind: kind, subject: subject, title: deputyship.principalName, rights: [], path: "/")
    }
    let title = try register.title(of: subject, in: connection)
    return register.function(of: subject, title: title ?? deputyship.principalName, path: "/")
  }
}

/// What happens to deputyships when an account is deleted.
package struct DeputyshipErasure: AccountErasure {
  package init() {}

  package func erase(account: Int64, now: Instant, in connection: any Connection) throws {
    try DeputyshipQueries.forget(account, now: now, in: connection)
  }

  package func lockForErasure(of account: Int64, now: Instant, in connection: any Connection) throws {}

  package func objection(to account: Int64, now: Instant, in connection: any Connection) throws -> DeletionObjection? {
    nil
  }
}

/// What becomes of deputyships that were given for the function of a person whose access ends.
struct DeputyshipEnding: AccessEnding {
  func accessEnds(of kind: FunctionKind, _ subject: Int64, cause: Cause, in connection: any Connection) throws {
    for id in try DeputyshipQueries.end(for: kind, subject, by: cause.actor, now: cause.now, in: connection) {
      try Journal.record(cause.entry(.deputyshipWithdrawn, .init(.deputyship, id)), at: cause.now, in: connection)
    }
  }
}
