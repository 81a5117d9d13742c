/// Addresses of pages to which lower targets lead though a higher one serves them. The portal hands them in.
package struct Ways: Sendable {
  /// Signing in; takes `?weiter=PATH`, where the person is sent afterwards.
  package let signIn: String
  /// How the portal is used.
  package let help: String
  /// How somebody gets access, from registration to verification.
  package let explanation: String
  /// Verifying a company, for somebody without any function.
  package let verification: String
  /// Asking for credentials by post.
  package let credentialRequest: String
  /// The start of the officers' pages; all of them lie below.
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
