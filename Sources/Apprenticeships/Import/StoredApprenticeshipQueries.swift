import Accounts
import Chronology
import Companies
import Database
import Work

/// The stored data of apprentices and their contracts, for an import to compare with.
extension ApprenticeshipImportQueries {
  /// By the key of the row: the person who has the number of the line's apprentice, and the contract with its
  /// apprentice; if there is neither, a person with the same name and birth date under another number.
  static func stored(
    of rows: [ImportedApprenticeship], in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    var contracts: [String: ImportedSubject] = [:]
    var persons: [String: ImportedSubject] = [:]
    for portion in rows.chunked(into: 500) {
      try connection.forEachRow(contractRows(portion.map(\.key))) { row in
        contracts[try row["contract_key"]] = try contract(row)
      }
      try connection.forEachRow(personRows(portion.map { NumberKey.folded($0.apprentice) })) { row in
        persons[try row["number_key"]] = try subject(row, [], end: nil, hasAccess: false)
      }
    }
    let found: [String: [ImportedSubject]] = rows.reduce(into: [:]) { found, row in
      let person = persons[NumberKey.folded(row.apprentice)]
      found[row.key] = [person, contracts[row.key]].compactMap { $0 }
    }
    let new = rows.filter { found[$0.key]?.isEmpty ?? true }
    return found.merging(try lookalikes(of: new, in: connection)) { $1 }
  }

  private static func lookalikes(
    of rows: [ImportedApprenticeship], in connection: any Connection
  ) throws -> [String: [ImportedSubject]] {
    var born: [CalendarDate: [ImportedSubject]] = [:]
    for portion in Array(Set(rows.compactMap(\.birthDate))).chunked(into: 500) {
      try connection.forEachRow(bornRows(portion)) { row in
        born[try row["birth_date"], default: []].append(
          try subject(row, [], end: nil, hasAccess: false, isLookalike: true))
      }
    }
    return rows.reduce(into: [:]) { found, row in
      guard let identity = row.subject?.identity, let same = row.birthDate.flatMap({ born[$0] }) else { return }
      let alike = same.filter { ImportConflictRules.identity($0.identity, identity) == nil }
      if !alike.isEmpty { found[row.key] = alike }
    }
  }

  private static func bornRows(_ days: [CalendarDate]) -> SQL {
    """
    SELECT p.number, p.number_key, p.first_name, p.last_name, p.birth_date, p.street, p.postcode, p.place, p.email,
      p.birth_place, p.phone
    FROM apprentices p WHERE p.birth_date IN (\(list: days))
    """
  }

  private static func personRows(_ keys: [String]) -> SQL {
    """
    SELECT p.number, p.number_key, p.first_name, p.last_name, p.birth_date, p.street, p.postcode, p.place, p.email,
      p.birth_place, p.phone
    FROM apprentices p WHERE p.number_key IN (\(list: keys))
    """
  }

  private static func contractRows(_ keys: [String]) -> SQL {
    """
    SELECT p.number, p.number_key, p.first_name, p.last_name, p.birth_date, p.street, p.postcode, p.place, p.email,
      p.birth_place, p.phone, s.shortened_months, s.credited_months, s.part_time_percent, s.number AS contract, s.number_key AS contract_key, s.starts_on, s.ends_on, s.dissolved_on, s.school,
      s.weekly_tenths, c.number AS company, o.number AS occupation, coalesce(i.number, '') AS instructor,
      g.account_id AS account
    FROM apprenticeships s JOIN apprentices p ON p.id = s.apprentice_id JOIN company_facts c ON c.id = s.company_id
      JOIN occupations o ON o.id = s.occupation_id LEFT JOIN instructors i ON i.id = s.instructor_id
      LEFT JOIN account_functions g ON g.kind = 'apprentice' AND g.subject_id = p.id AND g.state = 'held'
    WHERE s.number_key IN (\(list: keys))
    """
  }

  private static func contract(_ row: Row) throws -> ImportedSubject {
    let (starts, ends): (CalendarDate, CalendarDate) = (try row["starts_on"], try row["ends_on"])
    let (dissolved, weekly): (CalendarDate?, Int?) = (try row["dissolved_on"], try row["weekly_tenths"])
    let account: Int64? = try row["account"]
    let values = [
      ImportedValue("vertragsnummer", try row["contract"]), ImportedValue("betriebsnummer", try row["company"]),
      ImportedValue("berufsnummer", try row["occupation"]), ImportedValue("ausbildernummer", try row["instructor"]),
      ImportedValue("beginn", starts.description), ImportedValue("ende", ends.description),
      ImportedValue("lösung", dissolved?.description ?? ""), ImportedValue("berufsschule", try row["school"]),
      ImportedValue("wochenstunden", weekly.map { String($0) } ?? ""),
      try number("verkuerzung_monate", row["shortened_months"]),
      try number("anrechnung_monate", row["credited_months"]),
      try number("teilzeit_prozent", row["part_time_percent"]),
    ]
    return try subject(row, values, end: dissolved ?? ends, hasAccess: account != nil)
  }

  private static func number(_ column: String, _ value: Int?) -> ImportedValue {
    ImportedValue(column, value.map { String($0) } ?? "")
  }

  private static func subject(
    _ row: Row, _ values: [ImportedValue], end: CalendarDate?, hasAccess: Bool, isLookalike: Bool = false
  ) throws -> ImportedSubject {
    let (first, last): (String, String) = (try row["first_name"], try row["last_name"])
    let birth: CalendarDate? = try row["birth_date"]
    let number: String = try row["number"]
    let own = [
      ImportedValue("azubinummer", number), ImportedValue("vorname", first), ImportedValue("nachname", last),
      ImportedValue("geburtsdatum", birth?.description ?? ""), ImportedValue("strasse", try row["street"]),
      ImportedValue("plz", try row["postcode"]), ImportedValue("ort", try row["place"]),
      ImportedValue("email", try row["email"]), ImportedValue("geburtsort", try row["birth_place"]),
      ImportedValue("telefon", try row["phone"]),
    ]
    return ImportedSubject(
      number: number, personKey: try row["number_key"],
      identity: .person(firstName: first, lastName: last, birthDate: birth), values: own + values, end: end,
      hasAccess: hasAccess, isLookalike: isLookalike)
  }
}
