import Accounts
import Chronology
import Companies
import Database
import Documents

/// Examiners as recipients of documents.
package struct ExaminerAddressees: AddresseeDirectory {
  package let kind = RecipientKind.examiner

  package init() {}

  package func find(
    _ numbers: [String], in connection: any Connection
  ) throws -> [String: (subject: Int64, name: String)] {
    try NumberQueries.find(
      "SELECT id, number_key, first_name AS name, last_name AS more FROM examiners", numbers, in: connection)
  }

  package func names(of subjects: [Int64], in connection: any Connection) throws -> [Int64: String] {
    try NumberQueries.names(
      "SELECT id, first_name AS name, last_name AS more FROM examiners", subjects, in: connection)
  }

  package func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64] {
    try holders(.examiner, subject, in: connection)
  }
}
