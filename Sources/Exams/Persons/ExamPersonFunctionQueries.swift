import Accounts
import Chronology
import Database

/// Examiner and exam participant as functions of an account.
package struct ExamPersonFunctionQueries: FunctionProvider {
  package let source = FunctionSource.grants(Set(ExamRole.allCases.map(\.function)))
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  /// An examiner's function ends with the appointment. A participant keeps theirs, because documents such as the
  /// certificate come after the exam.
  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    let day = clock.day(of: now)
    return try connection.rows(
      """
      SELECT g.kind, p.id, p.board AS assignment FROM account_functions g JOIN examiners p ON p.id = g.subject_id
      WHERE g.account_id = \(account) AND g.kind = 'examiner' AND g.state = 'held'
        AND (p.appointed_until IS NULL OR p.appointed_until >= \(day))
      UNION ALL
      SELECT g.kind, p.id, p.exam FROM account_functions g JOIN exam_participants p ON p.id = g.subject_id
      WHERE g.account_id = \(account) AND g.kind = 'exam_participant' AND g.state = 'held'
      ORDER BY 1 DESC, 2
      """
    ).map { row in
      let role: ExamRole = try row["kind"]
      return PortalFunction(
        kind: role.function, subject: try row["id"], title: try row["assignment"], rights: [], path: role.path,
        getsDocuments: true)
    }
  }
}
