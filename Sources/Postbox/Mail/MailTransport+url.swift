import Foundation

/// Unusable mail configuration: what and why, for the operator at start.
package struct MailSettingsFault: Error, CustomStringConvertible {
  package let description: String
}

/// The transport for an address in the configuration.
///
/// - Parameters:
///   - url: `file:FOLDER`; `smtp://host:port` with STARTTLS required (default port 587); `smtps://host:port` with TLS from
///     the start (465); `smtp+plain://host:port` unencrypted (25), for a relay on the same machine.
///   - user: user name, with `password`; empty for none. Not over `smtp+plain` to another machine.
///   - caFile: PEM file of the certificate authorities to trust instead of the system's; empty for none.
///   - heloName: host name sent with EHLO.
/// - Throws: `MailSettingsFault`
package func mailTransport(
  url: String, user: String?, password: String?, caFile: String?, heloName: String
) throws -> any MailTransport {
  if url.hasPrefix("file:") {
    let path = url.dropFirst(5)
    let folder = path.hasPrefix("//") ? path.dropFirst(2) : path
    guard !folder.isEmpty else { throw MailSettingsFault(description: "\(url): the folder is missing") }
    return FileTransport(folder: String(folder))
  }
  var settings = try SMTPSettings(url: url, heloName: heloName)
  settings.login = try settings.login(user: user ?? "", password: password ?? "")
  if let caFile, !caFile.isEmpty {
    guard FileManager.default.isReadableFile(atPath: caFile) else {
      throw MailSettingsFault(description: "\(caFile): the file of certificate authorities cannot be read")
    }
    settings.caFile = caFile
  }
  return SMTPTransport(settings)
}

extension SMTPSettings {
  init(url: String, heloName: String) throws {
    guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
      let kind = Self.kinds[parts.scheme ?? ""], (1...65_535).contains(parts.port ?? kind.port),
      ["", "/"].contains(parts.path), parts.query == nil
    else {
      let forms = "file:FOLDER, smtp://host:port, smtps://host:port or smtp+plain://host:port"
      throw MailSettingsFault(description: "\(Self.withoutLogin(url)): expected \(forms)")
    }
    guard parts.user == nil, parts.password == nil else {
      throw MailSettingsFault(description: "user and password of the mail server belong into settings of their own")
    }
    guard !heloName.isEmpty, heloName.utf8.allSatisfy({ Self.nameSigns.contains($0) }) else {
      throw MailSettingsFault(description: "\(heloName): no host name to greet a mail server with")
    }
    self.init(
      host: host.filter { $0 != "[" && $0 != "]" }, port: parts.port ?? kind.port, encryption: kind.encryption,
      heloName: heloName)
  }

  fileprivate func login(user: String, password: String) throws -> Login? {
    guard user.isEmpty == password.isEmpty else {
      throw MailSettingsFault(description: "the login at the mail server needs both user and password")
    }
    guard !user.isEmpty else { return nil }
    guard encryption != .none || ["localhost", "127.0.0.1", "::1"].contains(host) else {
      throw MailSettingsFault(description: "smtp+plain://\(host): a password does not go to another machine in clear")
    }
    return Login(user: user, password: password)
  }

  private static let kinds: [String: (port: Int, encryption: Encryption)] = [
    "smtp": (587, .required), "smtps": (465, .fromTheStart), "smtp+plain": (25, .none),
  ]

  private static let nameSigns = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-".utf8)

  /// Keeps a password written into the address by mistake out of the log.
  private static func withoutLogin(_ url: String) -> String {
    guard let at = url.lastIndex(of: "@") else { return url }
    return "…" + url[at...]
  }
}
