import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web

/// `Neue PIN anfordern`: a letter to the address that the chamber has on record, never to one that somebody types.
extension Companies {
  @Sendable func pinRequestForm(_ visit: Visit) async throws -> Reply {
    pinRequestPage(visit, number: visit.query.trimmed("betriebsnummer"), FieldErrors())
  }

  @Sendable func requestPIN(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let number = visit.form.trimmed("betriebsnummer")
    let key = NumberKey.folded(number)
    guard !key.isEmpty else {
      let digits = String(settings[CompanySettings.numberDigits])
      return pinRequestPage(
        visit, number: number, FieldErrors("betriebsnummer", visit.t("companies.error.number", ["digits": digits])))
    }
    if let wait = requestWait(acting, visit) {
      return pinRequestPage(
        visit, number: number,
        FieldErrors("betriebsnummer", visit.t("companies.error.requests", ["wait": visit.t.span(wait)])))
    }
    // Whether there is such a company is not told: the answer is the same, only no letter is made.
    if let problem = try await request(number, key, acting, visit) {
      return pinRequestPage(visit, number: number, FieldErrors("betriebsnummer", problem))
    }
    return visit.redirect(to: "/betrieb-freischalten", flash: "companies.pin.requested", ["number": number])
  }

  private func requestWait(_ acting: Acting, _ visit: Visit) -> TimeSpan? {
    limiter.wait(
      for: "pin-request|\(acting.account.id)", limit: settings[CompanySettings.letterRequestsPerDay],
      window: .hours(24), now: visit.now)
  }

  /// All is decided by what was typed, but for the letter: one at a time goes to a company, whoever asks.
  /// - Returns: nil when the request stands, else a sentence that tells why not.
  private func request(_ number: String, _ key: String, _ acting: Acting, _ visit: Visit) async throws -> String? {
    let account = acting.account.id
    return try await database.write { connection in
      let earlier = try PINRequestQueries.requests(of: account, since: visit.now - .days(90), in: connection)
        .filter { $0.numberKey == key }
      if let next = nextAllowed(after: earlier.map(\.requestedAt), now: visit.now) {
        return visit.t("companies.error.tooSoon", ["date": visit.t.longDate(visit.clock.day(of: next))])
      }
      let pin = try order(for: key, acting, visit, in: connection)
      try PINRequestQueries.add(number, key: key, account: account, pin: pin, now: visit.now, in: connection)
      return nil
    }
  }

  /// - Returns: the PIN that goes by post; nil for none.
  private func order(
    for key: String, _ acting: Acting, _ visit: Visit, in connection: any Connection
  ) throws -> Int64? {
    let account = acting.account.id
    guard let company = try CompanyQueries.company(numberKey: key, in: connection),
      company.isActive(on: visit.clock.day(of: visit.now)), company.hasPostalAddress
    else { return nil }
    let own = try PINQueries.requests(of: account, limit: 50, in: connection)
    if let open = own.first(where: { $0.company == company.id && $0.state == .requested }) { return open.id }
    let since = visit.now - .days(settings[CompanySettings.daysBetweenLetters])
    if try PINRequestQueries.isOnTheWay(to: company.id, since: since, in: connection) { return nil }
    let pin = try PINQueries.request(company: company.id, account: account, now: visit.now, in: connection)
    try Letters.request(Self.pinLetterKind, subject: pin, now: visit.now, in: connection)
    try record("company.pin.requested", company.id, visit, ["account": String(account)], in: connection)
    return pin
  }

  /// A letter with a PIN that is bound to no account, by decision of the chamber.
  package static func requestChamberPIN(for company: Int64, now: Instant, in connection: any Connection) throws {
    let pins = try PINQueries.request(forCompany: company, now: now, in: connection)
    for pin in pins { try Letters.request(pinLetterKind, subject: pin, now: now, in: connection) }
  }

  /// When the next letter may be asked for; nil for now.
  private func nextAllowed(after requests: [Instant], now: Instant) -> Instant? {
    let pause = TimeSpan.days(settings[CompanySettings.daysBetweenLetters])
    if let latest = requests.max(), now < latest + pause { return latest + pause }
    let recent = requests.filter { $0 > now - .days(90) }.sorted()
    let limit = settings[CompanySettings.lettersPerQuarter]
    return recent.count >= limit ? recent[recent.count - limit] + .days(90) : nil
  }
}
