import Accounts
import Chronology
import Database
import Journal
import Office
import Postbox
import Settings
import Sodium
import Web
import Work

/// The area of companies: company data, verification by PIN, members, invitations, import.
package struct Companies: DomainArea {
  package let name = "Companies"
  package static let pinLetterKind = "pin"
  package static let noticeLetterKind = "link-notice"

  package let database: Database
  package let settings: ChamberSettings
  package let accounts: Accounts
  let office: Office
  package let postbox: Postbox
  package let signal: WorkSignal
  let limiter = NetworkLimiter()
  let pinKey: SecretKey

  package static let resources = PortalResources(of: "Companies", in: .module, settings: CompanySettings.all)

  package init(
    office: Office, accounts: Accounts, postbox: Postbox, signal: WorkSignal, key: SecretKey
  ) {
    database = office.database
    settings = office.settings
    self.office = office
    self.accounts = accounts
    self.postbox = postbox
    self.signal = signal
    pinKey = key.derived(for: "pins")
  }

  /// Columns with keys for order and search, which are recomputed when the folding changes.
  package var storedKeys: [StoredKeys] { CompanyWords.stored }

  package func addRoutes(to routes: inout Routes) {
    routes.get("/betrieb-freischalten", .ownAccount, verificationForm)
    routes.appoint("/betrieb-freischalten", .ownAccount, verify)
    routes.get("/betrieb-freischalten/neue-pin", .ownAccount, pinRequestForm)
    routes.appoint("/betrieb-freischalten/neue-pin", .ownAccount, requestPIN)
    routes.get("/betriebe/{company}", .companyMember, companyPage)
    routes.get("/betriebe/{company}/einladen", .companyAdministrator(wordsOfMissingRight), invitationForm)
    routes.appoint("/betriebe/{company}/einladen", .companyAdministrator(wordsOfMissingRight), invite)
    routes.appoint(
      "/betriebe/{company}/einladungen/{invitation}/zurueckziehen", .companyAdministrator(wordsOfMissingRight),
      withdrawInvitation)
    routes.get("/betriebe/{company}/personen/{member}/aendern", .companyAdministrator(wordsOfMissingRight), rightsForm)
    routes.appoint(
      "/betriebe/{company}/personen/{member}/aendern", .companyAdministrator(wordsOfMissingRight), changeRights)
    routes.get(
      "/betriebe/{company}/personen/{member}/entziehen", .companyAdministrator(wordsOfMissingRight), withdrawalForm)
    routes.appoint(
      "/betriebe/{company}/personen/{member}/entziehen", .companyAdministrator(wordsOfMissingRight), withdraw)
    routes.appoint("/einladungen/{invitation}/annehmen", .ownAccount, acceptInvitation)
    routes.appoint("/einladungen/{invitation}/ablehnen", .ownAccount, declineInvitation)
    routes.get("/widerruf", .everyone, revocationForm)
    routes.appoint("/widerruf", .everyone, revoke)
    addOfficeRoutes(to: &routes)
  }

  package func menu(for visit: Visit) -> [MenuEntry] {
    guard let acting = visit.acting else { return [] }
    let companies = acting.functions.filter { [.companyAdministrator, .companyMember].contains($0.kind) }
    let chosen = acting.function.flatMap { function in companies.first { $0.key == function.key } } ?? companies.first
    var entries: [MenuEntry] = []
    if let chosen {
      entries.append(MenuEntry(visit.t("companies.menu.company"), path: chosen.path, rank: 10))
    }
    if acting.onBehalf == nil, chosen != nil || acting.functions.isEmpty {
      entries.append(MenuEntry(visit.t("companies.menu.verify"), path: CompanyPath.verification, rank: 20))
    }
    return entries
  }

  /// The words about a missing right: which one, and who can grant it.
  var wordsOfMissingRight: @Sendable (Visit) async throws -> (right: String, helper: String) {
    Self.wordsOfMissingRight(database)
  }

  package static func wordsOfMissingRight(
    _ database: Database
  ) -> @Sendable (Visit) async throws -> (right: String, helper: String) {
    { visit in
      let names = try await administratorNames(visit, database)
      return (
        visit.t("companies.right.administration"),
        visit.t("companies.right.helper", ["names": names.joined(separator: ", ")])
      )
    }
  }

  private static func administratorNames(_ visit: Visit, _ database: Database) async throws -> [String] {
    guard let company = visit.key("company") else { return [] }
    let day = visit.clock.day(of: visit.now)
    return try await database.read { connection in
      try MemberQueries.members(of: company, on: day, in: connection).filter(\.isAdministrator).map(\.name)
    }
  }

  func record(
    _ event: Event, about company: Int64, _ cause: Cause, _ details: [String: String] = [:],
    in connection: any Connection
  ) throws {
    try Journal.record(cause.entry(event, .init(.company, company), details), at: cause.now, in: connection)
  }
}

extension Access {
  /// Any member of the company in the path; for everybody else the company does not exist (404).
  package static let companyMember = Access("company member") { visit in
    guard let acting = visit.acting else { return .signInNeeded }
    guard let company = visit.key("company"),
      acting.function([.companyAdministrator, .companyMember], for: company) != nil
    else { return .hidden }
    return .allowed
  }

  /// The administrators of the company in the path; other members are told whom to ask.
  package static func companyAdministrator(
    _ words: @escaping @Sendable (Visit) async throws -> (right: String, helper: String)
  ) -> Access {
    Access("company administrator") { visit in
      guard let acting = visit.acting else { return .signInNeeded }
      guard let company = visit.key("company") else { return .hidden }
      if acting.function([.companyAdministrator], for: company) != nil { return .allowed }
      guard acting.function([.companyMember], for: company) != nil else { return .hidden }
      let (right, helper) = try await words(visit)
      return .refused(right: right, helper: helper)
    }
  }
}

/// Finds memberships as functions of an account.
package struct CompanyFunctions: FunctionProvider {
  package let source = FunctionSource.rows(MemberQueries.isMember)
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  package func functions(of account: Int64, at now: Instant, in connection: any Connection) throws -> [PortalFunction] {
    try MemberQueries.functions(of: account, on: clock.day(of: now), in: connection)
  }
}

/// What happens to memberships when an account is erased.
package struct CompanyErasure: AccountErasure {
  private let clock: WallClock

  package init(clock: WallClock) {
    self.clock = clock
  }

  package func erase(account: Int64, now: Instant, in connection: any Connection) throws {
    try MemberQueries.endAll(of: account, now: now, in: connection)
    try PINRequestQueries.forget(account: account, in: connection)
  }

  package func lockForErasure(of account: Int64, now: Instant, in connection: any Connection) throws {
    for function in try MemberQueries.functions(of: account, on: clock.day(of: now), in: connection) {
      try MemberQueries.lockMembers(of: function.subject, in: connection)
    }
  }

  /// The last administrator of a company that has other members cannot be erased.
  package func objection(to account: Int64, now: Instant, in connection: any Connection) throws -> DeletionObjection? {
    let day = clock.day(of: now)
    for function in try MemberQueries.functions(of: account, on: day, in: connection)
    where function.kind == .companyAdministrator {
      let others = try MemberQueries.members(of: function.subject, on: day, in: connection).contains {
        $0.account != account
      }
      let administrators = try MemberQueries.administrators(of: function.subject, on: day, in: connection)
      if others, administrators.allSatisfy({ $0 == account }) {
        return DeletionObjection("companies.deletion.lastAdministrator", ["company": function.title])
      }
    }
    return nil
  }
}
