import Accounts
import Chronology
import Companies
import Database
import Documents

/// Examiners as recipients of documents.
package struct ExaminerAddressees: AddresseeDirectory {
  package let kind = RecipientKind.examiner
  package let everyone: SQL =
    """
    SELECT id, number_key, first_name AS name, last_name AS more, '' AS addition, '' AS street, '' AS postcode,
      '' AS place
    FROM examiners
    """

  package init() {}

  package func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64] {
    try holders(.examiner, subject, in: connection)
  }
}
