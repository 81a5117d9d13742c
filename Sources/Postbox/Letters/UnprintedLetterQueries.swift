import Chronology
import Database

/// A letter in the queue that could not be printed with its run.
package struct UnprintedLetter: Sendable {
  package let id: Int64
  package let kind: String
  /// The addressee's name; empty if unknown.
  package let addressee: String
  /// Nil for a reason of another program version.
  package let problem: LetterProblem?
  package let createdAt: Instant
}

extension Letters {
  /// The letters in the queue that could not be printed, newest first.
  package static func unprinted(limit: Int = 100, in connection: any Connection) throws -> [UnprintedLetter] {
    try connection.rows(
      """
      SELECT id, kind, problem, problem_addressee, created_at FROM letters WHERE state = 'waiting' AND problem <> ''
      ORDER BY id DESC LIMIT \(limit)
      """
    ).map { row in
      let problem: String = try row["problem"]
      return UnprintedLetter(
        id: try row["id"], kind: try row["kind"], addressee: try row["problem_addressee"],
        problem: LetterProblem(rawValue: problem), createdAt: try row["created_at"])
    }
  }

  /// Returns a letter of a run to the queue.
  static func putBack(_ letter: UnsetLetter, from run: Int64, in connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE letters SET state = 'waiting', run_id = NULL, position_in_run = NULL,
      problem = \(letter.problem.rawValue), problem_addressee = \(letter.addressee)
      WHERE run_id = \(run) AND subject_id = \(letter.subject) AND state = 'printing'
      """)
  }

  /// Records the content of a finished run. Letters neither printed nor returned were no longer needed.
  static func noteContent(_ run: Int64, printed: [Int64], in connection: any Connection) throws {
    for portion in stride(from: 0, to: printed.count, by: 500) {
      let subjects = Array(printed[portion..<min(portion + 500, printed.count)])
      try connection.execute(
        """
        UPDATE letters SET state = 'printed', problem = '', problem_addressee = ''
        WHERE run_id = \(run) AND state = 'printing' AND subject_id IN (\(list: subjects))
        """)
    }
    try connection.execute("UPDATE letters SET state = 'withdrawn' WHERE run_id = \(run) AND state = 'printing'")
    try connection.execute("UPDATE letter_runs SET letter_count = \(printed.count) WHERE id = \(run)")
  }
}
