import Accounts
import Chronology
import Database
import Documents

/// Examiners or exam participants as recipients of documents.
package struct ExamPersonAddressees: AddresseeDirectory {
  private let role: ExamRole

  package init(_ role: ExamRole) {
    self.role = role
  }

  package static let all = ExamRole.allCases.map(ExamPersonAddressees.init)

  package var kind: RecipientKind {
    switch role {
    case .examiner: .examiner
    case .participant: .examParticipant
    }
  }

  package var everyone: SQL { ExamPersonQueries.addressees(role) }

  package var particulars: SQL { ExamPersonQueries.particulars(role) }

  package func readers(
    of subject: Int64, _ document: DocumentKind, on day: CalendarDate, in connection: any Connection
  ) throws -> [Int64] {
    try holders(role.function, subject, in: connection)
  }
}
