import Accounts
import Apprenticeships
import Chronology
import Database
import Journal
import Settings
import Web
import Work

/// What officers see of a record that is not open to them: numbers, and how they are let in.
extension TrainingRecords {
  private struct OfficeModel: Sendable {
    let record: TrainingRecord
    let numbers: RecordNumbers
    let request: RecordRequest?
    /// The account of the apprentice; nil where there is none to be asked.
    let account: Account?
    let mayOpenForExam: Bool

    var path: String { RecordPath.office(record.apprenticeship) }
  }

  private func office(_ visit: Visit) async throws -> OfficeModel {
    let today = visit.clock.day(of: visit.now)
    let months = settings[RecordSettings.examMonths]
    guard let id = visit.key("record") else { throw NotFound() }
    let model = try await database.read { connection -> OfficeModel? in
      guard let record = try WeekQueries.record(id, on: today, in: connection), record.erasedAt == nil else {
        return nil
      }
      return OfficeModel(
        record: record, numbers: try RecordNumbers.of(record, on: today, in: connection),
        request: try RecordRequestQueries.newest(of: id, in: connection),
        account: try apprenticeAccount(record, in: connection),
        mayOpenForExam: ExamOpeningRules.mayOpen(
          end: record.contractEnd, isDissolved: record.training.upperBound < record.contractEnd, on: today,
          months: months))
    }
    guard let model else { throw NotFound() }
    return model
  }

  @Sendable func officePage(_ visit: Visit) async throws -> Reply {
    officePage(visit, try await office(visit), FieldErrors())
  }

  private func officePage(_ visit: Visit, _ model: OfficeModel, _ errors: FieldErrors) -> Reply {
    let t = visit.t
    return visit.page(t("records.office.title"), status: errors.isEmpty ? 200 : 422) { page in
      page.errorSummary(title: t("accounts.error.summary"), errors)
      page.breadcrumb(
        label: t("records.breadcrumb"),
        [Link(model.record.name, "/kammer/verzeichnis/\(model.record.apprenticeship)")])
      page.pageHead(t("records.office.title"), overline: model.record.name, lead: t("records.office.lead"))
      page.card(title: t("records.progress")) { $0.recordNumbers(model.numbers, t) }
      if let until = model.numbers.releasedUntil {
        page.alert(.info, title: t("records.office.open", ["date": t.longDate(until)])) { alert in
          alert.buttonRow {
            $0.buttonLink(t("records.office.look"), href: RecordPath.record(model.record.apprenticeship), .primary)
          }
        }
      } else {
        requestCard(&page, visit, model, errors)
        examCard(&page, visit, model, errors)
      }
    }
  }

  private func requestCard(_ page: inout HTML, _ visit: Visit, _ model: OfficeModel, _ errors: FieldErrors) {
    let t = visit.t
    page.card(title: t("records.office.ask")) { card in
      if let request = model.request {
        card.p(
          t(
            "records.office.request.\(request.state.rawValue)",
            ["name": request.name, "date": t.shortTime(request.askedAt, visit.clock)]))
        if request.state == .open {
          card.p(request.reason)
          return card.postButton(
            action: "\(model.path)/zurueckziehen", label: t("records.office.withdraw"), token: visit.formToken)
        }
      }
      guard model.account != nil else { return card.p(t("records.office.noAccount"), .class("muted")) }
      card.p(t("records.office.askText"), .class("muted"))
      reasonForm(&card, visit, "\(model.path)/anfragen", "grund", t("records.office.askSubmit"), errors)
    }
  }

  private func examCard(_ page: inout HTML, _ visit: Visit, _ model: OfficeModel, _ errors: FieldErrors) {
    let t = visit.t
    page.card(title: t("records.office.exam")) { card in
      card.p(t("records.office.examText"), .class("muted"))
      guard model.mayOpenForExam else {
        return card.p(
          t("records.office.examLater", ["months": t.number(settings[RecordSettings.examMonths])]))
      }
      reasonForm(&card, visit, "\(model.path)/pruefung", "anlass", t("records.office.examSubmit"), errors)
    }
  }

  private func reasonForm(
    _ card: inout HTML, _ visit: Visit, _ action: String, _ name: String, _ label: String, _ errors: FieldErrors
  ) {
    card.form(action: action, token: visit.formToken, .class("form")) { form in
      form.field(
        Field(
          name, visit.t("records.release.reason"), kind: .textarea(rows: 3), value: visit.form[name],
          error: errors[name]))
      form.buttonRow { $0.submitButton(label, .quiet) }
    }
  }

  // MARK: What officers do

  @Sendable func askForRelease(_ visit: Visit) async throws -> Reply {
    let model = try await office(visit)
    guard let account = model.account else { throw NotFound() }
    guard let reason = Self.reason(visit, "grund") else { return withoutReason(visit, model, "grund") }
    let officer = try visit.signedIn().account.id
    let isAsked = try await database.write { connection in
      guard
        try RecordRequestQueries.ask(
          model.record.apprenticeship, reason: reason, by: officer, now: visit.now, in: connection)
      else { return false }
      try mail(
        "request", to: account, RecordPath.release(model.record.apprenticeship), site: visit.site, now: visit.now,
        in: connection)
      try note("record.request.asked", model.record, visit, in: connection)
      return true
    }
    await signal.raise()
    return visit.redirect(to: model.path, flash: isAsked ? "records.office.asked" : "records.office.askedBefore")
  }

  @Sendable func withdrawRequest(_ visit: Visit) async throws -> Reply {
    let model = try await office(visit)
    try await database.write { connection in
      guard
        try RecordRequestQueries.decide(
          model.record.apprenticeship, as: .withdrawn, now: visit.now, in: connection)
      else { return }
      try note("record.request.withdrawn", model.record, visit, in: connection)
    }
    return visit.redirect(to: model.path, flash: "records.office.withdrawn")
  }

  /// The apprentice is told at once, and reads every look like one that they allowed.
  @Sendable func openForExam(_ visit: Visit) async throws -> Reply {
    let model = try await office(visit)
    guard model.mayOpenForExam else { throw NotFound() }
    guard let reason = Self.reason(visit, "anlass") else { return withoutReason(visit, model, "anlass") }
    let today = visit.clock.day(of: visit.now)
    let until = today.adding(days: settings[RecordSettings.examDays])
    let apprenticeship = model.record.apprenticeship
    try await database.write { connection in
      try ApprenticeshipQueries.hold(apprenticeship, in: connection)
      // Pressed twice, or by two officers: one is enough.
      if try RecordAccessQueries.isOpenForExam(apprenticeship, on: today, in: connection) { return }
      try RecordAccessQueries.release(
        apprenticeship, reason: reason, until: until, origin: .exam, now: visit.now, in: connection)
      _ = try RecordRequestQueries.decide(apprenticeship, as: .withdrawn, now: visit.now, in: connection)
      if let account = model.account {
        try mail(
          "exam", to: account, RecordPath.release(apprenticeship), site: visit.site, now: visit.now, in: connection)
      }
      try note("record.opened.exam", model.record, visit, ["until": until.description], in: connection)
    }
    await signal.raise()
    return visit.redirect(
      to: model.path, flash: model.account == nil ? "records.office.openedUntold" : "records.office.opened")
  }

  private static func reason(_ visit: Visit, _ name: String) -> String? {
    let reason = visit.form.trimmed(name)
    return (1...500).contains(reason.count) ? reason : nil
  }

  private func withoutReason(_ visit: Visit, _ model: OfficeModel, _ name: String) -> Reply {
    officePage(visit, model, FieldErrors(name, visit.t("records.office.error.reason")))
  }
}

extension HTML {
  /// How far a record is, in numbers only.
  package mutating func recordNumbers(_ numbers: RecordNumbers, _ t: Texts) {
    progressBar(
      t("records.signedShare"), id: "nachweis", value: numbers.signed, of: max(numbers.due, 1),
      amount: t("records.amount", ["signed": t.number(numbers.signed), "all": t.number(numbers.due)]))
  }
}
