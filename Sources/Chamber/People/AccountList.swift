import Accounts
import Chronology
import Database
import Journal
import Office
import Postbox
import Web

/// Officers' pages about accounts: state, mails sent, lock, deletion. Never a secret: an officer can start a reset, but
/// never learn or choose a password.
extension Chamber {
  @Sendable func accountList(_ visit: Visit) async throws -> Reply {
    let list = accounts(visit)
    let text = list.request.text
    if list.isFile { return try await list.download(from: database) { try AccountListQueries.page(text, $0, in: $1) } }
    let found = try await database.read { connection in
      try list.find(
        { try AccountListQueries.page(text, $0, in: connection) },
        count: text.isEmpty ? { try AccountListQueries.count(limit: $0, in: connection) } : nil)
    }
    return visit.page(list.title) { page in
      page.pageHead(list.title, lead: visit.t("chamber.accounts.lead"))
      page.list(list, found)
    }
  }

  private func accounts(_ visit: Visit) -> ListPage<ListedAccount, AccountListOrder> {
    let (t, clock) = (visit.t, visit.clock)
    var list = ListPage<ListedAccount, AccountListOrder>(
      visit, AccountPath.officeStart, title: t("chamber.accounts.title"),
      search: ListSearch(t("chamber.accounts.search"))
    ) { $0.key(in: $1) }
    list.columns = [
      .heading(t("web.field.name"), by: .name) {
        $0.account.fullName
      } href: {
        AccountPath.office($0.account.id)
      },
      ListColumn(t("web.field.email")) { $0.account.email },
      .badge(t("chamber.companies.state")) {
        t("chamber.accounts.state.\($0.account.state.rawValue)")
      } kind: {
        Self.badge($0.account.state)
      },
      ListColumn(t("chamber.accounts.lastSignIn")) { $0.account.lastSignInAt.map { t.shortTime($0, clock) } ?? "–" },
    ]
    list.otherOrders = [.newest: t("chamber.accounts.created")]
    list.empty = ListNothing(t("chamber.accounts.none"), t("chamber.accounts.noneText"), icon: .person)
    list.countKey = "chamber.accounts.count"
    list.fileCode = "accounts"
    return list
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
        entries: try office.log(about: .init(.account, id), in: connection),
        proposal: try FourEyesQueries.proposal(.accountDeletion, id, in: connection),
        agreement: try FourEyesQueries.agreement(.accountDeletion, id, in: connection))
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
  /// The agreement about the account, even if its owner cancelled the deletion.
  let agreement: Agreement?
}
