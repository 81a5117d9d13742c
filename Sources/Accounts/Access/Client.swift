import Web

/// What somebody signs in with: a browser, or a program that sends nothing of all this.
package struct Client: Sendable {
  /// The token by which a browser is recognised; nil where none was sent.
  let deviceToken: String?
  let userAgent: String
  /// In which the person reads; mails to an account are written in the one used last.
  let language: Language

  package init(deviceToken: String? = nil, userAgent: String = "", language: Language = .german) {
    self.deviceToken = deviceToken
    self.userAgent = userAgent
    self.language = language
  }
}
