import Chronology
import Foundation
import Logging
import Postbox
import Typesetting
import Web

/// A configuration key: its names and its valid values.
struct ConfigurationKey: Sendable {
  /// The name in the file: `mail.transport` is `transport` below `mail`.
  let path: String
  /// The name in the environment.
  let environment: String
  /// The valid values, as the end of the sentence "… is not possible; allowed is".
  let allowed: String
  /// Whether the value must not appear in messages.
  var isSecret = false
  let allows: @Sendable (String) -> Bool

  static let all: [ConfigurationKey] = [
    ConfigurationKey(
      path: "database", environment: "KAMMERPORTAL_DATABASE",
      allowed: "sqlite:PATH or postgresql://USER:PASSWORD@HOST/NAME", isSecret: true, allows: isDatabase),
    ConfigurationKey(
      path: "host", environment: "KAMMERPORTAL_HOST", allowed: "a name or address to listen on, such as 127.0.0.1",
      allows: isWord),
    ConfigurationKey(
      path: "port", environment: "KAMMERPORTAL_PORT", allowed: "a number from 1 to 65535", allows: isPort),
    ConfigurationKey(
      path: "baseURL", environment: "KAMMERPORTAL_BASE_URL",
      allowed: "an address such as https://portal.kammer.example, without a path or a slash at the end",
      allows: isBaseURL),
    ConfigurationKey(
      path: "trustedProxies", environment: "KAMMERPORTAL_TRUSTED_PROXIES", allowed: "a number from 0 to 9",
      allows: { TypedNumber.whole($0, in: 0...9) != nil }),
    ConfigurationKey(
      path: "secret", environment: "KAMMERPORTAL_SECRET",
      allowed: "a text of at least 32 bytes; `openssl rand -base64 32` makes one", isSecret: true,
      allows: InstallationSecret.isLongEnough),
    ConfigurationKey(
      path: "secretFile", environment: "KAMMERPORTAL_SECRET_FILE", allowed: "a file that can be read",
      allows: isReadable),
    ConfigurationKey(
      path: "mail.transport", environment: "KAMMERPORTAL_MAIL_TRANSPORT",
      allowed: "smtp://HOST:PORT, smtps://HOST:PORT, smtp+plain://localhost or file:FOLDER", isSecret: true,
      allows: isTransport),
    ConfigurationKey(
      path: "mail.user", environment: "KAMMERPORTAL_MAIL_USER", allowed: "a name", allows: { !$0.isEmpty }),
    ConfigurationKey(
      path: "mail.password", environment: "KAMMERPORTAL_MAIL_PASSWORD", allowed: "a text", isSecret: true,
      allows: { !$0.isEmpty }),
    ConfigurationKey(
      path: "mail.certificates", environment: "KAMMERPORTAL_MAIL_CERTIFICATES", allowed: "a file that can be read",
      allows: isReadable),
    ConfigurationKey(
      path: "python", environment: "KAMMERPORTAL_PYTHON", allowed: "the path of a program", allows: { !$0.isEmpty }),
    ConfigurationKey(path: "var", environment: "KAMMERPORTAL_VAR", allowed: "a folder", allows: { !$0.isEmpty }),
    ConfigurationKey(
      path: "seal.key", environment: "KAMMERPORTAL_SEAL_KEY", allowed: "a file that can be read", allows: isReadable),
    ConfigurationKey(
      path: "seal.password", environment: "KAMMERPORTAL_SEAL_PASSWORD", allowed: "a text", isSecret: true,
      allows: { _ in true }),
    ConfigurationKey(
      path: "chamber.kind", environment: "KAMMERPORTAL_CHAMBER_KIND", allowed: "hwk or ihk",
      allows: { ChamberKind(rawValue: $0) != nil }),
    ConfigurationKey(
      path: "chamber.secondFactor", environment: "KAMMERPORTAL_CHAMBER_SECOND_FACTOR", allowed: "true or false",
      allows: isBool),
    ConfigurationKey(
      path: "logLevel", environment: "KAMMERPORTAL_LOG_LEVEL",
      allowed: Logger.Level.allCases.map(\.rawValue).joined(separator: ", "),
      allows: { Logger.Level(rawValue: $0) != nil }),
    ConfigurationKey(
      path: "log.format", environment: "KAMMERPORTAL_LOG_FORMAT", allowed: "json or text",
      allows: { LogFormat(rawValue: $0) != nil }),
    ConfigurationKey(
      path: "metrics.port", environment: "KAMMERPORTAL_METRICS_PORT", allowed: "a number from 1 to 65535",
      allows: isPort),
    ConfigurationKey(
      path: "bench", environment: "KAMMERPORTAL_BENCH", allowed: "true or false", allows: isBool),
  ]

  static func named(_ path: String) -> ConfigurationKey? { all.first { $0.path == path } }
}

extension ConfigurationKey {
  @Sendable static func isDatabase(_ text: String) -> Bool {
    if text.hasPrefix("sqlite:") { return text.utf8.count > "sqlite:".utf8.count }
    return (text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")) && URLComponents(string: text) != nil
  }

  @Sendable static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
  }

  @Sendable static func isPort(_ text: String) -> Bool { TypedNumber.whole(text, in: 1...65_535) != nil }

  @Sendable static func isBool(_ text: String) -> Bool { text == "true" || text == "false" }

  @Sendable static func isReadable(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && FileManager.default.isReadableFile(atPath: path)
  }

  @Sendable static func isBaseURL(_ text: String) -> Bool {
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else { return false }
    return ["http", "https"].contains(parts.scheme) && parts.path.isEmpty && parts.query == nil
      && parts.fragment == nil && parts.user == nil
  }

  @Sendable static func isTransport(_ text: String) -> Bool {
    (try? mailTransport(url: text, user: nil, password: nil, caFile: nil, heloName: "localhost")) != nil
  }
}
