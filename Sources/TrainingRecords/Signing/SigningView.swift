import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Settings
import Web

/// The forms for decisions of instructors and companies, and the list of waiting weeks.
extension TrainingRecords {
  func decisions(_ page: inout HTML, _ visit: Visit, _ open: OpenWeek, _ errors: FieldErrors) {
    let t = visit.t
    if open.actions.contains(.sign), let week = open.stored {
      page.card(title: t("records.decide")) { card in
        card.form(action: "\(open.path)/abzeichnen", token: visit.formToken) { form in
          form.void(
            "input", [.type("hidden"), .name("inhalt"), .value(Self.fingerprint(week.contentHash))])
          form.buttonRow { $0.submitButton(t("records.sign")) }
        }
        commentForm(
          &card, visit, "records.giveBack", field: "kommentar", to: "\(open.path)/zurueckgeben", errors: errors
        ) { form in
          form.details(t("records.giveBack.days")) { days in
            for (index, day) in open.week.days.enumerated() where week.content.days[index].kind != nil {
              days.field(
                Field("tag\(index)", t.weekdayDate(day), value: visit.form["tag\(index)"], isRequired: false))
            }
          }
        }
      }
    }
    if open.actions.contains(.reopen) {
      page.details(t("records.reopen"), isOpen: errors["grund"] != nil) { details in
        details.p(t("records.reopenText"), .class("muted"))
        commentForm(
          &details, visit, "records.reopen", field: "grund", to: "\(open.path)/wieder-oeffnen", errors: errors)
      }
    }
  }

  /// - Parameter key: the text key of the button; `key.comment` is the label of the field.
  private func commentForm(
    _ html: inout HTML, _ visit: Visit, _ key: String, field name: String, to action: String, errors: FieldErrors,
    more: (inout HTML) -> Void = { _ in }
  ) {
    html.form(action: action, token: visit.formToken, .class("form")) { form in
      form.field(
        Field(
          name, visit.t("\(key).comment"), kind: .textarea(rows: 3), value: visit.form[name], error: errors[name],
          isRequired: false))
      more(&form)
      form.buttonRow { $0.submitButton(visit.t(key), .quiet) }
    }
  }

  // MARK: Entry page

  /// The entry page of the chosen function: the own record, the weeks that wait for a sign-off, or the company's
  /// apprentices.
  @Sendable func records(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let function = acting.function else { throw NotFound() }
    switch function.kind {
    case .apprentice:
      let newest = try await database.read { try RecordListQueries.newest(of: function.subject, in: $0) }
      guard let newest else { throw NotFound() }
      if let erasedAt = newest.erasedAt { return erasedPage(visit, erasedAt) }
      return .redirect(RecordPath.record(newest.apprenticeship))
    case .instructor: return try await waitingPage(visit, try await listed(visit, .instructor(function.subject)))
    case .coSigner: return try await waitingPage(visit, [])
    default:
      let mayTrain = function.rights.contains(CompanyRight.training.rawValue)
      return mayTrain && !visit.query.has("wartet")
        ? try await companyPage(visit, function) : try await waitingPage(visit, [])
    }
  }

  func listed(_ visit: Visit, _ owner: RecordListQueries.Owner) async throws -> [ListedRecord] {
    let day = visit.clock.day(of: visit.now)
    return try await database.read { try RecordListQueries.running(of: owner, on: day, limit: 500, in: $0) }
  }

  func waitingPage(_ visit: Visit, _ records: [ListedRecord]) async throws -> Reply {
    guard let acting = visit.acting, let signer = signer(visit) else { throw NotFound() }
    let last = TypedNumber.key(visit.query["nach"])
    let found = try await database.read {
      try WaitingQueries.weeks(
        for: signer, of: acting.account.id, after: last, limit: Self.waitingOnPage + 1, in: $0)
    }
    let shown = found.prefix(Self.waitingOnPage)
    let t = visit.t
    let count = acting.waiting(at: RecordPath.start)
    return visit.page(t("records.menu")) { page in
      page.pageHead(t("records.menu"), lead: count == 0 ? nil : t.counted("records.waiting", count)) {
        $0.buttonLink(t("records.reminders.title"), href: RecordPath.reminders, .plain)
      }
      if shown.isEmpty {
        page.emptyState(title: t("records.nothingWaits"), text: t("records.nothingWaitsText"))
      } else {
        page.form(action: "\(RecordPath.start)/abzeichnen", token: visit.formToken, .class("form stack")) { form in
          if shown.count > 1 {
            form.p { $0.a(t("records.chooseAll"), href: waitingPath(visit, after: last, choosingAll: true)) }
          }
          for one in shown { waitingWeek(&form, visit, one, signer, canSign: !one.isOwn) }
          if case .coSigners = signer { form.p(t("records.coSign.text"), .class("muted")) }
          form.buttonRow { $0.submitButton(t(signer.labelOfSeveral)) }
        }
        page.pagination(
          label: t("records.waitingPages"),
          previous: last == nil ? nil : Link(t("records.waitingFirst"), waitingPath(visit, after: nil)),
          next: found.count > shown.count
            ? Link(t("records.waitingNext"), waitingPath(visit, after: shown.last?.week.id)) : nil)
      }
      progressTable(&page, visit, records, mayConfirm: true)
    }
  }

  /// Weeks per page; shown in full, because each is read before it is signed.
  private static let waitingOnPage = 30

  /// People of a company reach the waiting weeks through `?wartet`.
  private func waitingPath(_ visit: Visit, after last: Int64?, choosingAll: Bool = false) -> String {
    let parts = [
      visit.query.has("wartet") ? "wartet" : nil, last.map { "nach=\($0)" }, choosingAll ? "alle" : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? RecordPath.start : "\(RecordPath.start)?\(parts.joined(separator: "&"))"
  }

  /// A waiting week is shown in full: nobody signs unseen.
  private func waitingWeek(
    _ form: inout HTML, _ visit: Visit, _ waiting: WaitingWeek, _ signer: RecordSigner, canSign: Bool
  ) {
    let (t, week) = (visit.t, waiting.week)
    form.card(title: "\(waiting.name), \(t.weekTitle(week.week))") { card in
      week.content.write(to: &card, week.week, t)
      let path = RecordPath.week(week.week, of: week.apprenticeship)
      if !week.content.tags.isEmpty {
        card.p("\(t("records.framework.title")): \(week.content.tags.joined(separator: ", "))")
      }
      attachmentList(&card, t, week.content.attachments, of: path, removable: false)
      if canSign {
        card.checkbox(
          Question(
            "\(Self.choicePrefix)\(week.id)",
            t("records.choose.week", ["number": String(week.week.number), "name": waiting.name]), isRequired: false),
          value: Self.fingerprint(week.contentHash), isChecked: visit.query.has("alle"))
      }
      card.p {
        $0.a(
          t(signer.labelOfOpening),
          href: path)
      }
    }
  }
}
