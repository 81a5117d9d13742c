import Accounts
import Apprenticeships
import Chronology
import Database
import Journal
import Office
import Registers
import Web
import Work

/// What can be ordered for many at once.
private enum AccessOrder {
  case newCompanies
  case allCompanies
  case mails(any PersonKind)
  case letters(any PersonKind)

  init?(_ name: String, _ kinds: [any PersonKind]) {
    let known: [AccessOrder] =
      [.newCompanies, .allCompanies] + kinds.map { .mails($0) } + kinds.map { .letters($0) }
    guard let found = known.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  var name: String {
    switch self {
    case .newCompanies: "companies-new"
    case .allCompanies: "companies-all"
    case .mails(let person): person.kind.rawValue
    case .letters(let person): "\(person.kind.rawValue)-letters"
    }
  }

  var label: String {
    switch self {
    case .newCompanies: "lettersNew"
    case .allCompanies: "lettersAll"
    case .mails: "invite"
    case .letters: "letters"
    }
  }

  var isLetters: Bool {
    if case .mails = self { false } else { true }
  }
}

/// `Zugänge`: who has none yet, and letters or mails for all of them at once.
extension Chamber {
  @Sendable func accessPage(_ visit: Visit) async throws -> Reply {
    let day = visit.clock.day(of: visit.now)
    let (companies, people) = try await database.read { connection in
      (
        try CompanyLetterQueries.missing(on: day, in: connection),
        try registers.kinds.map { ($0, try MissingAccessQueries.count($0, on: day, in: connection)) }
      )
    }
    let t = visit.t
    return visit.page(t("chamber.access.title")) { page in
      page.pageHead(t("chamber.access.title"), lead: t("chamber.access.lead"))
      page.card(title: t("chamber.access.companies")) { card in
        card.p(t.counted("chamber.access.companiesMissing", companies))
        card.order(.newCompanies, companies, t)
        card.order(.allCompanies, 1, t, .quiet)
      }
      for (person, count) in people { page.people(person, count, t) }
    }
  }

  @Sendable func confirmAccessOrder(_ visit: Visit) async throws -> Reply {
    guard let order = AccessOrder(visit.parameters["order"] ?? "", registers.kinds) else { throw NotFound() }
    let t = visit.t
    let day = visit.clock.day(of: visit.now)
    var shared: [SharedAddress] = []
    if case .mails(let person) = order {
      let people = MissingAccessQueries.byMail(person, on: day)
      shared = try await database.read { try accounts.sharedAddresses(of: person.kind, among: people, in: $0) }
    }
    return visit.confirmationPage(
      Confirmation(
        title: t("chamber.access.order.\(order.name).title"),
        text: t("chamber.access.order.\(order.name).text"),
        action: "/kammer/zugaenge", label: t("chamber.access.order.\(order.label)"), name: "was", value: order.name,
        back: "/kammer/zugaenge", kind: .primary)
    ) { [shared] page in
      page.sharedAddresses(
        shared.map { address in
          let people = address.people.map { $0.userName.isEmpty ? $0.name : "\($0.name) (\($0.userName))" }
          return (address.email, people + address.accounts.map { t("chamber.access.shared.account", ["name": $0]) })
        }, t)
    }
  }

  @Sendable func orderAccess(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let day = visit.clock.day(of: visit.now)
    guard let order = AccessOrder(visit.form["was"], registers.kinds) else { throw NotFound() }
    let count = try await database.write { connection -> Int in
      let count = try self.order(order, acting.account.id, on: day, visit, in: connection)
      try record(
        "access.ordered", .init("register"), visit, ["kind": order.name, "count": String(count)], in: connection)
      return count
    }
    await signal.raise()
    if order.isLetters, count == 0 { return visit.redirect(to: "/kammer/zugaenge", flash: "chamber.access.nobody") }
    return visit.redirect(
      to: order.isLetters ? "/kammer/briefe" : "/kammer/zugaenge",
      flash: order.isLetters ? "office.lettersOrdered" : "chamber.access.invitesOrdered",
      ["count": visit.t.number(count)])
  }

  /// - Returns: how many letters were asked for; 0 for mails, which a job sends.
  private func order(
    _ order: AccessOrder, _ officer: Int64, on day: CalendarDate, _ visit: Visit, in connection: any Connection
  ) throws -> Int {
    switch order {
    case .newCompanies:
      return try CompanyLetterQueries.requestCompanyLetters(
        withMembers: false, on: day, now: visit.now, in: connection)
    case .allCompanies:
      return try CompanyLetterQueries.requestCompanyLetters(
        withMembers: true, on: day, now: visit.now, in: connection)
    case .letters(let person):
      return try AccessLetterQueries.requestLetters(
        person.kind, subjects: MissingAccessQueries.byPost(person, on: day), now: visit.now, in: connection)
    case .mails(let person):
      try orderMails(person.kind, officer, visit, in: connection)
      return 0
    }
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
  /// Those of a register without an account, by how the chamber can reach them.
  fileprivate mutating func people(_ person: any PersonKind, _ count: WithoutAccess, _ t: Texts) {
    let about = t("chamber.access.kind.\(person.kind.rawValue)")
    card(title: about) { card in
      card.p(t.counted("chamber.access.byMail", count.byMail))
      card.order(.mails(person), count.byMail, t, about: about)
      card.p(t.counted("chamber.access.byPost", count.byPost))
      card.order(.letters(person), count.byPost, t, .quiet, about: about)
    }
  }

  fileprivate mutating func order(
    _ order: AccessOrder, _ count: Int, _ t: Texts, _ kind: ButtonKind = .primary, about: String? = nil
  ) {
    guard count > 0 else { return }
    buttonRow {
      $0.buttonLink(
        t("chamber.access.order.\(order.label)"), href: "/kammer/zugaenge/\(order.name)", kind, about: about)
    }
  }
}
