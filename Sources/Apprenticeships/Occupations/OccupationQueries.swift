import Accounts
import Database
import Web
import Work

/// A filter for lists of occupations.
struct OccupationFilter: Sendable {
  /// Beginnings of words and numbers, all of which must occur.
  var text = ""
  /// Only those with incomplete facts about exams.
  var isIncomplete = false
}

/// Queries about occupations.
package enum OccupationQueries {
  package static func occupation(_ id: Int64, in connection: any Connection) throws -> Occupation? {
    try connection.row(columns + " WHERE o.id = \(id)").map(Occupation.init)
  }

  /// The occupations with some numbers, by the keys of these.
  static func occupations(
    numbered keys: [String], in connection: any Connection
  ) throws -> [String: Occupation] {
    try keys.chunked(into: 500).reduce(into: [:]) { found, portion in
      for row in try connection.rows(columns + " WHERE o.number_key IN (\(list: portion))") {
        found[try row["number_key"]] = try Occupation(row)
      }
    }
  }

  static func page(
    _ filter: OccupationFilter, _ slice: ListSlice<OccupationOrder>, in connection: any Connection
  ) throws -> [Occupation] {
    let column: SQL = slice.order == .name ? "o.name_key" : "o.number_key"
    return try connection.rows(
      columns + " WHERE 1 = 1" + conditions(filter) + slice.rows(by: column, "o.id")
    ).map(Occupation.init)
  }

  /// - Parameter limit: counting stops here.
  static func count(_ filter: OccupationFilter, limit: Int, in connection: any Connection) throws -> Int {
    let found = "SELECT 1 FROM occupations o WHERE 1 = 1" + conditions(filter)
    return try connection.value("SELECT count(*) FROM (" + found + " LIMIT \(limit)) AS found") ?? 0
  }

  /// The number of apprenticeships in the occupation, including past ones.
  static func apprenticeships(of id: Int64, in connection: any Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM apprenticeships WHERE occupation_id = \(id)") ?? 0
  }

  private static func conditions(_ filter: OccupationFilter) -> SQL {
    var sql = SQL()
    let number = NumberKey.folded(filter.text)
    for word in SortKey.queryWords(filter.text).prefix(6) {
      sql =
        sql + """
           AND (o.number_key = \(number)
            OR o.id IN (SELECT occupation_id FROM occupation_words WHERE word >= \(word) AND word < \(word + "\u{FFFF}")))
          """
    }
    if filter.isIncomplete {
      sql =
        sql + """
           AND (o.law = '' OR o.exam_form = '' OR (o.exam_form = 'stretched' AND o.first_part_weight IS NULL))
          """
    }
    return sql
  }

  private static let columns: SQL =
    """
    SELECT o.id, o.number, o.number_key, o.name, o.specialisation, o.months, o.law, o.regulation, o.exam_form, o.first_part_weight,
      o.task_provider, o.kldb, o.name_key
    FROM occupations o
    """
}

extension Occupation {
  init(_ row: Row) throws {
    self.init(
      id: try row["id"], number: try row["number"], name: try row["name"], specialisation: try row["specialisation"],
      months: try row["months"], examFacts: try ExamFacts(row), nameKey: try row["name_key"])
  }
}

extension ExamFacts {
  fileprivate init(_ row: Row) throws {
    let (law, form): (String, String) = (try row["law"], try row["exam_form"])
    self.init()
    self.law = TrainingLaw(rawValue: law)
    self.form = ExamForm(rawValue: form)
    regulation = try row["regulation"]
    firstPartWeight = try row["first_part_weight"]
    taskProvider = try row["task_provider"]
    kldb = try row["kldb"]
  }
}
