import Accounts
import Chronology
import Database
import Settings

/// A co-signer as listed on the pages of a record.
struct ListedCoSigner: Sendable {
  let id: Int64
  let role: CoSignerRole
  let firstName: String
  let lastName: String
  let place: String
  let access: CoSignerAccess
  /// The address of the invitation; empty once it was answered.
  let email: String

  var name: String { "\(firstName) \(lastName)" }
}

/// The status of a named co-signer.
enum CoSignerAccess: Sendable {
  case invited
  case active
  /// Declined, or never answered.
  case gone
}

/// Queries about co-signers.
enum CoSignerQueries {
  static func all(of apprenticeship: Int64, in connection: any Connection) throws -> [ListedCoSigner] {
    try connection.rows(
      select + " WHERE k.apprenticeship_id = \(apprenticeship) AND k.ended_at IS NULL ORDER BY k.id LIMIT 50"
    ).map(ListedCoSigner.init)
  }

  static func add(
    _ person: NewCoSigner, to apprenticeship: Int64, from week: CalendarWeek, by actor: Int64, now: Instant,
    in connection: any Connection
  ) throws -> Int64 {
    try connection.key(
      """
      INSERT INTO record_co_signers
        (apprenticeship_id, role, first_name, last_name, place, first_week, added_at, added_by)
      VALUES (\(apprenticeship), \(person.role), \(person.firstName), \(person.lastName), \(person.place),
        \(week.ordinal), \(now), \(actor))
      RETURNING id
      """)
  }

  /// Whether the record has a co-signer with this e-mail address. Call within a write that locks the apprenticeship.
  static func isNamed(_ email: EmailAddress, in apprenticeship: Int64, _ connection: any Connection) throws -> Bool {
    try connection.row(
      """
      SELECT k.id FROM record_co_signers k
        JOIN account_functions g ON g.kind = 'co_signer' AND g.subject_id = k.id AND g.state IN ('offered', 'held')
        JOIN account_facts a ON a.id = g.account_id
      WHERE k.apprenticeship_id = \(apprenticeship) AND k.ended_at IS NULL AND a.email_key = \(email.key)
      """) != nil
  }

  /// The co-signer of this record among the given ones, if any.
  static func signer(
    of apprenticeship: Int64, among signers: [CoSigner], in connection: any Connection
  ) throws -> CoSigner? {
    try connection.row(
      """
      SELECT id, role FROM record_co_signers
      WHERE apprenticeship_id = \(apprenticeship) AND id IN (\(list: signers.map(\.id))) AND ended_at IS NULL
      ORDER BY id LIMIT 1
      """
    ).map { CoSigner(id: try $0["id"], role: try $0["role"]) }
  }

  static func end(_ id: Int64, now: Instant, in connection: any Connection) throws -> Bool {
    _ = try FunctionGrantQueries.end(.coSigner, id, now: now, in: connection)
    return try connection.execute(
      "UPDATE record_co_signers SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") == 1
  }

  private static let select: SQL =
    """
    SELECT k.id, k.role, k.first_name, k.last_name, k.place, g.state AS grant_state, a.state AS account_state, a.email
    FROM record_co_signers k
      LEFT JOIN account_functions g ON g.kind = 'co_signer' AND g.subject_id = k.id AND g.state IN ('offered', 'held')
      LEFT JOIN account_facts a ON a.id = g.account_id
    """
}

extension ListedCoSigner {
  fileprivate init(_ row: Row) throws {
    let (account, grant): (AccountState?, FunctionGrantState?) = (try row["account_state"], try row["grant_state"])
    let access: CoSignerAccess =
      grant == nil ? .gone : grant == .offered || account == .pending ? .invited : .active
    self.init(
      id: try row["id"], role: try row["role"], firstName: try row["first_name"], lastName: try row["last_name"],
      place: try row["place"], access: access, email: access == .invited ? try row["email"] ?? "" : "")
  }
}

/// Co-signer as a function of an account.
package struct CoSignerFunctions: FunctionProvider {
  package let source = FunctionSource.grants([.coSigner])
  private let settings: ChamberSettings
  private let clock: WallClock

  package init(settings: ChamberSettings, clock: WallClock) {
    self.settings = settings
    self.clock = clock
  }

  /// The functions last as long as the chamber allows the role and the training continues, plus a grace period to sign
  /// what is left.
  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    let day = clock.day(of: now)
    return try connection.rows(
      """
      SELECT k.id, k.role, p.first_name, p.last_name, p.birth_date
      FROM account_functions g JOIN record_co_signers k ON k.id = g.subject_id AND k.ended_at IS NULL
        JOIN trainings s ON s.id = k.apprenticeship_id JOIN apprentice_facts p ON p.id = s.apprentice_id
      WHERE g.account_id = \(account) AND g.kind = 'co_signer' AND g.state = 'held'
        AND coalesce(s.dissolved_on, s.ends_on) >= \(settings.graceSince(day))
      ORDER BY p.last_name, p.first_name, k.id
      """
    ).compactMap { row in
      let (role, birthDate): (CoSignerRole, CalendarDate?) = (try row["role"], try row["birth_date"])
      guard CoSignerRules.roles(settings.coSigning, birthDate: birthDate, on: day).contains(role) else { return nil }
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      return PortalFunction(
        kind: .coSigner, subject: try row["id"], title: "\(first) \(last)", rights: [role.rawValue],
        path: RecordPath.start)
    }
  }
}

extension FunctionKind {
  /// Signs a training record besides the instructor (Mitzeichnende/-r).
  package static let coSigner = FunctionKind(rawValue: "co_signer")
}

/// Names of co-signers; they sign in with their e-mail address.
package struct CoSignerRegister: PersonRegister {
  package let kind = FunctionKind.coSigner
  package let standing = PersonStanding.either

  package init() {}

  package func title(of subject: Int64, in connection: any Connection) throws -> String? {
    try connection.row(
      """
      SELECT p.first_name, p.last_name FROM record_co_signers k JOIN trainings s ON s.id = k.apprenticeship_id
        JOIN apprentice_facts p ON p.id = s.apprentice_id
      WHERE k.id = \(subject)
      """
    ).map { row in
      let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
      return "\(first) \(last)"
    }
  }

  package func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity? {
    try connection.row("SELECT first_name, last_name FROM record_co_signers WHERE id = \(subject)").map {
      PersonIdentity(
        kind: kind, subject: subject, firstName: try $0["first_name"], lastName: try $0["last_name"])
    }
  }

  package func accounts(named name: String, in connection: any Connection) throws -> [Int64] { [] }

  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] { [] }
}
