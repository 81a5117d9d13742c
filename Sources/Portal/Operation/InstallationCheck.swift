import Chronology
import Database
import Foundation
import Logging
import Postbox
import Settings
import Typesetting

/// Checks everything that the portal needs to run, for `kammerportal check`. Changes nothing.
package struct InstallationCheck: Sendable {
  package struct Finding: Sendable {
    package let subject: String
    package let text: String
    package let isTrouble: Bool
  }

  private let configuration: PortalConfiguration

  package init(_ configuration: PortalConfiguration) {
    self.configuration = configuration
  }

  package func findings(mailServer: Bool) async -> [Finding] {
    var findings = await database() + folders()
    findings.append(await seal())
    findings.append(transport())
    if mailServer, let url = configuration.mailTransport, let trouble = await MailServerProbe.trouble(with: url) {
      findings.append(Finding(subject: "mail server", text: trouble, isTrouble: true))
    } else if mailServer, configuration.mailTransport != nil {
      findings.append(Finding(subject: "mail server", text: "it answers", isTrouble: false))
    }
    return findings
  }

  private func database() async -> [Finding] {
    if let file = configuration.sqliteFile, !FileManager.default.fileExists(atPath: file) {
      let text = "there is none at \(file); `kammerportal migrate` makes it"
      return [Finding(subject: "database", text: text, isTrouble: true)]
    }
    let logger = Logger(label: "check") { _ in SwiftLogNoOpLogHandler() }
    guard let database = try? await Database.open(configuration.database, connections: 1, logger: logger) else {
      let text = "it cannot be reached or read; does it run, and is its address right?"
      return [Finding(subject: "database", text: text, isTrouble: true)]
    }
    let findings = [await schema(database), await secret(database)]
    await database.close()
    return findings
  }

  private func schema(_ database: Database) async -> Finding {
    do {
      let pending = try await database.pendingMigrations(PortalApplication.migrations)
      guard pending.isEmpty else {
        let text = "the schema is \(pending.count) steps behind; make a backup, then run `kammerportal migrate`"
        return Finding(subject: "database", text: text, isTrouble: true)
      }
      return Finding(subject: "database", text: "in order", isTrouble: false)
    } catch {
      return Finding(subject: "database", text: "its schema cannot be read: \(error)", isTrouble: true)
    }
  }

  private func secret(_ database: Database) async -> Finding {
    do {
      try await PortalApplication.refuseWrongSecret(database, configuration)
      let text = configuration.secretOrigin.unkept == nil ? "in order" : "none yet; the first start makes one"
      return Finding(subject: "secret", text: text, isTrouble: false)
    } catch {
      return Finding(subject: "secret", text: "\(error)", isTrouble: true)
    }
  }

  private func folders() -> [Finding] {
    let folder = configuration.folder.path
    let files = FileManager.default
    let place = files.fileExists(atPath: folder) ? folder : (folder as NSString).deletingLastPathComponent
    let isWritable = files.isWritableFile(atPath: place.isEmpty ? "." : place)
    let python = files.isExecutableFile(atPath: configuration.python)
    return [
      Finding(
        subject: "folder", text: isWritable ? "in order, \(folder)" : "this user cannot write into \(folder)",
        isTrouble: !isWritable),
      Finding(
        subject: "python",
        text: python
          ? "in order, \(configuration.python)" : "there is no program \(configuration.python); see `python`",
        isTrouble: !python),
    ]
  }

  private func seal() async -> Finding {
    let key = configuration.sealingKey
    guard FileManager.default.fileExists(atPath: key.path.path) else {
      let text = "there is no key \(key.path.path): nothing can be sealed, documents wait"
      return Finding(subject: "seal", text: text, isTrouble: configuration.sealKey != nil)
    }
    let typesetter = Typesetter(
      python: configuration.python, logger: Logger(label: "check") { _ in SwiftLogNoOpLogHandler() })
    let finding: Finding
    do {
      let until = try await typesetter.certificate(of: key).validUntil
      let isOver = until < Int64(Date().timeIntervalSince1970)
      finding = Finding(
        subject: "seal", text: isOver ? "the certificate of \(key.path.path) has expired" : "in order",
        isTrouble: isOver)
    } catch {
      let text = "the key \(key.path.path) cannot be opened (\(error)); look at `seal.password`"
      finding = Finding(subject: "seal", text: text, isTrouble: true)
    }
    await typesetter.stop()
    return finding
  }

  private func transport() -> Finding {
    do {
      try configuration.requireTransport()
      _ = try mailTransport(
        url: configuration.mailTransport ?? "", user: configuration.mailUser, password: configuration.mailPassword,
        caFile: configuration.mailCertificates, heloName: "localhost")
      return Finding(subject: "mail", text: "in order", isTrouble: false)
    } catch {
      return Finding(subject: "mail", text: "\(error)", isTrouble: true)
    }
  }
}
