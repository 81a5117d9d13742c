import Web

/// The form for opening an account for a person of the register.
package struct AccountForm: Sendable {
  var email = ""
  package var errors = FieldErrors()
  /// The address is in the company's domain and will expire with the contract: accepted after one warning.
  var asksForDomain = false

  package init(email: String = "") {
    self.email = email
  }
}

extension AccountForm {
  /// Domains of public mail providers, which a company may share with its apprentices.
  package static let publicDomains: Set<String> = [
    "gmx.de", "gmx.net", "web.de", "t-online.de", "gmail.com", "googlemail.com", "outlook.com", "outlook.de",
    "hotmail.com", "hotmail.de", "icloud.com", "yahoo.de", "yahoo.com", "freenet.de", "posteo.de", "mailbox.org",
    "arcor.de", "aol.com", "live.de", "me.com",
  ]
}
