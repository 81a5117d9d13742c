import Apprenticeships
import Database
import Work

/// Examiners and exam participants as recipients of letters with credentials.
package struct ExamPostalRegister: PostalRegister {
  package init() {}

  package func recipients(of codes: [Int64], in connection: any Connection) throws -> [Int64: AccessRecipient] {
    var found: [Int64: AccessRecipient] = [:]
    for role in ExamRole.allCases {
      for portion in codes.chunked(into: 500) {
        let rows = try connection.rows(
          """
          SELECT id, subject_id FROM postal_codes
          WHERE kind = \(role.function) AND state = 'requested' AND id IN (\(list: portion))
          """)
        let codes = try Dictionary(
          uniqueKeysWithValues: rows.map { row -> (Int64, Int64) in
            (try row["subject_id"], try row["id"])
          })
        for one in try ExamPersonQueries.people(role, Array(codes.keys), in: connection) {
          guard let code = codes[one.id] else { continue }
          found[code] = AccessRecipient(
            one.person, number: one.number, addressLines: [one.name, one.street, "\(one.postcode) \(one.place)"],
            belonging: one.assignment)
        }
      }
    }
    return found
  }
}
