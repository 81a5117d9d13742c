import Apprenticeships
import Chronology
import Database
import Work

/// Queries for entries without confirmation.
package enum ConfirmationQueries {
  /// The idempotency key: one confirmation per entry, company and reader, so that a new company gets its own.
  static func issueKey(_ reader: ConfirmationReader, _ entry: EnteredApprenticeship) -> String {
    let subject = reader == .company ? entry.company : entry.apprentice
    return "confirmation:\(entry.id):\(reader.rawValue):\(subject)"
  }

  /// How many entries since a day lack the confirmation for company or apprentice.
  package static func missing(
    since day: CalendarDate, on today: CalendarDate, in connection: any Connection
  ) throws -> Int {
    try connection.value("SELECT count(*) FROM trainings s" + condition(since: day, on: today)) ?? 0
  }

  /// A portion of them, sorted by key, after a key.
  static func entries(
    since day: CalendarDate, on today: CalendarDate, after key: Int64, limit: Int, in connection: any Connection
  ) throws -> [EnteredApprenticeship] {
    try connection.rows(
      select + condition(since: day, on: today) + " AND s.id > \(key) ORDER BY s.id LIMIT \(limit)"
    ).map(EnteredApprenticeship.init)
  }

  /// The apprenticeships that issued documents confirm.
  static func apprenticeships(
    ofIssued ids: [Int64], in connection: any Connection
  ) throws -> [Int64: Int64] {
    var found: [Int64: Int64] = [:]
    for portion in ids.chunked(into: 500) {
      let rows = try connection.rows(
        """
        SELECT id, apprenticeship_id FROM documents
        WHERE state = 'issued' AND apprenticeship_id IS NOT NULL AND id IN (\(list: portion))
        """)
      for row in rows { found[try row["id"]] = try row["apprenticeship_id"] }
    }
    return found
  }

  /// Entries by their keys, with or without confirmation.
  static func entries(_ ids: [Int64], in connection: any Connection) throws -> [Int64: EnteredApprenticeship] {
    var found: [Int64: EnteredApprenticeship] = [:]
    for portion in ids.chunked(into: 500) {
      for row in try connection.rows(select + " WHERE s.entered_on IS NOT NULL AND s.id IN (\(list: portion))") {
        let entry = try EnteredApprenticeship(row)
        found[entry.id] = entry
      }
    }
    return found
  }

  /// A condition: entered since the day, not over, and without a confirmation for one of the two. A revoked one is
  /// missing again only after the register was corrected, or when an officer orders just it, so that a mistake is not
  /// repeated.
  private static func condition(since day: CalendarDate, on today: CalendarDate) -> SQL {
    """
     WHERE s.entered_on >= \(day) AND s.ends_on >= \(today) AND (s.dissolved_on IS NULL OR s.dissolved_on > \(today))
      AND (\(sql: companyHasNone) OR \(sql: apprenticeHasNone)) AND NOT EXISTS (
        SELECT 1 FROM documents v WHERE v.apprenticeship_id = s.id AND v.kind = 'confirmation'
          AND v.state = 'revoked' AND v.revoked_at >= s.imported_at)
    """
  }

  private static let companyHasNone: SQL =
    """
    NOT EXISTS (
      SELECT 1 FROM documents d
      WHERE d.issue_key = 'confirmation:' || s.id || ':company:' || s.company_id)
    """

  private static let apprenticeHasNone: SQL =
    """
    NOT EXISTS (
      SELECT 1 FROM documents d
      WHERE d.issue_key = 'confirmation:' || s.id || ':apprentice:' || s.apprentice_id)
    """

  private static let select: SQL =
    """
    SELECT s.id, s.apprentice_id, s.company_id, p.first_name, p.last_name, p.birth_date, p.birth_place, p.street, p.postcode, p.place,
      p.number AS apprentice_number, s.number, c.full_name AS company_name, c.name_addition, c.number AS company_number,
      c.street AS company_street, c.postcode AS company_postcode, c.place AS company_place, o.name AS occupation,
      o.specialisation, o.law, s.shortened_months, s.credited_months, s.part_time_percent, s.starts_on, s.ends_on, s.entered_on, s.school, i.first_name AS instructor_first,
      i.last_name AS instructor_last, CASE WHEN \(sql: companyHasNone) THEN 1 ELSE 0 END AS company_misses,
      CASE WHEN \(sql: apprenticeHasNone) THEN 1 ELSE 0 END AS apprentice_misses
    FROM trainings s JOIN apprentice_facts p ON p.id = s.apprentice_id JOIN company_facts c ON c.id = s.company_id
      JOIN occupation_names o ON o.id = s.occupation_id LEFT JOIN instructor_names i ON i.id = s.instructor_id
    """
}

extension EnteredApprenticeship {
  fileprivate init(_ row: Row) throws {
    let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
    let (occupation, specialisation): (String, String) = (try row["occupation"], try row["specialisation"])
    let (companyName, addition): (String, String) = (try row["company_name"], try row["name_addition"])
    let (street, postcode, place): (String, String, String) = (
      try row["company_street"], try row["company_postcode"], try row["company_place"]
    )
    let instructor: [String?] = [try row["instructor_first"], try row["instructor_last"]]
    var missing: Set<ConfirmationReader> = []
    if try row["company_misses"] { missing.insert(.company) }
    if try row["apprentice_misses"] { missing.insert(.apprentice) }
    self.init(
      id: try row["id"], apprentice: try row["apprentice_id"], company: try row["company_id"], name: "\(first) \(last)",
      birthDate: try row["birth_date"], birthPlace: try row["birth_place"], street: try row["street"],
      postcode: try row["postcode"],
      place: try row["place"], apprenticeNumber: try row["apprentice_number"], contractNumber: try row["number"],
      companyName: companyName, companyNumber: try row["company_number"],
      companyAddress: [companyName, addition, street, "\(postcode) \(place)"].filter { !$0.isEmpty },
      occupation: specialisation.isEmpty ? occupation : "\(occupation), \(specialisation)",
      law: TrainingLaw(rawValue: try row["law"]),
      terms: ContractTerms(
        shortenedMonths: try row["shortened_months"], creditedMonths: try row["credited_months"],
        partTimePercent: try row["part_time_percent"]),
      startsOn: try row["starts_on"], endsOn: try row["ends_on"], enteredOn: try row["entered_on"],
      instructor: instructor.compactMap { $0 }.joined(separator: " "), school: try row["school"], missing: missing)
  }
}
