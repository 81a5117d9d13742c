import Configuration
import Foundation
import Logging
import Sodium
import SystemPackage
import Typesetting
import Web

/// The configuration of an installation, in order of precedence: command line options, environment (`KAMMERPORTAL_…`),
/// YAML file. Decisions of the chamber are chamber settings, stored in the database.
package struct PortalConfiguration: Sendable {
  package var database: String
  package var host: String
  package var port: Int
  package var baseURL: String
  package var trustedProxies: Int
  package var secret: SecretKey
  /// Where the secret comes from.
  package var secretOrigin: InstallationSecret
  /// Where mails go; nil if not configured, which only the demo may leave so.
  package var mailTransport: String?
  package var mailUser: String?
  package var mailPassword: String?
  package var mailCertificates: String?
  package var python: String
  package var folder: URL
  /// The chamber's key for sealing documents, a PKCS#12 file; without it documents wait.
  package var sealKey: URL?
  package var sealPassword: String
  package var chamberKind: ChamberKind
  /// Whether the back office requires a second factor; switched off in the demo.
  package var secondFactorForOfficers: Bool
  package var logLevel: Logger.Level
  package var logFormat: LogFormat
  /// A port of 127.0.0.1 for health and metrics only; nil serves them on the portal's own port, to this machine.
  package var metricsPort: Int?
  package var isDemo: Bool
  /// Serves an additional route that `script/bench` compares with.
  package var isMeasured: Bool

  /// The command line options.
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

  /// - Throws: `OperatorFault` with a sentence for each invalid key or value.
  package static func load(_ options: Options) async throws -> PortalConfiguration {
    try refuseWrongValues(options)
    var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "kammerportal")]
    if let file = options.configurationFile {
      providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
    }
    let config = ConfigReader(providers: providers)
    let folder = URL(fileURLWithPath: config.string(forKey: "var", default: "var"), isDirectory: true)
    let port = options.port ?? config.int(forKey: "port", default: 8080)
    let host = config.string(forKey: "host", default: "127.0.0.1")
    let secret = try InstallationSecret.find(config, folder: folder)
    return PortalConfiguration(
      database: options.database
        ?? config.string(forKey: "database", default: "sqlite:\(folder.path)/kammerportal.sqlite"),
      host: host, port: port, baseURL: config.string(forKey: "baseURL", default: "http://\(host):\(port)"),
      trustedProxies: config.int(forKey: "trustedProxies", default: 0), secret: secret.key, secretOrigin: secret,
      mailTransport: options.isDemo
        ? "file:\(folder.appendingPathComponent("mail").path)" : config.string(forKey: "mail.transport"),
      mailUser: config.string(forKey: "mail.user"),
      mailPassword: config.string(forKey: "mail.password", isSecret: true),
      mailCertificates: config.string(forKey: "mail.certificates"),
      python: config.string(forKey: "python", default: "var/python/bin/python3"), folder: folder,
      sealKey: config.string(forKey: "seal.key").map { URL(fileURLWithPath: $0) },
      sealPassword: config.string(forKey: "seal.password", isSecret: true) ?? "",
      chamberKind: config.string(forKey: "chamber.kind").flatMap(ChamberKind.init(rawValue:)) ?? .hwk,
      secondFactorForOfficers: !options.isDemo && config.bool(forKey: "chamber.secondFactor", default: true),
      logLevel: config.string(forKey: "logLevel").flatMap(Logger.Level.init(rawValue:)) ?? .info,
      logFormat: config.string(forKey: "log.format").flatMap(LogFormat.init(rawValue:))
        ?? (options.isDemo ? .text : .json),
      metricsPort: config.int(forKey: "metrics.port"),
      isDemo: options.isDemo, isMeasured: config.bool(forKey: "bench", default: false))
  }

  private static func refuseWrongValues(_ options: Options) throws {
    var problems = ConfigurationCheck.problems(
      file: options.configurationFile, environment: ProcessInfo.processInfo.environment)
    for (path, value) in [("database", options.database), ("port", options.port.map(String.init))] {
      guard let value, let key = ConfigurationKey.named(path),
        let problem = ConfigurationCheck.problem(value, of: key)
      else { continue }
      problems.append("--\(path): \(problem)")
    }
    guard !problems.isEmpty else { return }
    throw OperatorFault("The configuration cannot be used.\n" + problems.joined(separator: "\n"))
  }

  /// The path of the SQLite file; nil for PostgreSQL.
  package var sqliteFile: String? {
    guard database.hasPrefix("sqlite:") else { return nil }
    let path = database.dropFirst("sqlite:".count)
    return String(path.hasPrefix("//") ? path.dropFirst(2) : path)
  }

  package var letterFolder: URL { folder.appendingPathComponent("letters") }
  package var documentFolder: URL { folder.appendingPathComponent("documents") }
  /// The folder of files attached to training records.
  package var recordFolder: URL { folder.appendingPathComponent("records") }

  /// The sealing key. One made by the portal itself is protected by the portal's own secret.
  package var sealingKey: SealingKey {
    let own = Sodium.hexadecimal(secret.derived(for: "seal").hash("password"))
    let path = sealKey ?? folder.appendingPathComponent("seal.p12")
    return SealingKey(path: path, password: sealPassword.isEmpty ? own : sealPassword)
  }
}
