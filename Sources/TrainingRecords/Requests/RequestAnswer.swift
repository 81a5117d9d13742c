import Accounts
import Database
import Journal
import Postbox
import Settings
import Web
import Work

/// What the apprentice answers to the chamber, and the mails about it.
extension TrainingRecords {
  /// A request that waits for an answer, above the form that grants it.
  func openRequest(_ page: inout HTML, _ visit: Visit, _ request: RecordRequest?, _ path: String) {
    guard let request, request.state == .open else { return }
    let t = visit.t
    page.alert(.wait, title: t("records.request.title", ["name": request.name])) { alert in
      alert.p(request.reason)
      alert.p(t("records.request.text"))
      alert.postButton(action: "\(path)/freigabe/ablehnen", label: t("records.request.refuse"), token: visit.formToken)
    }
  }

  /// On the start page and the page of the record.
  func requestHint(_ page: inout HTML, _ visit: Visit, _ record: TrainingRecord) {
    page.alert(.wait, title: visit.t("records.request.hint")) { alert in
      alert.buttonRow {
        $0.buttonLink(visit.t("records.request.look"), href: RecordPath.release(record.apprenticeship), .primary)
      }
    }
  }

  @Sendable func refuseRequest(_ visit: Visit) async throws -> Reply {
    let record = try await ownRecord(visit)
    let isRefused = try await database.write { connection in
      try answer(.refused, record, visit, in: connection)
    }
    await signal.raise()
    return visit.redirect(
      to: RecordPath.release(record.apprenticeship),
      flash: isRefused ? "records.request.refused" : "records.request.over")
  }

  /// Answers what is open, and tells who asked.
  /// - Returns: false when nothing was.
  func answer(
    _ state: RecordRequestState, _ record: TrainingRecord, _ visit: Visit, in connection: any Connection
  ) throws -> Bool {
    let request = try RecordRequestQueries.newest(of: record.apprenticeship, in: connection)
    guard let request,
      try RecordRequestQueries.decide(record.apprenticeship, as: state, now: visit.now, in: connection)
    else { return false }
    try note("record.request.\(state.rawValue)", record, visit, in: connection)
    if let officer = try AccountQueries.account(request.askedBy, in: connection), officer.state == .active {
      try mail("answer", to: officer, RecordPath.office(record.apprenticeship), visit, in: connection)
    }
    return true
  }

  /// A mail without names: that there is something, and where.
  func mail(
    _ key: String, to account: Account, _ path: String, _ visit: Visit, in connection: any Connection
  ) throws {
    let t = visit.site.catalogue.texts(in: account.language)
    let values = ["chamber": settings[ChamberIdentity.name], "contact": settings.contact]
    let draft = MailDraft(
      kind: "record-\(key)", language: t.language.rawValue, subject: t("records.mail.\(key).subject", values),
      blocks: [
        .paragraph(t("records.mail.\(key).text", values)),
        .link(label: t("records.mail.\(key).link"), address: "\(visit.site.baseURL)\(path)"),
        .small(t("records.mail.small", values)),
      ])
    try postbox.queue(draft, to: account.email, account: account.id, now: visit.now, in: connection)
  }

  /// The account that keeps a record, if it is in use.
  func apprenticeAccount(_ record: TrainingRecord, in connection: any Connection) throws -> Account? {
    let grant = try FunctionGrantQueries.current(.apprentice, record.apprentice, in: connection)
    guard let grant, grant.state == .held, grant.accountState == .active else { return nil }
    return try AccountQueries.account(grant.account, in: connection)
  }

  func note(
    _ event: String, _ record: TrainingRecord, _ visit: Visit, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(
      visit.entry(event, .init("apprenticeship", record.apprenticeship), details), at: visit.now, in: connection)
  }
}
