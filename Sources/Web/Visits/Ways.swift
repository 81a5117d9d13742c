/// The addresses of pages to which lower targets link although a higher one serves them; supplied by the portal.
package struct Ways: Sendable {
  /// Signing in; takes `?weiter=PATH`, the page to return to.
  package let signIn: String
  /// The help page.
  package let help: String
  /// The explanation of how to get access, from registration to verification.
  package let explanation: String
  /// Verifying a company, for people without any function.
  package let verification: String
  /// Requesting credentials by post.
  package let credentialRequest: String
  /// The first page of the back office; all officers' pages are below it.
  package let office: String

  package init(
    signIn: String, help: String, explanation: String, verification: String, credentialRequest: String, office: String
  ) {
    self.signIn = signIn
    self.help = help
    self.explanation = explanation
    self.verification = verification
    self.credentialRequest = credentialRequest
    self.office = office
  }
}
