import Accounts
import Chronology
import Database
import Work

/// The search for examiners and exam participants: each typed word must be the prefix of one of their words, or the
/// whole text the prefix of their number.
package enum ExamPersonSearchQueries {
  private static let mostWords = 6

  /// Appended to a query of the role's table as `p`.
  static func condition(_ text: String, _ role: ExamRole) -> SQL {
    // The longest word probably matches the fewest: it is looked up, its matches are checked for the others.
    let typed = SortKey.queryWords(text).prefix(mostWords).sorted { $0.count > $1.count }
    guard let first = typed.first else { return text.isEmpty ? "" : " AND 1 = 0" }
    var found = people(with: first, role)
    for word in typed.dropFirst() {
      found =
        found + """
           AND EXISTS (
            SELECT 1 FROM exam_person_words o WHERE o.role = \(role) AND o.person_id = w.person_id
              AND o.word >= \(word) AND o.word < \(word + "\u{FFFF}"))
          """
    }
    let number = NumberKey.folded(text)
    if !number.isEmpty {
      found =
        found + " UNION SELECT n.id FROM " + ExamPersonQueries.table(role)
        + " n WHERE n.number_key >= \(number) AND n.number_key < \(number + "\u{FFFF}")"
    }
    return " AND p.id IN (" + found + ")"
  }

  private static func people(with word: String, _ role: ExamRole) -> SQL {
    """
    SELECT w.person_id AS id FROM exam_person_words w
    WHERE w.role = \(role) AND w.word >= \(word) AND w.word < \(word + "\u{FFFF}")
    """
  }

  /// Reindexes a person.
  static func index(
    _ role: ExamRole, _ id: Int64, text: String, number: String, in connection: any Connection
  ) throws {
    try connection.execute("DELETE FROM exam_person_words WHERE role = \(role) AND person_id = \(id)")
    let words = SortKey.indexWords(text).union(SortKey.numberWords(number)).sorted()
    let values = words.map { word -> SQL in "(\(role), \(word), \(id))" }
    try connection.execute(
      "INSERT INTO exam_person_words (role, word, person_id) VALUES " + SQL.joined(values, separator: ", "))
  }

  /// Indexes persons who were imported before the search index existed.
  /// - Returns: how many.
  package static func indexMissing(_ role: ExamRole, limit: Int, in connection: any Connection) throws -> Int {
    let rows = try connection.rows(
      rowsToIndex(role) + """
         WHERE NOT EXISTS (SELECT 1 FROM exam_person_words w WHERE w.role = \(role) AND w.person_id = p.id)
        ORDER BY p.id LIMIT \(limit)
        """)
    return try index(rows, role, in: connection).count
  }

  /// Sort and search keys, rebuilt when the folding changes.
  static let stored =
    [
      StoredKeys.column(of: "examiners", from: "last_name", "first_name"),
      StoredKeys.column(of: "exam_participants", from: "last_name", "first_name"),
    ]
    + ExamRole.allCases.map { role in
      StoredKeys("exam_person_words.\(role.rawValue)") { after, limit, connection in
        let rows = try connection.rows(
          rowsToIndex(role) + " WHERE p.id > \(after) ORDER BY p.id LIMIT \(limit)")
        return try index(rows, role, in: connection).last
      }
    }

  private static func rowsToIndex(_ role: ExamRole) -> SQL {
    """
    SELECT p.id, p.number, p.first_name, p.last_name, \(sql: ExamPersonQueries.assignment(role)) AS assignment
    FROM \(sql: ExamPersonQueries.table(role)) p
    """
  }

  /// - Returns: their keys.
  private static func index(_ rows: [Row], _ role: ExamRole, in connection: any Connection) throws -> [Int64] {
    try rows.map { row in
      let (first, last, assignment): (String, String, String) = (
        try row["first_name"], try row["last_name"], try row["assignment"]
      )
      let id: Int64 = try row["id"]
      try index(
        role, id, text: "\(first) \(last) \(assignment)", number: try row["number"], in: connection)
      return id
    }
  }
}
