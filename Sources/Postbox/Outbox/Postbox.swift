import Chronology
import Database
import Foundation
import Settings
import Sodium
import Work

extension JobKind {
  /// The delivery of one mail.
  package static let mail = JobKind("mail")
}

/// The outbox for mails. A mail is queued in the transaction of the change it reports, so it is sent if and only if the
/// change is committed; a worker delivers it, later if the mail server is down.
package struct Postbox: Sendable {
  let key: SecretKey

  package static let resources = PortalResources(of: "Postbox", in: .module, settings: PostboxSettings.all)

  package init(key: SecretKey) {
    self.key = key.derived(for: "postbox")
  }

  /// Queues a mail.
  package func queue(
    _ draft: MailDraft, to recipient: String, account: Int64?, now: Instant, in connection: any Connection
  ) throws {
    let content = key.seal([UInt8](try JSONEncoder().encode(draft)))
    let id = try MailQueries.add(
      account: account, kind: draft.kind, recipient: recipient, content: content, now: now, in: connection)
    try Jobs.add(.mail, key: String(id), payload: id, due: now, now: now, in: connection)
  }
}

/// The job that delivers queued mails through a transport.
package struct MailDelivery: JobHandler {
  package let kind = JobKind.mail
  /// With pauses of up to a quarter of an hour this covers an outage of about a day.
  package let attempts = 100
  /// Longer than the timeout of a delivery, so that no two workers send the same mail; short, so that the mail of a
  /// worker that died does not wait long.
  package let patience = TimeSpan.minutes(3)

  let postbox: Postbox
  let database: Database
  let transport: any MailTransport
  let settings: ChamberSettings
  let clock: WallClock
  /// The host part of Message-IDs.
  let host: String

  package init(
    postbox: Postbox, database: Database, transport: any MailTransport, settings: ChamberSettings, clock: WallClock,
    host: String
  ) {
    self.postbox = postbox
    self.database = database
    self.transport = transport
    self.settings = settings
    self.clock = clock
    self.host = host
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let id = try job.decoded(as: Int64.self)
    guard let mail = try await database.read({ try MailQueries.waiting(id, in: $0) }) else { return "" }
    let problem = try await deliver(mail)
    let now = clock.now
    try await database.write { connection in
      if let problem {
        try MailQueries.noteFailed(id, problem: problem, in: connection)
      } else {
        try MailQueries.noteSent(id, now: now, in: connection)
      }
    }
    return problem ?? ""
  }

  /// - Returns: nil if the mail was sent, otherwise why it never will be.
  private func deliver(_ mail: WaitingMail) async throws -> String? {
    guard let json = postbox.key.open(mail.content),
      let draft = try? JSONDecoder().decode(MailDraft.self, from: Data(json))
    else { return "the stored content cannot be opened with the portal's secret" }
    guard let to = MailAddress(mail.recipient) else { return "the address is not acceptable" }
    let message = try message(draft, mail, to: to)
    do {
      try await transport.deliver(message)
      return nil
    } catch {
      guard case .permanent(let reason) = error else { throw error }
      return reason
    }
  }

  /// - Throws: when the chamber's own address is invalid; the mail waits until the settings are corrected.
  private func message(_ draft: MailDraft, _ mail: WaitingMail, to: MailAddress) throws -> MailMessage {
    let name = settings[ChamberIdentity.name]
    guard let from = MailAddress(settings[ChamberIdentity.email], name: name) else {
      throw MailFailure.temporary("the chamber's own e-mail address is not acceptable")
    }
    let footer = [
      name, "\(settings[ChamberIdentity.street]), \(settings[ChamberIdentity.place])",
      "\(settings[ChamberIdentity.phone]) · \(settings[ChamberIdentity.email])",
    ].joined(separator: "\n")
    return MailMessage(
      from: from, replyTo: nil, to: to, subject: draft.subject, text: MailLayout.text(draft, footer: footer),
      html: MailLayout.html(draft, footer: footer), messageID: "mail-\(mail.id)-\(mail.createdAt.microseconds)@\(host)",
      date: mail.createdAt, language: draft.language)
  }
}
