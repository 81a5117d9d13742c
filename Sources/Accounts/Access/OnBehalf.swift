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

/// For whom a person acts at the moment as deputy (Vertretung), and how far.
package struct OnBehalf: Sendable, Equatable {
  /// The deputyship that gives the right.
  package let deputyship: Int64
  /// The account that gave it; stands in the audit log beside the one that acts.
  package let principal: Int64
  /// The company's or the person's name.
  package let name: String
  package let fields: Set<WorkField>
  package let until: CalendarDate?
  /// The one function of the principal that the deputy has meanwhile.
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

/// The area of deputies tells with this whether an account may still act for another. Asked on each request, so that a
/// deputyship that was withdrawn is gone on the next click.
package protocol DeputyshipProvider: Sendable {
  func onBehalf(
    _ deputyship: Int64, deputy account: Int64, at now: Instant, in connection: any Connection
  ) throws -> OnBehalf?
}

extension Accounts {
  /// Begins or ends acting for another in this session, with another session token.
  /// - Returns: the token.
  package func actOnBehalf(
    _ deputyship: Int64?, in session: Session, connection: any Connection
  ) throws -> String {
    let token = newSessionToken()
    try SessionQueries.actOnBehalf(deputyship, session: session.id, tokenHash: tokenKey.hash(token), in: connection)
    return token
  }

  /// What a browser keeps of its session.
  package static func cookie(ofSession token: String) -> Cookie { Cookie(sessionCookie, token) }
}

extension Access {
  /// Anybody with an account who does not act for another at the moment: deputies change no passwords, delete no
  /// accounts, appoint no deputies.
  package static let ownAccount = Access("own account") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    guard let other = acting.onBehalf else { return .allowed }
    throw Refusal("accounts.onBehalf", ["name": other.name])
  }
}
