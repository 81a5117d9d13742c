import Accounts
import Apprenticeships
import Chronology
import Database
import Exams
import Journal
import Web
import Work

/// `Zugänge`: who has none yet, and letters or mails for all of them at once.
extension Chamber {
  @Sendable func accessPage(_ visit: Visit) async throws -> Reply {
    let day = visit.clock.day(of: visit.now)
    let (missing, examiners) = try await database.read { connection in
      (
        try AccessLetterQueries.missing(on: day, in: connection),
        try ExaminerQueries.withoutAccount(on: day, limit: 10_000, in: connection).count
      )
    }
    let t = visit.t
    return visit.page(t("chamber.access.title")) { page in
      page.pageHead(t("chamber.access.title"), lead: t("chamber.access.lead"))
      page.card(title: t("chamber.access.companies")) { card in
        card.p(t.counted("chamber.access.companiesMissing", missing.companies))
        card.buttonRow { row in
          if missing.companies > 0 { row.order("companies-new", t("chamber.access.lettersNew"), visit, .primary) }
          row.order("companies-all", t("chamber.access.lettersAll"), visit)
        }
      }
      page.card(title: t("chamber.access.apprentices")) { card in
        card.p(t.counted("chamber.access.byMail", missing.apprenticesByMail))
        if missing.apprenticesByMail > 0 { card.order("apprentice", t("chamber.access.invite"), visit, .primary) }
        card.p(t.counted("chamber.access.byPost", missing.apprenticesByPost))
        if missing.apprenticesByPost > 0 { card.order("apprentice-letters", t("chamber.access.letters"), visit) }
      }
      page.card(title: t("chamber.access.instructors")) { card in
        card.p(t.counted("chamber.access.byMail", missing.instructorsByMail))
        if missing.instructorsByMail > 0 { card.order("instructor", t("chamber.access.invite"), visit, .primary) }
      }
      page.card(title: t("chamber.access.examiners")) { card in
        card.p(t.counted("chamber.access.byMail", examiners))
        if examiners > 0 { card.order("examiner", t("chamber.access.invite"), visit, .primary) }
      }
    }
  }

  @Sendable func orderAccess(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let day = visit.clock.day(of: visit.now)
    let order = visit.form["was"]
    let count = try await database.write { connection -> Int? in
      let count = try self.order(order, acting.account.id, on: day, visit, in: connection)
      if let count {
        try record(
          "access.ordered", .init("register"), visit, ["kind": order, "count": String(count)], in: connection)
      }
      return count
    }
    await signal.raise()
    guard let count else { throw NotFound() }
    let isLetters = order.hasPrefix("companies") || order.hasSuffix("letters")
    return visit.redirect(
      to: isLetters ? "/kammer/briefe" : "/kammer/zugaenge",
      flash: isLetters ? "chamber.access.lettersOrdered" : "chamber.access.invitesOrdered",
      ["count": visit.t.number(count)])
  }

  /// - Returns: how many letters were asked for, 0 for mails that a job sends; nil for an unknown order.
  private func order(
    _ order: String, _ officer: Int64, on day: CalendarDate, _ visit: Visit, in connection: any Connection
  ) throws -> Int? {
    switch order {
    case "companies-new", "companies-all":
      return try AccessLetterQueries.requestCompanyLetters(
        withMembers: order == "companies-all", on: day, now: visit.now, in: connection)
    case "apprentice-letters":
      return try AccessLetterQueries.requestApprenticeLetters(on: day, now: visit.now, in: connection)
    case "apprentice", "instructor", "examiner":
      guard let kind = FunctionKind(rawValue: order) else { return nil }
      _ = try Jobs.add(
        AccountOpeningWork.jobKind, key: "\(order)-\(visit.now.microseconds)",
        payload: AccountOpeningOrder(kind: kind, officer: officer), due: visit.now, now: visit.now, in: connection)
      return 0
    default: return nil
    }
  }
}

extension HTML {
  fileprivate mutating func order(_ order: String, _ label: String, _ visit: Visit, _ kind: ButtonKind = .quiet) {
    form(action: "/kammer/zugaenge", token: visit.formToken) { form in
      form.void("input", [.type("hidden"), .name("was"), .value(order)])
      form.buttonRow { $0.submitButton(label, kind) }
    }
  }
}
