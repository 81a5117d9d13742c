import Accounts
import Chronology
import Database
import Journal
import Postbox
import Settings
import Sodium
import Web
import Work

/// The outcome of entering company number and PIN.
package enum VerificationOutcome: Sendable, Equatable {
  /// The account is now a member; the first one is the administrator.
  case linked(Company, isFirst: Bool)
  /// The account was already a member.
  case alreadyMember
  /// Too many wrong PINs by this account, or from this network.
  case tooManyTries(wait: TimeSpan)
  /// The number was guessed at too often; right or wrong is not revealed any more today.
  case guessedAt
  /// The form is wrong or the check character does not match; costs no attempt.
  case typingError
  case used(at: Instant, own: Bool)
  case expired(at: Instant)
  /// Wrong number or wrong PIN; which of the two is not revealed.
  /// - Parameter looksLikeAgencyNumber: whether the number looks like the Federal Employment Agency's.
  case wrong(looksLikeAgencyNumber: Bool)
}

extension Companies {
  /// Makes an account a member of a company by the company's number and PIN.
  /// - Parameters:
  ///   - number: as typed.
  ///   - pin: as typed.
  /// - Throws: `companies.inactive` for a company that is not active in the register; `NotFound` for a deputy.
  package func verify(
    _ number: String, pin typed: String, by acting: Acting, cause: Cause
  ) async throws -> VerificationOutcome {
    try acting.requireOwnAccount()
    let key = NumberKey.folded(number)
    // Counted before the comparison, and given back if the PIN was not wrong.
    let tries = tries(of: acting, cause)
    if let wait = limiter.take(tries, now: cause.now) { return .tooManyTries(wait: wait) }
    let company = try await database.read { try CompanyQueries.company(numberKey: key, in: $0) }
    if let company, acting.function([.companyAdministrator, .companyMember], for: company.id) != nil {
      limiter.giveBack(tries)
      return .alreadyMember
    }
    let perNumber = triesPerNumber(key)
    let isGuessedAt = limiter.take([perNumber], now: cause.now) != nil
    let finding = try await find(typed, of: company, for: acting.account.id, now: cause.now)
    if isGuessedAt, try await !helps(finding) {
      // Right or wrong is no longer revealed, so that nobody can collect guesses for tomorrow.
      try await noteWrong(company, by: acting, cause)
      return .guessedAt
    }
    if finding != .noMatch { limiter.giveBack(isGuessedAt ? tries : tries + [perNumber]) }
    switch finding {
    case .match(let pin):
      guard let company, let isFirst = try await link(pin, to: company, by: acting, cause: cause) else {
        return .wrong(looksLikeAgencyNumber: false)
      }
      return .linked(company, isFirst: isFirst)
    case .typingError: return .typingError
    case .used(let at, let own): return .used(at: at, own: own)
    case .expired(let at): return .expired(at: at)
    case .noMatch:
      try await noteWrong(company, by: acting, cause)
      let isAgency = PINRules.looksLikeAgencyNumber(key, digits: settings[CompanySettings.numberDigits])
      return .wrong(looksLikeAgencyNumber: isAgency && company == nil)
    }
  }

  /// The findings that are still answered normally after too many guesses at a number: a PIN sent to this very account,
  /// and what reveals nothing about any PIN.
  private func helps(_ finding: PINFinding) async throws -> Bool {
    switch finding {
    case .typingError: true
    case .match(let pin): try await isRequested(pin)
    case .used, .expired, .noMatch: false
    }
  }

  /// Looks up a typed PIN. All mismatches get one answer, so that a number reveals nothing about its company.
  private func find(
    _ typed: String, of company: Company?, for account: Int64, now: Instant
  ) async throws -> PINFinding {
    let isWellFormed = (try? LetterCode(typed: typed)) != nil
    let hash = company.map { pinHash(typed, company: $0.id) }
    return try await database.read { connection in
      if let company, let hash, let pin = try PINQueries.pin(company: company.id, hash: hash, in: connection) {
        return Self.finding(pin, account: account, now: now)
      }
      // Asked about the whole chamber, not this company, so that the answer reveals nothing about the number.
      let hasOlder = try PINQueries.hasOpenPINWithoutCheck(in: connection)
      return isWellFormed || hasOlder && !LetterCode.hasForm(typed) ? .noMatch : .typingError
    }
  }

  private static func finding(_ pin: StoredPIN, account: Int64, now: Instant) -> PINFinding {
    // A requested PIN is bound to the account that requested it: somebody else who opens the letter cannot use it.
    if let owner = pin.account, owner != account { return .noMatch }
    if pin.state == .used, let usedAt = pin.usedAt { return .used(at: usedAt, own: pin.usedBy == account) }
    guard pin.state == .live else { return .noMatch }
    if let expires = pin.expiresAt, expires <= now { return .expired(at: expires) }
    return .match(pin: pin.id)
  }

  /// - Returns: whether the account is the company's first; nil if somebody else used the PIN at this very moment.
  private func link(_ pin: Int64, to company: Company, by acting: Acting, cause: Cause) async throws -> Bool? {
    guard company.isActive(on: cause.day) else { throw Refusal("companies.inactive", ["contact": settings.contact]) }
    let account = acting.account.id
    let isFirst = try await database.write { connection -> Bool? in
      guard try PINQueries.use(pin, by: account, now: cause.now, in: connection) else { return nil }
      try MemberQueries.lockMembers(of: company.id, in: connection)
      let administrators = try MemberQueries.administrators(of: company.id, on: cause.day, in: connection)
      let isFirst = administrators.isEmpty
      let member = try MemberQueries.admit(
        Membership(
          company: company.id, account: account, isAdministrator: isFirst, rights: Set(CompanyRight.allCases),
          validUntil: nil),
        origin: .pin, by: account, now: cause.now, in: connection)
      try record(
        .companyMemberLinked, about: company.id, cause, ["member": String(account), "first": String(isFirst)],
        in: connection)
      if isFirst {
        try MemberQueries.openRevocation(of: member, in: connection)
        try Letters.request(Self.noticeLetterKind, subject: member, now: cause.now, in: connection)
      } else {
        try mailJoined(administrators, of: company, about: acting.account, cause: cause, in: connection)
      }
      return isFirst
    }
    if isFirst != nil { await signal.raise() }
    return isFirst
  }

  func pinHash(_ typed: String, company: Int64) -> [UInt8] {
    pinKey.hash("\(company)|\(PINRules.folded(typed))")
  }

  // MARK: Tries, counted against account, network and typed number, never against the PIN

  private func tries(of acting: Acting, _ cause: Cause) -> [Allowance] {
    let account = "pin|account|\(acting.account.id)"
    let day = settings[CompanySettings.pinTriesPerDay]
    return [
      Allowance(account, limit: settings[CompanySettings.pinTriesPerHour], window: .hours(1)),
      Allowance("\(account)|day", limit: day, window: .days(1)),
      Allowance("pin|network|\(NetworkLimiter.network(of: cause.address))", limit: day, window: .days(1)),
    ]
  }

  /// After `pinTriesPerCompany` wrong tries for one number within a day, its notice's PIN, which any account can use,
  /// is suspended. A requested PIN is bound to its account and stays valid, so nobody can lock a company out. Numbers
  /// without a company are counted too.
  private func triesPerNumber(_ key: String) -> Allowance {
    Allowance("pin|number|\(key)", limit: settings[CompanySettings.pinTriesPerCompany], window: .days(1))
  }

  private func isRequested(_ pin: Int64) async throws -> Bool {
    try await database.read { try PINQueries.pin(pin, in: $0)?.origin == .request }
  }

  private func noteWrong(_ company: Company?, by acting: Acting, _ cause: Cause) async throws {
    let subject = company.map { JournalEntry.Subject(.company, $0.id) } ?? .init(.account, acting.account.id)
    try await database.write { try Journal.record(cause.entry(.companyPINWrong, subject), at: cause.now, in: $0) }
  }
}
