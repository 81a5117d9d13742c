import Accounts
import Chronology
import Database
import Office
import Registers
import Web

/// Examiners or exam participants as a kind of person.
package struct ExamPersonKind: PersonKind {
  package let role: ExamRole

  package init(_ role: ExamRole) {
    self.role = role
  }

  package var kind: FunctionKind { role.function }
  package var importKind: String? { role.importKind }

  package var standing: PersonStanding {
    switch role {
    case .examiner: .working
    case .participant: .either
    }
  }

  package var numberWords: [String] {
    switch role {
    case .examiner: ["pruefer", "ausschuss", "examiner"]
    case .participant: ["teilnehm", "pruefling", "kandidat", "participant"]
    }
  }

  package var officePath: String? { role.officePath }

  package var everyone: SQL {
    """
    SELECT id, number_key, first_name AS name, last_name AS more, '' AS addition, street, postcode, place
    FROM
    """ + " " + ExamPersonQueries.table(role)
  }

  /// Distinguishes persons of the same name: their board or exam.
  package var particulars: SQL {
    let beside: SQL = role == .examiner ? "board" : "exam"
    return "SELECT id, number, CAST(NULL AS TEXT) AS birth_date, " + beside + " AS beside FROM "
      + ExamPersonQueries.table(role)
  }

  package func withoutAccess(on day: CalendarDate) -> SQL {
    "SELECT p.id, p.email, p.street, p.postcode FROM " + ExamPersonQueries.table(role) + " p WHERE "
      + ExamPersonQueries.takesPart(role, on: day) + " AND "
      + PostalCodeQueries.isWithoutAccess(kind, "p.id")
  }

  package func withPostalAddress(_ subject: Int64) -> SQL {
    "SELECT p.id FROM " + ExamPersonQueries.table(role)
      + " p WHERE p.id = \(subject) AND p.street <> '' AND p.postcode <> ''"
  }

  package func recipients(_ subjects: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient] {
    try ExamPersonQueries.people(role, subjects, in: connection).reduce(into: [:]) { found, one in
      found[one.id] = AccessRecipient(
        one.person, number: one.number, addressLines: [one.name, one.street, "\(one.postcode) \(one.place)"],
        belonging: one.assignment)
    }
  }

  package func title(of subject: Int64, in connection: any Connection) throws -> String? {
    try ExamPersonQueries.person(role, subject, in: connection).map { found in
      [found.name, found.assignment].filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  package func identity(of subject: Int64, in connection: any Connection) throws -> PersonIdentity? {
    try ExamPersonQueries.person(role, subject, in: connection).map {
      PersonIdentity(
        kind: kind, subject: subject, firstName: $0.firstName, lastName: $0.lastName, userName: $0.number)
    }
  }

  package func people(named name: String, in connection: any Connection) throws -> [RegisteredPerson] {
    try ExamPersonQueries.person(role, numbered: name, in: connection).map { [$0.person] } ?? []
  }

  package func accounts(named name: String, in connection: any Connection) throws -> [Int64] {
    let key = NumberKey.folded(name)
    guard !key.isEmpty else { return [] }
    return try FunctionGrantQueries.holders(
      kind, of: "SELECT id FROM " + ExamPersonQueries.table(role) + " WHERE number_key = \(key)", in: connection)
  }

  package func file(
    of subject: Int64, on day: CalendarDate, _ t: Texts, in connection: any Connection
  ) throws -> PersonFile? {
    try ExamPersonQueries.person(role, subject, in: connection).map { found in
      PersonFile(
        person: found.person, number: found.number, email: found.email, access: found.access,
        hasAddress: !found.street.isEmpty && !found.postcode.isEmpty,
        belonging: [Link(t("exams.office.\(role.rawValue)"), role.officePath)],
        overline: t("accounts.function.\(role.rawValue)"), facts: found.facts(t))
    }
  }
}
