import Accounts
import Apprenticeships
import Chronology
import Companies
import Database
import Settings
import Web

/// The forms for decisions of instructors and companies, and the entry page.
extension TrainingRecords {
  /// What is to be changed in the week; with it go the comments on single days.
  static let returnComment = FormField.lines("records.giveBack.comment", name: "kommentar", isRequired: false)
  static let reopeningReason = FormField.lines("records.reopen.comment", isRequired: false)

  /// The field for the comment on a day of the week.
  /// - Parameter index: 0 is Monday.
  static func dayComment(_ index: Int) -> String { "tag\(index)" }

  func decisions(_ page: inout HTML, _ visit: Visit, _ open: OpenWeek, _ errors: FieldErrors) {
    let (t, typed) = (visit.t, Form(visit, errors))
    if open.actions.contains(.sign), let week = open.stored {
      page.card(title: t("records.decide")) { card in
        card.form(action: "\(open.path)/abzeichnen", token: visit.formToken) { form in
          form.void(
            "input", [.type("hidden"), .name("inhalt"), .value(Self.fingerprint(week.contentHash))])
          form.buttonRow { $0.submitButton(t("records.sign")) }
        }
        returnForm(&card, visit, open, week, typed)
      }
    }
    if open.actions.contains(.reopen) {
      page.details(t("records.reopen"), isOpen: errors[Self.reopeningReason.name] != nil) { details in
        details.p(t("records.reopenText"), .class("muted"))
        details.form(action: "\(open.path)/wieder-oeffnen", token: visit.formToken, .class("form")) { form in
          form.field(Self.reopeningReason, typed)
          form.buttonRow { $0.submitButton(t("records.reopen"), .quiet) }
        }
      }
    }
  }

  private func returnForm(
    _ card: inout HTML, _ visit: Visit, _ open: OpenWeek, _ week: RecordWeek, _ typed: Form
  ) {
    let t = visit.t
    card.form(action: "\(open.path)/zurueckgeben", token: visit.formToken, .class("form")) { form in
      form.field(Self.returnComment, typed)
      form.details(t("records.giveBack.days")) { days in
        for (index, day) in open.week.days.enumerated() where week.content.days[index].kind != nil {
          days.field(
            Field(Self.dayComment(index), t.weekdayDate(day), isRequired: false).filled(from: typed.input))
        }
      }
      form.buttonRow { $0.submitButton(t("records.giveBack"), .quiet) }
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
