import Chronology

/// The mail server (smarthost), usually the chamber's own, and how to connect to it.
package struct SMTPSettings: Sendable {
  package enum Encryption: Sendable {
    /// STARTTLS: connects unencrypted and switches to TLS before anything is sent; without TLS nothing is sent.
    case required
    /// TLS from the first byte on.
    case fromTheStart
    /// Unencrypted, for a relay on the same machine.
    case none
  }

  package struct Login: Sendable {
    package let user: String
    package let password: String

    package init(user: String, password: String) {
      self.user = user
      self.password = password
    }
  }

  package var host: String
  package var port: Int
  package var encryption: Encryption
  package var login: Login?
  /// A PEM file of the certificate authorities to trust instead of the system's.
  package var caFile: String?
  /// The host name sent with EHLO.
  package var heloName: String
  /// Until the login is done; many servers delay their greeting for unknown clients.
  package var connectTimeout = TimeSpan.seconds(30)
  /// For one message, including the connection; some servers scan for viruses before they answer.
  package var totalTimeout = TimeSpan.seconds(120)

  package init(
    host: String, port: Int, encryption: Encryption = .required, login: Login? = nil, caFile: String? = nil,
    heloName: String
  ) {
    self.host = host
    self.port = port
    self.encryption = encryption
    self.login = login
    self.caFile = caFile
    self.heloName = heloName
  }

  /// The address in libcurl's form.
  var url: String {
    let literal = host.contains(":") ? "[\(host)]" : host
    return "\(encryption == .fromTheStart ? "smtps" : "smtp")://\(literal):\(port)/\(heloName)"
  }
}
