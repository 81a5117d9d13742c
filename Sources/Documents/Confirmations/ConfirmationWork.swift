import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Foundation
import Postbox
import Registers
import Settings
import Typesetting
import Web
import Work

/// The job that makes the missing confirmations (Eintragungsbestätigungen): one for the company, one for the
/// apprentice, and a letter for the guardians of a minor. Issued ones are not selected again, so an interrupted job
/// continues where it stopped.
package struct ConfirmationWork: JobHandler {
  package let kind = JobKind.confirmations
  package let attempts = 5
  private static let portion = 20

  let documents: Documents
  let site: Site
  let texts: Texts
  let chamberKind: ChamberKind

  package init(documents: Documents, site: Site, chamberKind: ChamberKind) {
    self.documents = documents
    self.site = site
    texts = site.catalogue.texts(in: .german)
    self.chamberKind = chamberKind
  }

  package func perform(_ job: Job, report: JobReport) async throws -> String {
    let order = try job.decoded(as: ConfirmationOrder.self)
    if let one = order.apprenticeship {
      let entry = try await documents.database.read { try ConfirmationQueries.entries([one], in: $0)[one] }
      if let entry, !entry.missing.isEmpty { try await confirm([entry], officer: order.officer) }
      return ""
    }
    let day = site.clock.day(of: site.clock.now)
    let since = documents.settings[DocumentSettings.cutOff]
    let total = try await documents.database.read { try ConfirmationQueries.missing(since: since, on: day, in: $0) }
    var (done, last): (Int, Int64) = (0, 0)
    while true {
      let after = last
      let entries = try await documents.database.read {
        try ConfirmationQueries.entries(since: since, on: day, after: after, limit: Self.portion, in: $0)
      }
      guard let newest = entries.last else { return String(done) }
      try await confirm(entries, officer: order.officer)
      last = newest.id
      done += entries.count
      try await report(done: done, of: max(total, done))
    }
  }

  /// The documents are made concurrently, and entered together in the order of the register.
  private func confirm(_ entries: [EnteredApprenticeship], officer: Int64?) async throws {
    let now = site.clock.now
    let seal = try await documents.sealingKeys.current(now: now)
    let made = try await withThrowingTaskGroup(of: (Int64, [SealedDraft]).self) { group in
      for entry in entries {
        group.addTask { (entry.id, try await drafts(for: entry, officer, seal, now: now)) }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    try await documents.database.write { connection in
      for entry in entries { try enter(entry, made[entry.id] ?? [], officer, now: now, in: connection) }
    }
  }

  private func enter(
    _ entry: EnteredApprenticeship, _ drafts: [SealedDraft], _ officer: Int64?, now: Instant,
    in connection: any Connection
  ) throws {
    var own: Int64?
    for draft in drafts {
      let id = try documents.enter(draft, now: now, in: connection)
      if draft.issue.recipients.first?.kind == .apprentice { own = id }
    }
    guard let own else { return }
    let today = site.clock.day(of: now)
    if let birth = entry.birthDate, ConfirmationRules.isMinor(bornOn: birth, on: today), !entry.street.isEmpty {
      try Letters.request(GuardianLetter.letterKind, subject: own, now: now, in: connection)
    }
    if documents.settings[DocumentSettings.credentials] {
      try provideAccess(entry, officer, on: today, now: now, in: connection)
    }
  }

  private func drafts(
    for entry: EnteredApprenticeship, _ officer: Int64?, _ seal: SealingKeys.Current, now: Instant
  ) async throws -> [SealedDraft] {
    var drafts: [SealedDraft] = []
    for reader in ConfirmationReader.allCases where entry.missing.contains(reader) {
      drafts.append(try await draft(entry, for: reader, by: officer, seal, now: now))
    }
    return drafts
  }

  private func draft(
    _ entry: EnteredApprenticeship, for reader: ConfirmationReader, by officer: Int64?, _ seal: SealingKeys.Current,
    now: Instant
  ) async throws -> SealedDraft {
    let code = documents.newCode()
    let text = ConfirmationText(entry: entry, reader: reader, texts: texts, today: site.clock.day(of: now))
    let data = LetterData.common(documents.settings, texts, chamberKind, on: text.today).merging(text.data).merging(
      try documents.checkData(code))
    let title = texts("documents.confirmation.title", ["name": entry.name])
    let file = try documents.store.draft()
    let pages = try await documents.typesetter.issue(
      Documents.layout("confirmation.typ"), data: data, title: title,
      seal: Seal(key: seal.key, reason: Documents.reason(code)), to: file, inBulk: true)
    let recipient =
      reader == .company ? Addressee(.company, entry.company) : Addressee(.apprentice, entry.apprentice)
    let issue = Issue(
      kind: .confirmation, title: title, issueKey: ConfirmationQueries.issueKey(reader, entry),
      apprenticeship: entry.id, recipients: [recipient], officer: officer)
    return SealedDraft(
      issue: issue, code: code, stored: try documents.store.keep(file), pages: pages, key: seal.id)
  }

  /// Sends credentials to new apprentices together with the confirmation: by mail if the e-mail address is known,
  /// otherwise by post.
  private func provideAccess(
    _ entry: EnteredApprenticeship, _ officer: Int64?, on day: CalendarDate, now: Instant,
    in connection: any Connection
  ) throws {
    try CompanyLetterQueries.requestCompanyLetter(for: entry.company, on: day, now: now, in: connection)
    guard let (person, email) = try ApprenticeKind().withoutAccess(entry.apprentice, on: day, in: connection) else {
      return
    }
    if let address = EmailAddress(email) {
      // If the address has got too many mails, the apprentice is found later among those without access; the
      // confirmation does not wait for it.
      guard try documents.accounts.mayMail(address, now, in: connection) else { return }
      _ = try documents.accounts.openAccount(
        for: person, at: address, origin: .chamber, cause: Cause(site: site, actor: officer, now: now),
        in: connection)
    } else {
      _ = try AccessLetterQueries.requestLetter(
        .apprentice, entry.apprentice, subjects: ApprenticeKind().withPostalAddress(entry.apprentice),
        now: now, in: connection)
    }
  }
}

/// The confirmation for the parents or guardians of a minor, § 11 (2) BBiG: on paper, as they have no account. Its
/// subject is the apprentice's own document, so that reissuing it brings a new letter.
package struct GuardianLetter: LetterKind {
  package static let letterKind = "guardian"
  package let kind = GuardianLetter.letterKind
  package let layout = Documents.layout("confirmation.typ")
  let clock: WallClock
  let texts: Texts

  package init(clock: WallClock, texts: Texts) {
    self.clock = clock
    self.texts = texts
  }

  package func prepare(_ subjects: [Int64], now: Instant, in connection: any Connection) throws -> [PreparedLetter] {
    let keys = try ConfirmationQueries.apprenticeships(ofIssued: subjects, in: connection)
    let entries = try ConfirmationQueries.entries(Array(keys.values), in: connection)
    return subjects.compactMap { subject in
      guard let entry = keys[subject].flatMap({ entries[$0] }) else { return nil }
      let text = ConfirmationText(entry: entry, reader: .guardian, texts: texts, today: clock.day(of: now))
      return PreparedLetter(subject: subject, data: text.data) { connection in
        guard try DocumentQueries.document(subject, in: connection)?.state == .issued else { throw LetterOutdated() }
      }
    }
  }
}
