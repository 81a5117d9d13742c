import Chronology

/// Where mails go and how: a mail server that takes them on, mostly the chamber's own.
package struct SMTPSettings: Sendable {
  package enum Encryption: Sendable {
    /// Begins in clear and goes over to TLS before anything is told (STARTTLS); without TLS nothing is sent.
    case required
    /// TLS from the first byte on.
    case fromTheStart
    /// In clear: for a relay on the same machine.
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
  /// How the portal introduces itself to the server.
  package var heloName: String
  /// Until the login is done; many servers keep strangers waiting for their greeting.
  package var connectTimeout = TimeSpan.seconds(30)
  /// For one message, connecting included; some servers look for viruses before they answer.
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

  /// The address as libcurl takes it.
  var url: String {
    let literal = host.contains(":") ? "[\(host)]" : host
    return "\(encryption == .fromTheStart ? "smtps" : "smtp")://\(literal):\(port)/\(heloName)"
  }
}
