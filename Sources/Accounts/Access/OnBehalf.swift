import Chronology
import Database
import Sodium
import Web

/// The fields of work (Bereiche) that a deputyship can cover.
package enum WorkField: String, Sendable, CaseIterable, ColumnValue {
  /// Apprenticeships and instructors.
  case contracts
  case exams
  /// Training records.
  case records
  case documents

  package static func parse(_ text: String) -> Set<WorkField> {
    Set(text.split(separator: ",").compactMap { WorkField(rawValue: String($0)) })
  }

  package static func text(_ fields: Set<WorkField>) -> String {
    fields.map(\.rawValue).sorted().joined(separator: ",")
  }
}

/// The principal for whom a person acts as deputy (Vertretung), and the extent of the deputyship.
package struct OnBehalf: Sendable, Equatable {
  /// The key of the deputyship.
  package let deputyship: Int64
  /// The principal's account; the audit log names it beside the acting one.
  package let principal: Int64
  /// The name of the company or person.
  package let name: String
  package let fields: Set<WorkField>
  package let until: CalendarDate?
  /// The principal's function that the deputy has for the time being.
  package let function: PortalFunction

  package init(
    deputyship: Int64, principal: Int64, name: String, fields: Set<WorkField>, until: CalendarDate?,
    function: PortalFunction
  ) {
    self.deputyship = deputyship
    self.principal = principal
    self.name = name
    self.fields = fields
    self.until = until
    self.function = function
  }
}

/// Says whether an account may still act for another; implemented by the area of deputies. Asked on every request, so
/// that withdrawing a deputyship takes effect at the next click.
package protocol DeputyshipProvider: Sendable {
  func onBehalf(
    _ deputyship: Int64, deputy account: Int64, at now: Instant, in connection: any Connection
  ) throws -> OnBehalf?
}

extension Accounts {
  /// Begins or ends acting for another in this session, and renews the session token.
  /// - Returns: the new token.
  package func actOnBehalf(
    _ deputyship: Int64?, in session: Session, connection: any Connection
  ) throws -> String {
    let token = newSessionToken()
    try SessionQueries.actOnBehalf(deputyship, session: session.id, tokenHash: tokenKey.hash(token), in: connection)
    return token
  }

  /// The session cookie for a token.
  package static func cookie(ofSession token: String) -> Cookie { Cookie(sessionCookie, token) }
}

extension Access {
  /// Everybody with an account, except while acting as a deputy: deputies change no passwords, delete no accounts and
  /// appoint no deputies.
  package static let ownAccount = Access("own account") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    guard let other = acting.onBehalf else { return .allowed }
    throw Refusal("accounts.onBehalf", ["name": other.name])
  }
}
