import Accounts
import Chronology
import Database

/// Being an examiner or an exam participant as a function of an account.
package struct ExamPersonFunctionQueries: FunctionProvider, PersonRegister {
  package let grantKinds: Set<FunctionKind>? = Set(ExamRole.allCases.map(\.function))
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  /// An appointment ends the function of an examiner. A participant keeps theirs: documents such as the certificate come
  /// after the exam.
  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    let day = clock.day(of: now)
    return try connection.rows(
      """
      SELECT g.kind, p.id, p.board AS assignment FROM function_grants g JOIN examiners p ON p.id = g.subject_id
      WHERE g.account_id = \(account) AND g.kind = 'examiner' AND g.state = 'held'
        AND (p.appointed_until IS NULL OR p.appointed_until >= \(day))
      UNION ALL
      SELECT g.kind, p.id, p.exam FROM function_grants g JOIN exam_participants p ON p.id = g.subject_id
      WHERE g.account_id = \(account) AND g.kind = 'exam_participant' AND g.state = 'held'
      ORDER BY 1 DESC, 2
      """
    ).map { row in
      let role: ExamRole = try row["kind"]
      return PortalFunction(
        kind: role.function, subject: try row["id"], title: try row["assignment"], rights: [], path: role.path)
    }
  }

  package func title(of kind: FunctionKind, _ subject: Int64, in connection: any Connection) throws -> String? {
    guard let role = ExamRole(rawValue: kind.rawValue),
      let found = try ExamPersonQueries.person(role, subject, in: connection)
    else { return nil }
    return [found.name, found.assignment].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  package func identity(
    of kind: FunctionKind, _ subject: Int64, in connection: any Connection
  ) throws -> PersonIdentity? {
    try ExamRole(rawValue: kind.rawValue).flatMap { try ExamPersonQueries.person($0, subject, in: connection) }.map {
      PersonIdentity(
        kind: kind, subject: subject, firstName: $0.firstName, lastName: $0.lastName, userName: $0.number)
    }
  }

  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    try ExamRole.allCases.compactMap { try ExamPersonQueries.person($0, numbered: name, in: connection)?.person }
  }

  package func accounts(named name: String, in connection: any Connection) throws -> [Int64] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try ExamRole.allCases.flatMap { role in
      try FunctionGrantQueries.holders(
        role.function, of: "SELECT id FROM " + ExamPersonQueries.table(role) + " WHERE number_key = \(key)",
        in: connection)
    }
  }
}
