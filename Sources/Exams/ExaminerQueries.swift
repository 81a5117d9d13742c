import Accounts
import Chronology
import Companies
import Database
import Web
import Work

/// Questions and writes about examiners.
package enum ExaminerQueries {
  package static func examiner(_ id: Int64, in connection: any Connection) throws -> Examiner? {
    try connection.row(select + " WHERE id = \(id)").map(Examiner.init)
  }

  static func known(in connection: any Connection) throws -> [String: KnownRow] {
    try KnownRow.all("SELECT id, number_key, content_hash FROM examiners", in: connection)
  }

  static func save(_ row: ImportedExaminer, in connection: any Connection) throws -> Int64 {
    let id: Int64? = try connection.value(
      """
      INSERT INTO examiners
        (number, number_key, first_name, last_name, name_key, email, board, appointed_until, content_hash)
      VALUES (\(row.number), \(row.key), \(row.firstName), \(row.lastName),
        \(SortKey.make(row.lastName, row.firstName)), \(row.email), \(row.board), \(row.appointedUntil),
        \(row.contentHash))
      ON CONFLICT (number_key) DO UPDATE SET number = excluded.number, first_name = excluded.first_name,
        last_name = excluded.last_name, name_key = excluded.name_key, email = excluded.email,
        board = excluded.board, appointed_until = excluded.appointed_until, content_hash = excluded.content_hash
      RETURNING id
      """)
    return id ?? 0
  }

  /// Those whose appointment is in force and who have an address, but no account yet.
  package static func withoutAccount(
    after key: Int64 = 0, on day: CalendarDate, limit: Int, in connection: any Connection
  ) throws -> [Examiner] {
    try connection.rows(
      select + """
         WHERE id > \(key) AND email <> '' AND (appointed_until IS NULL OR appointed_until >= \(day)) AND NOT EXISTS (
          SELECT 1 FROM function_grants g
          WHERE g.kind = 'examiner' AND g.subject_id = examiners.id AND g.state IN ('offered', 'held'))
        ORDER BY id LIMIT \(limit)
        """
    ).map(Examiner.init)
  }

  static func examiner(numbered number: String, in connection: any Connection) throws -> Examiner? {
    try connection.row(select + " WHERE number_key = \(PINRules.numberKey(number))").map(Examiner.init)
  }

  private static let select: SQL =
    "SELECT id, number, first_name, last_name, email, board, appointed_until FROM examiners"
}

/// Being an examiner as a function of an account.
package struct ExaminerFunctionQueries: FunctionProvider, PersonRegister {
  package let grantKinds: Set<FunctionKind>? = [.examiner]
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    let day = clock.day(of: now)
    return try connection.rows(
      """
      SELECT e.id, e.board FROM function_grants g JOIN examiners e ON e.id = g.subject_id
      WHERE g.account_id = \(account) AND g.kind = 'examiner' AND g.state = 'held'
        AND (e.appointed_until IS NULL OR e.appointed_until >= \(day))
      ORDER BY e.id
      """
    ).map { row in
      PortalFunction(kind: .examiner, subject: try row["id"], title: try row["board"], rights: [], path: "/pruefer")
    }
  }

  package func title(of kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> String? {
    guard kind == .examiner, let found = try ExaminerQueries.examiner(subject, in: connection) else { return nil }
    return "\(found.name), \(found.board)"
  }

  package func person(named name: String, in connection: any Connection) throws -> RegisteredPerson? {
    try ExaminerQueries.examiner(numbered: name, in: connection)?.person
  }

  package func account(named name: String, in connection: any Connection) throws -> Int64? {
    let key = PINRules.numberKey(name)
    guard !key.isEmpty else { return nil }
    return try connection.value(
      """
      SELECT g.account_id FROM examiners e
        JOIN function_grants g ON g.kind = 'examiner' AND g.subject_id = e.id AND g.state = 'held'
      WHERE e.number_key = \(key)
      """)
  }
}
