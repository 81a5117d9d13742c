import Accounts
import Apprenticeships
import Chronology
import Database
import Exams
import Journal
import Web
import Work

/// What can be ordered for many at once.
private enum AccessOrder: String {
  case newCompanies = "companies-new"
  case allCompanies = "companies-all"
  case apprentices = "apprentice"
  case apprenticeLetters = "apprentice-letters"
  case instructors = "instructor"
  case examiners = "examiner"

  var label: String {
    switch self {
    case .newCompanies: "lettersNew"
    case .allCompanies: "lettersAll"
    case .apprenticeLetters: "letters"
    case .apprentices, .instructors, .examiners: "invite"
    }
  }

  var isLetters: Bool { label != "invite" }
}

/// `Zugänge`: who has none yet, and letters or mails for all of them at once.
extension Chamber {
  @Sendable func accessPage(_ visit: Visit) async throws -> Reply {
    let day = visit.clock.day(of: visit.now)
    let (missing, examiners) = try await database.read { connection in
      (
        try MissingAccessQueries.missing(on: day, in: connection),
        try ExaminerQueries.withoutAccount(on: day, limit: 10_000, in: connection).count
      )
    }
    let t = visit.t
    return visit.page(t("chamber.access.title")) { page in
      page.pageHead(t("chamber.access.title"), lead: t("chamber.access.lead"))
      page.card(title: t("chamber.access.companies")) { card in
        card.p(t.counted("chamber.access.companiesMissing", missing.companies))
        card.order(.newCompanies, missing.companies, t)
        card.order(.allCompanies, 1, t, .quiet)
      }
      page.card(title: t("chamber.access.apprentices")) { card in
        card.p(t.counted("chamber.access.byMail", missing.apprenticesByMail))
        card.order(.apprentices, missing.apprenticesByMail, t)
        card.p(t.counted("chamber.access.byPost", missing.apprenticesByPost))
        card.order(.apprenticeLetters, missing.apprenticesByPost, t, .quiet)
      }
      page.card(title: t("chamber.access.instructors")) { card in
        card.p(t.counted("chamber.access.byMail", missing.instructorsByMail))
        card.order(.instructors, missing.instructorsByMail, t)
      }
      page.card(title: t("chamber.access.examiners")) { card in
        card.p(t.counted("chamber.access.byMail", examiners))
        card.order(.examiners, examiners, t)
      }
    }
  }

  @Sendable func confirmAccessOrder(_ visit: Visit) async throws -> Reply {
    guard let order = AccessOrder(rawValue: visit.parameters["order"] ?? "") else { throw NotFound() }
    let t = visit.t
    return confirmationPage(
      visit,
      Confirmation(
        title: t("chamber.access.order.\(order.rawValue).title"),
        text: t("chamber.access.order.\(order.rawValue).text"),
        action: "/kammer/zugaenge", label: t("chamber.access.order.\(order.label)"), name: "was", value: order.rawValue,
        back: "/kammer/zugaenge", kind: .primary))
  }

  @Sendable func orderAccess(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let day = visit.clock.day(of: visit.now)
    guard let order = AccessOrder(rawValue: visit.form["was"]) else { throw NotFound() }
    let count = try await database.write { connection -> Int in
      let count = try self.order(order, acting.account.id, on: day, visit, in: connection)
      try record(
        "access.ordered", .init("register"), visit, ["kind": order.rawValue, "count": String(count)], in: connection)
      return count
    }
    await signal.raise()
    return visit.redirect(
      to: order.isLetters ? "/kammer/briefe" : "/kammer/zugaenge",
      flash: order.isLetters ? "chamber.access.lettersOrdered" : "chamber.access.invitesOrdered",
      ["count": visit.t.number(count)])
  }

  /// - Returns: how many letters were asked for; 0 for mails, which a job sends.
  private func order(
    _ order: AccessOrder, _ officer: Int64, on day: CalendarDate, _ visit: Visit, in connection: any Connection
  ) throws -> Int {
    switch order {
    case .newCompanies, .allCompanies:
      return try AccessLetterQueries.requestCompanyLetters(
        withMembers: order == .allCompanies, on: day, now: visit.now, in: connection)
    case .apprenticeLetters:
      return try AccessLetterQueries.requestApprenticeLetters(on: day, now: visit.now, in: connection)
    case .apprentices: try orderMails(.apprentice, officer, visit, in: connection)
    case .instructors: try orderMails(.instructor, officer, visit, in: connection)
    case .examiners: try orderMails(.examiner, officer, visit, in: connection)
    }
    return 0
  }

  private func orderMails(
    _ kind: FunctionKind, _ officer: Int64, _ visit: Visit, in connection: any Connection
  ) throws {
    _ = try Jobs.add(
      AccountOpeningWork.jobKind, key: "\(kind.rawValue)-\(visit.now.microseconds)",
      payload: AccountOpeningOrder(kind: kind, officer: officer), due: visit.now, now: visit.now, in: connection)
  }
}

extension HTML {
  fileprivate mutating func order(_ order: AccessOrder, _ count: Int, _ t: Texts, _ kind: ButtonKind = .primary) {
    guard count > 0 else { return }
    buttonRow {
      $0.buttonLink(t("chamber.access.order.\(order.label)"), href: "/kammer/zugaenge/\(order.rawValue)", kind)
    }
  }
}
