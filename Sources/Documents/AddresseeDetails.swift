import Chronology
import Database

/// Distinguishes a recipient from others with the same name, for officers who are about to issue something.
package struct AddresseeDetails: Sendable {
  package let name: String
  package let number: String
  package let birthDate: CalendarDate?
  /// The company, the exam or the board; empty if there is none.
  package let beside: String
  package let address: [String]
}

extension AddresseeDirectory {
  func details(of subject: Int64, in connection: any Connection) throws -> AddresseeDetails? {
    guard let row = try connection.row(particulars + " WHERE id = \(subject)"),
      let name = try names(of: [subject], in: connection)[subject]
    else { return nil }
    let beside: String? = try row["beside"]
    return AddresseeDetails(
      name: name, number: try row["number"], birthDate: try row["birth_date"], beside: beside ?? "",
      address: Array(try addressLines(of: subject, in: connection).dropFirst()))
  }
}

extension Documents {
  package func details(of addressee: Addressee, in connection: any Connection) throws -> AddresseeDetails? {
    try directory(addressee.kind)?.details(of: addressee.subject, in: connection)
  }

  /// The recipient with a number of the chamber.
  package func addressee(
    _ kind: RecipientKind, numbered number: String, in connection: any Connection
  ) throws -> Addressee? {
    try directory(kind)?.find([number], in: connection).values.first.map { Addressee(kind, $0.subject) }
  }
}
