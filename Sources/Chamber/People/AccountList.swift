import Accounts
import Chronology
import Database
import Journal
import Office
import Postbox
import Web

/// The officer's view of accounts: state, mails sent, lock, deletion. Never a secret: an officer can start a reset,
/// never learn or choose a password.
extension Chamber {
  private static let accountsPerPage = 50

  @Sendable func accountList(_ visit: Visit) async throws -> Reply {
    let search = visit.query.trimmed("suche")
    let below = TypedNumber.key(visit.query["vor"]) ?? .max
    let found = try await database.read {
      try AccountQueries.search(search, below: below, limit: Self.accountsPerPage + 1, in: $0)
    }
    let t = visit.t
    let base = "/kammer/konten?suche=\(FormInput.encoded(search))"
    return visit.page(t("chamber.accounts.title")) { page in
      page.pageHead(t("chamber.accounts.title"), lead: t("chamber.accounts.lead"))
      page.searchForm(
        action: "/kammer/konten", label: t("chamber.accounts.search"), submit: t("office.search"),
        reset: search.isEmpty ? nil : Link(t("office.reset"), "/kammer/konten")
      ) { form in
        form.field(
          Field(
            "suche", t("chamber.accounts.search"), kind: .search, value: search, isRequired: false, width: .wide))
      }
      if found.isEmpty {
        page.emptyState(title: t("chamber.accounts.none"), text: t("chamber.accounts.noneText"), icon: .person)
      } else {
        accountTable(&page, visit, Array(found.prefix(Self.accountsPerPage)))
      }
      page.pagination(
        label: t("office.paging"), previous: below == .max ? nil : Link(t("office.first"), base),
        next: found.count > Self.accountsPerPage
          ? Link(t("office.next"), "\(base)&vor=\(found[Self.accountsPerPage - 1].id)") : nil)
    }
  }

  private func accountTable(_ page: inout HTML, _ visit: Visit, _ accounts: [Account]) {
    let t = visit.t
    page.table(
      caption: t("chamber.accounts.title"),
      columns: [
        Column(t("accounts.field.name")), Column(t("accounts.field.email")), Column(t("chamber.companies.state")),
        Column(t("chamber.accounts.lastSignIn")),
      ]
    ) { rows in
      for account in accounts {
        rows.row { row in
          row.heading { $0.a(account.fullName, href: "/kammer/konten/\(account.id)") }
          row.cell(account.email)
          row.cell { $0.badge(t("chamber.accounts.state.\(account.state.rawValue)"), Self.badge(account.state)) }
          row.cell(account.lastSignInAt.map { t.shortTime($0, visit.clock) } ?? "–")
        }
      }
    }
  }

  static func badge(_ state: AccountState) -> BadgeKind {
    switch state {
    case .active: .good
    case .pending: .wait
    case .blocked: .bad
    case .leaving: .wait
    case .deleted: .neutral
    }
  }

  @Sendable func accountDetail(_ visit: Visit) async throws -> Reply {
    guard let id = visit.key("account") else { throw NotFound() }
    let model = try await database.read { connection -> AccountDetail? in
      guard let account = try AccountQueries.account(id, in: connection) else { return nil }
      return AccountDetail(
        account: account, lockedUntil: try accounts.longestLock(of: id, now: visit.now, in: connection),
        functions: try accounts.providers.flatMap { try $0.functions(of: id, at: visit.now, in: connection) },
        mails: try MailQueries.list(of: id, in: connection),
        entries: try office.log(about: .init("account", id), in: connection),
        proposal: try FourEyesQueries.proposal(.accountDeletion, id, in: connection))
    }
    guard let model else { throw NotFound() }
    return accountDetailPage(visit, model)
  }
}

struct AccountDetail: Sendable {
  let account: Account
  let lockedUntil: Instant?
  let functions: [PortalFunction]
  let mails: [ListedMail]
  let entries: OfficersLog
  let proposal: OfficerProposal?
}
