import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Settings
import Web

/// The forms for decisions of instructors and companies, and the entry page.
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
}
