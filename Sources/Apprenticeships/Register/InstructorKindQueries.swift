import Accounts
import Chronology
import Companies
import Database
import Registers
import Web

extension FunctionKind {
  /// An instructor (Ausbilder/-in).
  package static let instructor = FunctionKind(rawValue: "instructor")
}

/// The person kind of instructors. Their post goes to the company under their own name, so that whoever opens it sees
/// that it is personal.
package struct InstructorKind: PersonKind {
  package let kind = FunctionKind.instructor
  package let standing = PersonStanding.working
  package let numberWords = ["ausbilder", "instructor"]
  package let importKind: String? = "instructors"
  package let officePath: String? = ApprenticeshipPath.officeInstructors

  package init() {}

  package let everyone: SQL =
    """
    SELECT id, number_key, name, more, addition, street, postcode, place FROM (
      SELECT i.id, i.number_key, i.first_name AS name, i.last_name AS more, c.full_name AS addition, c.street,
        c.postcode, c.place
      FROM instructors i JOIN company_facts c ON c.id = i.company_id) instructor_recipients
    """

  package let particulars: SQL =
    """
    SELECT id, number, birth_date, beside FROM (
      SELECT i.id, i.number, CAST(NULL AS TEXT) AS birth_date, c.full_name AS beside
      FROM instructors i JOIN company_facts c ON c.id = i.company_id) instructor_particulars
    """

  /// Only instructors of active companies.
  package func withoutAccess(on day: CalendarDate) -> SQL {
    """
    SELECT i.id, i.email, c.street, c.postcode FROM instructors i JOIN company_facts c ON c.id = i.company_id
    WHERE (i.active_until IS NULL OR i.active_until >= \(day))
      AND (c.active_until IS NULL OR c.active_until >= \(day))
      AND \(sql: PostalCodeQueries.isWithoutAccess(kind, "i.id"))
    """
  }

  package func withPostalAddress(_ subject: Int64) -> SQL {
    """
    SELECT i.id FROM instructors i JOIN company_facts c ON c.id = i.company_id
    WHERE i.id = \(subject) AND c.street <> '' AND c.postcode <> ''
    """
  }

  package func recipients(_ subjects: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient] {
    let rows = try connection.rows(Self.entries + " WHERE i.id IN (\(list: subjects))")
    return try rows.reduce(into: [:]) { found, row in
      let company: String = try row["company"]
      let person = try person(row)
      found[person.subject] = AccessRecipient(
        person, number: try row["number"], addressLines: [person.name, company] + (try row.street()),
        belonging: company)
    }
  }

  package func title(of subject: Int64, in connection: any Connection) throws -> String? {
    try connection.row(Self.entries + " WHERE i.id = \(subject)").map { row in
      let (first, last, company): (String, String, String) = (
        try row["first_name"], try row["last_name"], try row["company"]
      )
      return "\(first) \(last), \(company)"
    }
  }

  package func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity? {
    try connection.row("SELECT first_name, last_name, number FROM instructors WHERE id = \(subject)").map {
      PersonIdentity(
        kind: kind, subject: subject, firstName: try $0["first_name"], lastName: try $0["last_name"],
        userName: try $0["number"])
    }
  }

  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try connection.rows(Self.entries + " WHERE i.number_key = \(key)").map { try person($0) }
  }

  package func accounts(named name: String, in connection: any Connection) throws -> [Int64] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try FunctionGrantQueries.holders(
      kind, of: "SELECT id FROM instructors WHERE number_key = \(key)", in: connection)
  }

  package func file(
    of subject: Int64, on day: CalendarDate, _ t: Texts, in connection: any Connection
  ) throws -> PersonFile? {
    try InstructorQueries.instructor(subject, on: day, in: connection).map { found in
      PersonFile(
        person: found.person, number: found.number, email: found.email, access: found.access, hasAddress: true,
        belonging: [Link(found.companyName, CompanyPath.office(found.company))],
        overline: "\(t("training.field.instructorNumber")) \(found.number)")
    }
  }

  private func person(_ row: Row) throws -> RegisteredPerson {
    RegisteredPerson(
      kind: kind, subject: try row["id"], firstName: try row["first_name"], lastName: try row["last_name"],
      place: try row["company"])
  }

  private static let entries: SQL =
    """
    SELECT i.id, i.number, i.first_name, i.last_name, c.street, c.postcode, c.place, c.full_name AS company
    FROM instructors i JOIN company_facts c ON c.id = i.company_id
    """
}
