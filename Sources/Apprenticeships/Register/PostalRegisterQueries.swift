import Accounts
import Database
import Work

/// Apprentices and instructors as recipients of letters.
package struct TrainingPostalRegister: PostalRegister {
  package init() {}

  package func recipients(of codes: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient] {
    var found: [Int64: AccessRecipient] = [:]
    for portion in codes.chunked(into: 500) {
      for row in try connection.rows(Self.apprentices(of: portion)) {
        found[try row["id"]] = try AccessRecipient(apprentice: row)
      }
      for row in try connection.rows(Self.instructors(of: portion)) {
        found[try row["id"]] = try AccessRecipient(instructor: row)
      }
    }
    return found
  }

  private static func apprentices(of codes: [Int64]) -> SQL {
    """
    SELECT k.id, p.id AS subject, p.number, p.first_name, p.last_name, p.street, p.postcode, p.place,
      o.name AS occupation, c.full_name AS company
    FROM postal_codes k JOIN apprentices p ON p.id = k.subject_id
      JOIN apprenticeships s ON s.id = (SELECT max(n.id) FROM apprenticeships n WHERE n.apprentice_id = p.id)
      JOIN occupations o ON o.id = s.occupation_id JOIN companies c ON c.id = s.company_id
    WHERE k.kind = 'apprentice' AND k.state = 'requested' AND k.id IN (\(list: codes))
    """
  }

  private static func instructors(of codes: [Int64]) -> SQL {
    """
    SELECT k.id, i.id AS subject, i.number, i.first_name, i.last_name, c.street, c.postcode, c.place,
      c.full_name AS company
    FROM postal_codes k JOIN instructors i ON i.id = k.subject_id JOIN companies c ON c.id = i.company_id
    WHERE k.kind = 'instructor' AND k.state = 'requested' AND k.id IN (\(list: codes))
    """
  }
}

extension AccessRecipient {
  fileprivate init(apprentice row: Row) throws {
    let company: String = try row["company"]
    let occupation: String = try row["occupation"]
    let person = try Self.person(.apprentice, row, place: company)
    self.init(
      person, number: try row["number"], addressLines: [person.name] + (try Self.street(row)),
      belonging: "\(occupation), \(company)")
  }

  /// At the company, under the own name: who opens the company's post sees that it is personal.
  fileprivate init(instructor row: Row) throws {
    let company: String = try row["company"]
    let person = try Self.person(.instructor, row, place: company)
    self.init(
      person, number: try row["number"], addressLines: [person.name, company] + (try Self.street(row)),
      belonging: company)
  }

  private static func person(_ kind: FunctionKind, _ row: Row, place: String) throws -> RegisteredPerson {
    RegisteredPerson(
      kind: kind, subject: try row["subject"], firstName: try row["first_name"], lastName: try row["last_name"],
      place: place)
  }

  private static func street(_ row: Row) throws -> [String] {
    let (street, postcode, place): (String, String, String) = (
      try row["street"], try row["postcode"], try row["place"]
    )
    return [street, "\(postcode) \(place)"]
  }
}
