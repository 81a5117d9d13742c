import Chronology
import Database

/// A company (Betrieb) in the chamber's register. The legal party of a training contract is the training employer
/// (Ausbildende); this is the chamber's record of the firm.
package struct Company: Sendable, Equatable {
  package let id: Int64
  package let number: String
  /// The full name, with the legal form.
  package let name: String
  package let nameAddition: String
  package let legalForm: String
  package let street: String
  package let postcode: String
  package let place: String
  package let email: String
  package let phone: String
  package let headOffice: Int64?
  package let activeFrom: CalendarDate?
  package let activeUntil: CalendarDate?
  /// The sort key of the name.
  let nameKey: String

  static let columns: StaticString =
    """
    id, number, full_name, name_key, name_addition, legal_form, street, postcode, place, email, phone, head_office_id, active_from,
    active_until
    """

  init(_ row: Row) throws {
    id = try row["id"]
    number = try row["number"]
    name = try row["full_name"]
    nameKey = try row["name_key"]
    nameAddition = try row["name_addition"]
    legalForm = try row["legal_form"]
    street = try row["street"]
    postcode = try row["postcode"]
    place = try row["place"]
    email = try row["email"]
    phone = try row["phone"]
    headOffice = try row["head_office_id"]
    activeFrom = try row["active_from"]
    activeUntil = try row["active_until"]
  }

  package func isActive(on day: CalendarDate) -> Bool {
    (activeFrom.map { $0 <= day } ?? true) && (activeUntil.map { day <= $0 } ?? true)
  }

  package var hasPostalAddress: Bool { !street.isEmpty && !postcode.isEmpty && !place.isEmpty }

  /// The lines of the address field of a letter.
  package var addressLines: [String] {
    [name, nameAddition, street, "\(postcode) \(place)"].filter { !$0.isEmpty }
  }
}

/// The rights (Rechte) that a member of a company can have.
package enum CompanyRight: String, Sendable, CaseIterable, ColumnValue {
  /// Contracts, courses run by several companies, exams.
  case training
  /// Notices and payments.
  case finance
  /// Bookings for employees.
  case courses
  /// Company data and documents, read-only.
  case reading

  static func parse(_ text: String) -> Set<CompanyRight> {
    Set(text.split(separator: ",").compactMap { CompanyRight(rawValue: String($0)) })
  }

  static func text(_ rights: Set<CompanyRight>) -> String {
    rights.map(\.rawValue).sorted().joined(separator: ",")
  }
}
