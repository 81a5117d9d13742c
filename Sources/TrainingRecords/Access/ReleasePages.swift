import Accounts
import Chronology
import Database
import Journal
import Settings
import Web
import Work

/// Opening a record to the chamber: by the apprentice alone, for a reason and a time, with a list of all looks.
extension TrainingRecords {
  private struct ReleaseModel: Sendable {
    let record: TrainingRecord
    let releases: [RecordRelease]
    let looks: [RecordLook]
    let request: RecordRequest?

    var path: String { RecordPath.record(record.apprenticeship) }
    /// Why the chamber asks, as far as a reason may be long.
    var asked: String { request?.state == .open ? String(request?.reason.prefix(300) ?? "") : "" }
  }

  private func releaseModel(_ visit: Visit) async throws -> ReleaseModel {
    let record = try await ownRecord(visit)
    return try await database.read { connection in
      ReleaseModel(
        record: record, releases: try RecordAccessQueries.releases(of: record.apprenticeship, in: connection),
        looks: try RecordAccessQueries.looks(at: record.apprenticeship, in: connection),
        request: try RecordRequestQueries.newest(of: record.apprenticeship, in: connection))
    }
  }

  @Sendable func releasePage(_ visit: Visit) async throws -> Reply {
    releasePage(visit, try await releaseModel(visit), FieldErrors())
  }

  private func releasePage(_ visit: Visit, _ model: ReleaseModel, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    let today = visit.clock.day(of: visit.now)
    let open = model.releases.first { $0.origin == .apprentice && $0.isOpen(on: today) }
    let mayRelease = visit.acting?.mayAppoint == true
    let exam = model.releases.first { $0.origin == .exam && $0.isOpen(on: today) }
    return visit.formPage(t("records.release.title"), errors) { page in
      page.breadcrumb(label: t("records.breadcrumb"), [Link(t("records.menu"), model.path)])
      page.pageHead(t("records.release.title"), lead: t("records.release.lead"))
      openRequest(&page, visit, model.request, model.path)
      if let exam {
        page.alert(.info, title: t("records.release.exam", ["date": t.longDate(exam.validUntil)])) { $0.p(exam.reason) }
      }
      if let open {
        page.alert(.info, title: t("records.release.open", ["date": t.longDate(open.validUntil)])) { alert in
          alert.p(open.reason)
          if mayRelease {
            alert.postButton(
              action: "\(model.path)/freigabe/beenden", label: t("records.release.end"), token: visit.formToken)
          }
        }
      } else if mayRelease {
        page.formCard { releaseForm(&$0, visit, model, errors) }
      }
      page.card(title: t("records.release.looks")) { card in
        guard !model.looks.isEmpty else { return card.p(t("records.release.noLooks"), .class("muted")) }
        card.ul { list in
          for look in model.looks {
            let what = CalendarWeek(look.week).map(t.weekTitle) ?? t("records.release.whole")
            list.li("\(t.longTime(look.at, visit.clock)): \(look.name), \(what)")
          }
        }
      }
    }
  }

  private func releaseForm(_ card: inout HTML, _ visit: Visit, _ model: ReleaseModel, _ errors: FieldErrors) {
    let t = visit.t
    let days = settings[RecordSettings.releaseDays]
    card.form(action: "\(model.path)/freigabe", token: visit.formToken, .class("form")) { form in
      form.field(
        Field(
          "grund", t("records.release.reason"), hint: t("records.release.reasonHint"),
          value: visit.form.has("grund") ? visit.form["grund"] : model.asked,
          error: errors["grund"]))
      form.field(
        Field(
          "tage", t("records.release.days"), kind: .number, hint: t("records.release.daysHint"),
          value: visit.form.has("tage") ? visit.form["tage"] : String(days), error: errors["tage"], width: .short))
      form.buttonRow { $0.submitButton(t("records.release.submit")) }
    }
  }

  @Sendable func release(_ visit: Visit) async throws -> Reply {
    let model = try await releaseModel(visit)
    let reason = visit.form.trimmed("grund")
    let days = TypedNumber.whole(visit.form.trimmed("tage"), in: RecordSettings.releaseSpan)
    var errors = FieldErrors()
    errors.require((1...300).contains(reason.count), "grund", visit.t("records.release.error.reason"))
    errors.require(days != nil, "tage", visit.t("records.release.error.days"))
    guard errors.isEmpty, let days else { return releasePage(visit, model, errors) }
    let until = visit.clock.day(of: visit.now).adding(days: days)
    try await database.write { connection in
      _ = try RecordAccessQueries.endReleases(of: model.record.apprenticeship, now: visit.now, in: connection)
      try RecordAccessQueries.release(
        model.record.apprenticeship, reason: reason, until: until, origin: .apprentice, now: visit.now, in: connection)
      _ = try answer(.granted, model.record, visit, in: connection)
      try Journal.record(
        visit.entry(
          "record.released", .init("apprenticeship", model.record.apprenticeship), ["until": until.description]),
        at: visit.now, in: connection)
    }
    await signal.raise()
    return visit.redirect(to: "\(model.path)/freigabe", flash: "records.release.done")
  }

  @Sendable func endRelease(_ visit: Visit) async throws -> Reply {
    let record = try await ownRecord(visit)
    try await database.write { connection in
      guard try RecordAccessQueries.endReleases(of: record.apprenticeship, now: visit.now, in: connection) else {
        return
      }
      try Journal.record(
        visit.entry("record.release.ended", .init("apprenticeship", record.apprenticeship), [:]), at: visit.now,
        in: connection)
    }
    return visit.redirect(
      to: "\(RecordPath.record(record.apprenticeship))/freigabe", flash: "records.release.over")
  }

  /// The chamber's looks are written down before anything is shown.
  func noteLook(_ visit: Visit, _ record: TrainingRecord, as viewer: WeekViewer, week: CalendarWeek? = nil) async throws
  {
    guard viewer == .chamber else { return }
    if visit.isPreview { throw NotFound() }
    let account = try visit.signedIn().account.id
    try await database.write { connection in
      try RecordAccessQueries.noteLook(
        account, at: record.apprenticeship, week: week.map { $0.description } ?? "", now: visit.now,
        in: connection)
      try Journal.record(
        visit.entry(
          "record.looked", .init("apprenticeship", record.apprenticeship),
          week.map { ["week": $0.description] } ?? [:]),
        at: visit.now, in: connection)
    }
  }
}

/// How far a record is: what the chamber sees of it without a release.
package struct RecordNumbers: Sendable {
  package let due: Int
  package let signed: Int
  package let submitted: Int
  /// Nil when the record is not open to the chamber.
  package let releasedUntil: CalendarDate?

  package static func of(
    _ apprenticeship: Int64, on day: CalendarDate, in connection: any Connection
  ) throws -> RecordNumbers? {
    let record = try WeekQueries.record(apprenticeship, on: day, in: connection)
    return try record.flatMap { $0.erasedAt == nil ? try of($0, on: day, in: connection) : nil }
  }

  static func of(
    _ record: TrainingRecord, on day: CalendarDate, in connection: any Connection
  ) throws -> RecordNumbers {
    let apprenticeship = record.apprenticeship
    let states = try WeekQueries.states(of: apprenticeship, in: connection)
    let release = try RecordAccessQueries.releases(of: apprenticeship, in: connection).first { $0.isOpen(on: day) }
    let covers = try PaperQueries.covers(of: [apprenticeship], confirmedOnly: true, in: connection)
    return RecordNumbers(
      due: WeekRules.due(of: record.training, until: day, without: covers[apprenticeship] ?? .none).count,
      signed: states.values.count { $0 == .signed },
      submitted: states.values.count { $0 == .submitted }, releasedUntil: release?.validUntil)
  }
}
