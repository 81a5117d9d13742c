import Configuration
import Foundation
import Logging
import Sodium
import SystemPackage
import Typesetting
import Web

/// How an installation is set up: from the options of the command line, the environment (`KAMMERPORTAL_…`) and a YAML
/// file, in this order. What a chamber decides about its work are chamber settings, kept in the database.
package struct PortalConfiguration: Sendable {
  package var database: String
  package var host: String
  package var port: Int
  package var baseURL: String
  package var trustedProxies: Int
  package var secret: SecretKey
  package var mailTransport: String
  package var mailUser: String?
  package var mailPassword: String?
  package var mailCertificates: String?
  package var python: String
  package var folder: URL
  /// The chamber's key for sealing documents, a PKCS#12 file; without one documents wait.
  package var sealKey: URL?
  package var sealPassword: String
  package var chamberKind: ChamberKind
  /// Whether the back office opens only after a second factor; switched off in the demo.
  package var secondFactorForOfficers: Bool
  package var logLevel: Logger.Level
  package var isDemo: Bool
  /// Serves the extra route that `script/bench` compares with.
  package var isMeasured: Bool

  /// What the command line decides.
  package struct Options: Sendable {
    package var database: String?
    package var configurationFile: String?
    package var port: Int?
    package var isDemo: Bool

    package init(database: String? = nil, configurationFile: String? = nil, port: Int? = nil, isDemo: Bool = false) {
      self.database = database
      self.configurationFile = configurationFile
      self.port = port
      self.isDemo = isDemo
    }
  }

  package static func load(_ options: Options) async throws -> PortalConfiguration {
    var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "kammerportal")]
    if let file = options.configurationFile {
      providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
    }
    let config = ConfigReader(providers: providers)
    let folder = URL(fileURLWithPath: config.string(forKey: "var", default: "var"), isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let port = options.port ?? config.int(forKey: "port", default: 8080)
    let host = config.string(forKey: "host", default: "127.0.0.1")
    let mailFolder = folder.appendingPathComponent("mail").path
    return PortalConfiguration(
      database: options.database
        ?? config.string(forKey: "database", default: "sqlite:\(folder.path)/kammerportal.sqlite"),
      host: host, port: port, baseURL: config.string(forKey: "baseURL", default: "http://\(host):\(port)"),
      trustedProxies: config.int(forKey: "trustedProxies", default: 0), secret: try secret(config, folder),
      mailTransport: options.isDemo
        ? "file:\(mailFolder)" : config.string(forKey: "mail.transport", default: "file:\(mailFolder)"),
      mailUser: config.string(forKey: "mail.user"),
      mailPassword: config.string(forKey: "mail.password", isSecret: true),
      mailCertificates: config.string(forKey: "mail.certificates"),
      python: config.string(forKey: "python", default: "var/python/bin/python3"), folder: folder,
      sealKey: config.string(forKey: "seal.key").map { URL(fileURLWithPath: $0) },
      sealPassword: config.string(forKey: "seal.password", isSecret: true) ?? "",
      chamberKind: config.string(forKey: "chamber.kind").flatMap(ChamberKind.init(rawValue:)) ?? .hwk,
      secondFactorForOfficers: !options.isDemo && config.bool(forKey: "chamber.secondFactor", default: true),
      logLevel: config.string(forKey: "logLevel").flatMap(Logger.Level.init(rawValue:)) ?? .info,
      isDemo: options.isDemo, isMeasured: config.bool(forKey: "bench", default: false))
  }

  /// The secret from the configuration, from the file it names, or one that is made once and kept beside the data.
  private static func secret(_ config: ConfigReader, _ folder: URL) throws -> SecretKey {
    if let text = config.string(forKey: "secret", isSecret: true) { return SecretKey(secret: text) }
    let file = config.string(forKey: "secretFile").map { URL(fileURLWithPath: $0) }
    if let file { return SecretKey(secret: try trimmedText(of: file)) }
    let kept = folder.appendingPathComponent("secret")
    if !FileManager.default.fileExists(atPath: kept.path) {
      let text = Sodium.base64(Sodium.randomBytes(32))
      _ = FileManager.default.createFile(
        atPath: kept.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    }
    return SecretKey(secret: try trimmedText(of: kept))
  }

  private static func trimmedText(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  var mailFolder: URL { folder.appendingPathComponent("mail") }
  package var letterFolder: URL { folder.appendingPathComponent("letters") }
  package var documentFolder: URL { folder.appendingPathComponent("documents") }
  /// What is attached to training records.
  package var recordFolder: URL { folder.appendingPathComponent("records") }

  /// The key for sealing. One that the portal made for itself opens with the portal's own secret.
  package var sealingKey: SealingKey {
    let own = Sodium.hexadecimal(secret.derived(for: "seal").hash("password"))
    let path = sealKey ?? folder.appendingPathComponent("seal.p12")
    return SealingKey(path: path, password: sealPassword.isEmpty ? own : sealPassword)
  }
}
