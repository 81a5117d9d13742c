import Accounts
import Apprenticeships
import Companies
import Office
import Web

/// The addresses of the public pages.
enum PortalPath {
  /// The help page.
  static let help = "/hilfe"

  /// The explanation of how to get access, from registration to verification.
  static let explanation = "/registrierung-und-verifizierung"
  static let imprint = "/impressum"
  static let privacy = "/datenschutz"
  static let accessibility = "/barrierefreiheit"
}

extension Ways {
  static let ofPortal = Ways(
    signIn: AccountPath.signIn, help: PortalPath.help, explanation: PortalPath.explanation,
    verification: CompanyPath.verification, credentialRequest: ApprenticeshipPath.credentialRequest,
    office: OfficePath.start)
}
