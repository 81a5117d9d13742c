/// The addresses of pages about companies.
package enum CompanyPath {
  /// Entering a PIN.
  package static let verification = "/betrieb-freischalten"
  static let newPIN = "\(verification)/neue-pin"

  /// Entering the revocation code from a letter.
  static let revocation = "/widerruf"

  /// The company's page for its members.
  package static func company(_ id: Int64) -> String { "/betriebe/\(id)" }

  /// Inviting a person.
  package static func invitation(to company: Int64) -> String { "\(self.company(company))/einladen" }

  /// The officers' list.
  package static let officeStart = "/kammer/betriebe"

  /// The officers' page of a company.
  package static func office(_ id: Int64) -> String { "\(officeStart)/\(id)" }
}
