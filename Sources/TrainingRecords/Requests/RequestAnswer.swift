import Accounts
import Apprenticeships
import Database
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
      try mail(
        "answer", to: officer, RecordPath.office(record.apprenticeship), site: visit.site, now: visit.now,
        in: connection)
    }
    return true
  }

  /// The account that keeps a record, if it is in use.
  func apprenticeAccount(_ record: TrainingRecord, in connection: any Connection) throws -> Account? {
    let grant = try FunctionGrantQueries.current(.apprentice, record.apprentice, in: connection)
    guard let grant, grant.state == .held, grant.accountState == .active else { return nil }
    return try AccountQueries.account(grant.account, in: connection)
  }
}
