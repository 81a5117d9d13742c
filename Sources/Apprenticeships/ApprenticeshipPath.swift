import Companies

/// The addresses of pages about the register and requests for credentials.
package enum ApprenticeshipPath {
  /// The apprenticeships visible to the person.
  static let start = "/ausbildungsverhaeltnisse"
  static func apprenticeship(_ id: Int64) -> String { "\(start)/\(id)" }

  /// The instructors of the person's company.
  static let instructors = "/ausbilder"
  static func instructor(_ id: Int64) -> String { "\(instructors)/\(id)" }

  /// The branches of a head office.
  static func branches(of company: Int64) -> String { "\(CompanyPath.company(company))/filialen" }

  /// Requesting credentials by post.
  package static let credentialRequest = "/zugangsdaten/beantragen"

  /// The officers' list of the register.
  package static let register = "/kammer/verzeichnis"

  /// The officers' page of an entry.
  package static func registerEntry(_ id: Int64) -> String { "\(register)/\(id)" }

  /// The officers' list of instructors.
  static let officeInstructors = "/kammer/ausbilder"
  static func officeInstructor(_ id: Int64) -> String { "\(officeInstructors)/\(id)" }

  /// The officers' list of occupations.
  static let occupations = "/kammer/berufe"
  static func occupation(_ id: Int64) -> String { "\(occupations)/\(id)" }

  /// The officers' list of requests for credentials.
  static let requests = "/kammer/antraege"
}
