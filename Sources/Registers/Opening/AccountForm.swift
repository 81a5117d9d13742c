import Web

/// What was typed to open an account for a person of the register.
package struct AccountForm: Sendable {
  var email = ""
  package var errors = FieldErrors()
  /// The address is in the company's domain and will die with the contract: asked once, then taken.
  var asksForDomain = false

  package init(email: String = "") {
    self.email = email
  }
}

extension AccountForm {
  /// Domains of everybody: a company that uses one shares it with its apprentices.
  package static let publicDomains: Set<String> = [
    "gmx.de", "gmx.net", "web.de", "t-online.de", "gmail.com", "googlemail.com", "outlook.com", "outlook.de",
    "hotmail.com", "hotmail.de", "icloud.com", "yahoo.de", "yahoo.com", "freenet.de", "posteo.de", "mailbox.org",
    "arcor.de", "aol.com", "live.de", "me.com",
  ]
}
