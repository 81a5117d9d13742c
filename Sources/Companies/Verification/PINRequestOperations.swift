import Accounts
import Chronology
import Database
import Postbox
import Settings
import Web

/// The outcome of requesting a PIN by post.
package enum PINRequestOutcome: Sendable, Equatable {
  /// The request is stored. Whether the company exists and a letter will be made is not revealed.
  case requested
  /// Too many letters were requested by this account within a day.
  case tooManyRequests(wait: TimeSpan)
  /// The account requested this number recently; with the time when it may again.
  case tooSoon(until: Instant)
}

extension Companies {
  /// Requests a letter with a PIN, to the address that the chamber has on record, never to one that somebody types.
  /// - Parameter number: the company's, as typed.
  /// - Throws: `NotFound` for a deputy.
  package func requestPIN(
    for number: String, by acting: Acting, cause: Cause
  ) async throws -> PINRequestOutcome {
    try acting.requireOwnAccount()
    let wait = limiter.wait(
      for: "pin-request|\(acting.account.id)", limit: settings[CompanySettings.letterRequestsPerDay],
      window: .hours(24), now: cause.now)
    if let wait { return .tooManyRequests(wait: wait) }
    return try await database.write { try requestPIN(for: number, by: acting, cause: cause, in: $0) }
  }

  /// The answer depends only on what was typed. Only the letter depends on the company: one at a time, whoever requests
  /// it.
  private func requestPIN(
    for number: String, by acting: Acting, cause: Cause, in connection: any Connection
  ) throws -> PINRequestOutcome {
    let (key, account) = (NumberKey.folded(number), acting.account.id)
    let earlier = try PINRequestQueries.requests(of: account, since: cause.now - .days(90), in: connection)
      .filter { $0.numberKey == key }
    if let next = nextAllowed(after: earlier.map(\.requestedAt), now: cause.now) { return .tooSoon(until: next) }
    let pin = try order(for: key, by: acting, cause: cause, in: connection)
    try PINRequestQueries.add(number, key: key, account: account, pin: pin, now: cause.now, in: connection)
    return .requested
  }

  /// - Returns: the PIN to be posted; nil if none is.
  private func order(
    for key: String, by acting: Acting, cause: Cause, in connection: any Connection
  ) throws -> Int64? {
    let account = acting.account.id
    guard let company = try CompanyQueries.company(numberKey: key, in: connection),
      company.isActive(on: cause.day), company.hasPostalAddress
    else { return nil }
    let own = try PINQueries.requests(of: account, limit: 50, in: connection)
    if let open = own.first(where: { $0.company == company.id && $0.state == .requested }) { return open.id }
    let since = cause.now - .days(settings[CompanySettings.daysBetweenLetters])
    if try PINRequestQueries.isOnTheWay(to: company.id, since: since, in: connection) { return nil }
    let pin = try PINQueries.request(company: company.id, account: account, now: cause.now, in: connection)
    try Letters.request(Self.pinLetterKind, subject: pin, now: cause.now, in: connection)
    try record(.companyPINRequested, about: company.id, cause, ["account": String(account)], in: connection)
    return pin
  }

  /// Requests a letter with a PIN that is bound to no account, by decision of the chamber.
  package static func requestChamberPIN(for company: Int64, now: Instant, in connection: any Connection) throws {
    let pins = try PINQueries.request(forCompany: company, now: now, in: connection)
    for pin in pins { try Letters.request(pinLetterKind, subject: pin, now: now, in: connection) }
  }

  /// When the next letter may be requested; nil for now.
  private func nextAllowed(after requests: [Instant], now: Instant) -> Instant? {
    let pause = TimeSpan.days(settings[CompanySettings.daysBetweenLetters])
    if let latest = requests.max(), now < latest + pause { return latest + pause }
    let recent = requests.filter { $0 > now - .days(90) }.sorted()
    let limit = settings[CompanySettings.lettersPerQuarter]
    return recent.count >= limit ? recent[recent.count - limit] + .days(90) : nil
  }
}
