import Accounts
import Chronology
import Database
import Journal
import Postbox
import Settings
import Sodium
import Web
import Work

/// `Betrieb freischalten`: company number and PIN bind an account to a company; the first member becomes its
/// administrator.
extension Companies {
  @Sendable func verificationForm(_ visit: Visit) async throws -> Reply {
    try await verificationPage(visit, VerificationPage(number: visit.query.trimmed("betriebsnummer")))
  }

  @Sendable func verify(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    var page = VerificationPage(number: visit.form.trimmed("betriebsnummer"), pin: visit.form["pin"])
    let key = NumberKey.folded(page.number)
    let digits = settings[CompanySettings.numberDigits]
    page.errors.require(!key.isEmpty, "betriebsnummer", visit.t("companies.error.number", ["digits": String(digits)]))
    page.errors.require(!PINRules.folded(page.pin).isEmpty, "pin", visit.t("companies.error.pinMissing"))
    guard page.errors.isEmpty else { return try await verificationPage(visit, page) }
    // Counted before anything is compared, and given back when it was no wrong PIN.
    let tries = tries(acting, visit)
    if let wait = limiter.take(tries, now: visit.now) {
      page.errors.add(
        "pin", visit.t("companies.error.tries", ["wait": visit.t.span(wait), "contact": settings.contact]))
      return try await verificationPage(visit, page)
    }
    return try await verify(key, page, acting, tries, visit)
  }

  private func verify(
    _ key: String, _ page: VerificationPage, _ acting: Acting, _ tries: [Allowance], _ visit: Visit
  ) async throws -> Reply {
    var page = page
    let company = try await database.read { try CompanyQueries.company(numberKey: key, in: $0) }
    if let company, acting.function([.companyAdministrator, .companyMember], for: company.id) != nil {
      limiter.giveBack(tries)
      page.errors.add("betriebsnummer", visit.t("companies.error.already"))
      return try await verificationPage(visit, page)
    }
    let perNumber = triesPerNumber(key)
    let isGuessedAt = limiter.take([perNumber], now: visit.now) != nil
    let finding = try await find(page.pin, company, acting.account.id, visit.now)
    if isGuessedAt, try await !helps(finding) {
      // Right or wrong is not told any more, so that nobody goes on guessing for tomorrow.
      try await noteWrong(company, visit)
      page.errors.add("pin", visit.t("companies.error.guessed", ["contact": settings.contact]))
      return try await verificationPage(visit, page)
    }
    if finding != .noMatch { limiter.giveBack(isGuessedAt ? tries : tries + [perNumber]) }
    switch finding {
    case .match(let pin):
      if let company, let reply = try await link(pin, company, acting, visit) { return reply }
      page.errors.add("pin", visit.t("companies.error.pin"))
    case .typingError: page.errors.add("pin", visit.t("companies.error.typing"))
    case .used(let at, let own):
      let day = visit.t.longDate(visit.clock.day(of: Instant(microseconds: at)))
      page.errors.add("pin", visit.t(own ? "companies.error.usedByYou" : "companies.error.used", ["date": day]))
    case .expired(let at):
      let day = visit.t.longDate(visit.clock.day(of: Instant(microseconds: at)))
      page.errors.add("pin", visit.t("companies.error.expired", ["date": day]))
    case .noMatch:
      try await noteWrong(company, visit)
      let isAgency = PINRules.looksLikeAgencyNumber(key, digits: settings[CompanySettings.numberDigits])
      if isAgency, company == nil { page.errors.add("betriebsnummer", visit.t("companies.error.agencyNumber")) }
      page.errors.add("pin", visit.t("companies.error.pin"))
    }
    return try await verificationPage(visit, page)
  }

  /// What is still answered as always where a number was guessed at: a PIN that was sent to this very account, and what
  /// tells nothing about any PIN.
  private func helps(_ finding: PINFinding) async throws -> Bool {
    switch finding {
    case .typingError: true
    case .match(let pin): try await isRequested(pin)
    case .used, .expired, .noMatch: false
    }
  }

  /// Compares a typed PIN. Whatever does not match is one answer, so that a number tells nothing about its company.
  func find(_ typed: String, _ company: Company?, _ account: Int64, _ now: Instant) async throws -> PINFinding {
    let isWellFormed = (try? LetterCode(typed: typed)) != nil
    let hash = company.map { pinHash(typed, company: $0.id) }
    return try await database.read { connection in
      if let company, let hash, let pin = try PINQueries.pin(company: company.id, hash: hash, in: connection) {
        return Self.finding(pin, account: account, now: now)
      }
      // Asked of the whole chamber, not of this company: so the answer tells nothing about the number.
      let hasOlder = try PINQueries.hasOpenPINWithoutCheck(in: connection)
      return isWellFormed || hasOlder && !LetterCode.hasForm(typed) ? .noMatch : .typingError
    }
  }

  private static func finding(_ pin: StoredPIN, account: Int64, now: Instant) -> PINFinding {
    // A requested PIN is bound to the account that asked for it: who else opens the letter cannot use it.
    if let owner = pin.account, owner != account { return .noMatch }
    if pin.state == .used, let usedAt = pin.usedAt {
      return .used(at: usedAt.microseconds, own: pin.usedBy == account)
    }
    guard pin.state == .live else { return .noMatch }
    if let expires = pin.expiresAt, expires <= now { return .expired(at: expires.microseconds) }
    return .match(pin: pin.id)
  }

  /// - Returns: nil when somebody else used the PIN in this moment.
  private func link(_ pin: Int64, _ company: Company, _ acting: Acting, _ visit: Visit) async throws -> Reply? {
    guard company.isActive(on: visit.clock.day(of: visit.now)) else {
      throw Refusal("companies.inactive", ["contact": settings.contact])
    }
    let account = acting.account.id
    let isFirst = try await database.write { connection -> Bool? in
      guard try PINQueries.use(pin, by: account, now: visit.now, in: connection) else { return nil }
      try MemberQueries.hold(company.id, in: connection)
      let administrators = try MemberQueries.administrators(
        of: company.id, on: visit.clock.day(of: visit.now), in: connection)
      let isFirst = administrators.isEmpty
      let member = try MemberQueries.admit(
        Membership(
          company: company.id, account: account, isAdministrator: isFirst, rights: Set(CompanyRight.allCases),
          validUntil: nil),
        origin: .pin, by: account, now: visit.now, in: connection)
      try record(
        "company.member.linked", company.id, visit, ["member": String(account), "first": String(isFirst)],
        in: connection)
      if isFirst {
        try MemberQueries.openRevocation(of: member, in: connection)
        try Letters.request(Self.noticeLetterKind, subject: member, now: visit.now, in: connection)
      } else {
        try tellAdministrators(administrators, of: company, about: acting.account, visit, in: connection)
      }
      return isFirst
    }
    guard let isFirst else { return nil }
    await signal.raise()
    return visit.redirect(
      to: "/betriebe/\(company.id)", flash: isFirst ? "companies.verified" : "companies.verifiedMember",
      ["company": company.name])
  }

  /// Who comes later by PIN becomes a member; the administrators learn it and can withdraw it.
  private func tellAdministrators(
    _ administrators: [Int64], of company: Company, about newcomer: Account, _ visit: Visit,
    in connection: any Connection
  ) throws {
    let t = visit.t
    for administrator in administrators {
      guard let account = try AccountQueries.account(administrator, in: connection) else { continue }
      let draft = MailDraft(
        kind: "member-joined", language: t.language.rawValue,
        subject: t("companies.mail.joined.subject", ["company": company.name]),
        blocks: [
          .paragraph(t("companies.mail.greeting", ["name": account.fullName])),
          .paragraph(t("companies.mail.joined.text", ["company": company.name, "name": newcomer.fullName])),
          .link(label: t("companies.mail.joined.link"), address: "\(visit.site.baseURL)/betriebe/\(company.id)"),
        ])
      try postbox.queue(draft, to: account.email, account: account.id, now: visit.now, in: connection)
    }
  }

  func pinHash(_ typed: String, company: Int64) -> [UInt8] {
    pinKey.hash("\(company)|\(PINRules.folded(typed))")
  }

  // MARK: Tries, counted against account, network and typed number, never against the PIN

  private func tries(_ acting: Acting, _ visit: Visit) -> [Allowance] {
    let account = "pin|account|\(acting.account.id)"
    let day = settings[CompanySettings.pinTriesPerDay]
    return [
      Allowance(account, limit: settings[CompanySettings.pinTriesPerHour], window: .hours(1)),
      Allowance("\(account)|day", limit: day, window: .days(1)),
      Allowance("pin|network|\(NetworkLimiter.network(of: visit.clientAddress))", limit: day, window: .days(1)),
    ]
  }

  /// So many wrong tries for one number within a day stop its notice's PIN, which any account can use. A requested PIN is
  /// bound to its account and stays good, so nobody can keep a company out. Counted for numbers of no company, too.
  private func triesPerNumber(_ key: String) -> Allowance {
    Allowance("pin|number|\(key)", limit: settings[CompanySettings.pinTriesPerCompany], window: .days(1))
  }

  private func isRequested(_ pin: Int64) async throws -> Bool {
    try await database.read { try PINQueries.pin(pin, in: $0)?.origin == .request }
  }

  private func noteWrong(_ company: Company?, _ visit: Visit) async throws {
    let subject =
      try company.map { JournalEntry.Subject("company", $0.id) }
      ?? .init("account", visit.signedIn().account.id)
    try await database.write { try Journal.record(visit.entry("company.pin.wrong", subject), at: visit.now, in: $0) }
  }
}
