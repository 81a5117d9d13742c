import Accounts
import Apprenticeships
import Chronology
import Settings
import Web

/// What officers see of a record without a release: numbers, and how to get access.
extension TrainingRecords {
  private static let request = FormField.reason(
    "records.release.reason", officeReason, missing: "records.office.error.reason")
  private static let occasion = FormField.reason(
    "records.release.reason", officeReason, missing: "records.office.error.reason", name: "anlass")

  private func office(_ visit: Visit) async throws -> OfficeRecord {
    guard let id = visit.key("record") else { throw NotFound() }
    return try await officeRecord(id, for: try visit.signedIn(), at: visit.now, visit.clock)
  }

  @Sendable func officePage(_ visit: Visit) async throws -> Reply {
    officePage(visit, try await office(visit), Form(visit))
  }

  private func officePage(_ visit: Visit, _ model: OfficeRecord, _ typed: Form) -> Reply {
    let t = visit.t
    return visit.formPage(t("records.office.title"), typed) { page in
      page.breadcrumb(
        label: t("records.breadcrumb"),
        [Link(model.record.name, ApprenticeshipPath.registerEntry(model.record.apprenticeship))])
      page.pageHead(t("records.office.title"), overline: model.record.name, lead: t("records.office.lead"))
      page.card(title: t("records.progress")) { $0.recordNumbers(model.numbers, t) }
      if let until = model.numbers.releasedUntil {
        page.alert(.info, title: t("records.office.open", ["date": t.longDate(until)])) { alert in
          alert.buttonRow {
            $0.buttonLink(t("records.office.look"), href: RecordPath.record(model.record.apprenticeship), .primary)
          }
        }
      } else {
        requestCard(&page, visit, model, typed)
        examCard(&page, visit, model, typed)
      }
    }
  }

  private func requestCard(_ page: inout HTML, _ visit: Visit, _ model: OfficeRecord, _ typed: Form) {
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
      reasonForm(
        &card, visit, Self.request, typed, to: "\(model.path)/anfragen", submit: t("records.office.askSubmit"))
    }
  }

  private func examCard(_ page: inout HTML, _ visit: Visit, _ model: OfficeRecord, _ typed: Form) {
    let t = visit.t
    page.card(title: t("records.office.exam")) { card in
      card.p(t("records.office.examText"), .class("muted"))
      guard model.mayOpenForExam else {
        return card.p(
          t("records.office.examLater", ["months": t.number(settings[RecordSettings.examMonths])]))
      }
      reasonForm(
        &card, visit, Self.occasion, typed, to: "\(model.path)/pruefung", submit: t("records.office.examSubmit"))
    }
  }

  private func reasonForm(
    _ card: inout HTML, _ visit: Visit, _ reason: FormField<String>, _ typed: Form, to action: String,
    submit label: String
  ) {
    card.form(action: action, token: visit.formToken, .class("form")) { form in
      form.field(reason, typed)
      form.buttonRow { $0.submitButton(label, .quiet) }
    }
  }

  // MARK: What officers do

  @Sendable func askForRelease(_ visit: Visit) async throws -> Reply {
    let model = try await office(visit)
    guard model.account != nil else { throw NotFound() }
    var form = Form(visit)
    guard let reason = form.read(Self.request) else { return officePage(visit, model, form) }
    let isAsked = try await ask(for: model, reason: reason, cause: visit.cause)
    return visit.redirect(to: model.path, flash: isAsked ? .recordsOfficeAsked : .recordsOfficeAskedBefore)
  }

  @Sendable func withdrawRequest(_ visit: Visit) async throws -> Reply {
    let model = try await office(visit)
    let isWithdrawn = try await withdrawRequest(of: model, cause: visit.cause)
    return visit.redirect(to: model.path, flash: isWithdrawn ? .recordsOfficeWithdrawn : .recordsRequestOver)
  }

  @Sendable func openForExam(_ visit: Visit) async throws -> Reply {
    let model = try await office(visit)
    guard model.mayOpenForExam else { throw NotFound() }
    var form = Form(visit)
    guard let reason = form.read(Self.occasion) else { return officePage(visit, model, form) }
    try await openForExam(model, reason: reason, cause: visit.cause)
    return visit.redirect(
      to: model.path, flash: model.account == nil ? .recordsOfficeOpenedUntold : .recordsOfficeOpened)
  }
}

extension HTML {
  /// The progress of a record, in numbers only.
  package mutating func recordNumbers(_ numbers: RecordNumbers, _ t: Texts) {
    progressBar(
      t("records.signedShare"), id: "nachweis", value: numbers.signed, of: max(numbers.due, 1),
      amount: t("records.amount", ["signed": t.number(numbers.signed), "all": t.number(numbers.due)]))
  }
}
