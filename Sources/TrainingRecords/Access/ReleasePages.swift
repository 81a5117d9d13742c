import Accounts
import Chronology
import Database
import Settings
import Web

/// Releasing a record to the chamber: by the apprentice alone, for a reason and a period, with a list of all views.
extension TrainingRecords {
  private struct ReleaseModel: Sendable {
    let open: OpenRecord
    let releases: [RecordRelease]
    let looks: [RecordLook]
    let request: RecordRequest?

    var path: String { RecordPath.record(open.apprenticeship) }
    /// The reason of the chamber's request, truncated to the maximum length.
    var asked: String { request?.state == .open ? String(request?.reason.prefix(300) ?? "") : "" }
  }

  private static let reason = FormField.text(
    "grund", "records.release.reason", releaseReason, missing: "records.release.error.reason",
    hint: "records.release.reasonHint")
  private static let days = FormField<Int>(
    "tage", "records.release.days", kind: .number, hint: "records.release.daysHint", width: .short
  ) { (typed, t) throws(FieldProblem) in
    guard let days = TypedNumber.whole(typed, in: RecordSettings.releaseSpan) else {
      throw FieldProblem(t("records.release.error.days"))
    }
    return days
  }

  private func releaseModel(_ visit: Visit) async throws -> ReleaseModel {
    let open = try await ownRecord(visit)
    let id = open.apprenticeship
    return try await database.read { connection in
      ReleaseModel(
        open: open, releases: try RecordAccessQueries.releases(of: id, in: connection),
        looks: try RecordAccessQueries.looks(at: id, in: connection),
        request: try RecordRequestQueries.newest(of: id, in: connection))
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
    let typed = Form(
      visit, errors,
      initial: [
        (Self.reason.name, model.asked), (Self.days.name, String(settings[RecordSettings.releaseDays])),
      ])
    card.form(action: "\(model.path)/freigabe", token: visit.formToken, .class("form")) { form in
      form.field(Self.reason, typed)
      form.field(Self.days, typed)
      form.buttonRow { $0.submitButton(visit.t("records.release.submit")) }
    }
  }

  @Sendable func release(_ visit: Visit) async throws -> Reply {
    let model = try await releaseModel(visit)
    var form = Form(visit)
    let (reason, days) = (form.read(Self.reason), form.read(Self.days))
    guard let reason, let days else { return releasePage(visit, model, form.errors) }
    try await release(model.open, reason: reason, days: days, cause: visit.cause)
    return visit.redirect(to: "\(model.path)/freigabe", flash: .recordsReleaseDone)
  }

  @Sendable func endRelease(_ visit: Visit) async throws -> Reply {
    let open = try await ownRecord(visit)
    try await endRelease(of: open, cause: visit.cause)
    return visit.redirect(to: "\(RecordPath.record(open.apprenticeship))/freigabe", flash: .recordsReleaseOver)
  }

  /// Records a view by the chamber before anything is shown; prefetches get nothing.
  func noteLook(_ visit: Visit, at open: OpenRecord, week: CalendarWeek? = nil) async throws {
    if open.viewer == .chamber, visit.isPreview { throw NotFound() }
    try await noteLook(at: open, week: week, cause: visit.cause)
  }
}

/// The progress of a record, in numbers: all that the chamber sees without a release.
package struct RecordNumbers: Sendable {
  package let due: Int
  package let signed: Int
  package let submitted: Int
  /// Nil if the record is not open to the chamber.
  package let releasedUntil: CalendarDate?

  static func of(
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
