import Web

/// The program that somebody signs in with: a browser, or a program that sends none of this.
package struct Client: Sendable {
  /// The token that recognises a browser; nil if none was sent.
  let deviceToken: String?
  let userAgent: String
  /// The language in which the person reads; mails to an account are written in the one used last.
  let language: Language

  package init(deviceToken: String? = nil, userAgent: String = "", language: Language = .german) {
    self.deviceToken = deviceToken
    self.userAgent = userAgent
    self.language = language
  }
}
