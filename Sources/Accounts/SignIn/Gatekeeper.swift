import Chronology
import Database
import Settings
import Sodium
import Web

/// The tokens that a browser gets: of the session and of the device.
package struct NewSession: Sendable {
  package let token: String
  package let deviceToken: String

  var cookies: [Cookie] {
    [
      Cookie(Accounts.sessionCookie, token),
      Cookie(Accounts.deviceCookie, deviceToken, lifetime: Accounts.deviceLifetime),
    ]
  }
}

/// Finds out on each request who is signed in, and with which functions (authentication).
extension Accounts {
  static let sessionCookie = "kp_session"
  static let deviceCookie = "kp_device"
  /// How long after the last sign-in a browser is remembered.
  static let deviceLifetime = TimeSpan.days(400)
  private static let deviceTokenLength = 20

  /// The site's gatekeeper: sets the principal and the secret that form tokens are bound to.
  package func admit(_ visit: inout Visit) async throws {
    guard let token = visit.cookies[Self.sessionCookie], !token.isEmpty else { return }
    guard let acting = try await acting(in: token, now: visit.now) else {
      visit.pendingCookies.append(.removal(of: Self.sessionCookie))
      return
    }
    visit.principal = acting
    visit.formSecret = FormSecret(token)
    try await touch(acting.session, now: visit.now)
  }

  /// The current user of a session, with all functions as they are now.
  /// - Returns: nil if the session is over, or the account may no longer act.
  package func acting(in token: String, now: Instant) async throws -> Acting? {
    let hash = tokenKey.hash(token)
    let idleSince = now - .minutes(settings[AccountSettings.idleMinutes])
    let (providers, deputyships, counters) = (providers, deputyships, counters)
    let secondFactorForOfficers = secondFactorForOfficers
    return try await database.read { connection -> Acting? in
      guard
        let session = try SessionQueries.session(
          tokenHash: hash, now: now, idleSince: idleSince, asking: providers.compactMap(\.source.condition),
          in: connection)
      else { return nil }
      let functions = try session.asking(providers).flatMap {
        try $0.functions(of: session.account.id, at: now, in: connection)
      }
      let onBehalf = try session.deputyship.flatMap { deputyship in
        try deputyships?.onBehalf(deputyship, deputy: session.account.id, at: now, in: connection)
      }
      var acting = Acting(
        session: session, functions: functions, onBehalf: onBehalf, hasOffers: session.hasOffers,
        secondFactorForOfficers: secondFactorForOfficers)
      acting.waiting = try counters.compactMap { try $0.waiting(for: acting, in: connection) }
      return acting
    }
  }

  /// Stores the time of the last click, at most once a minute, so that most page views write nothing.
  private func touch(_ session: Session, now: Instant) async throws {
    guard now - session.lastSeenAt > .minutes(1) else { return }
    try await database.write { try SessionQueries.touch(session.id, now: now, in: $0) }
  }

  /// Starts a session in this browser; called within the transaction of the sign-in.
  /// - Parameter known: the device of this browser, if the account has signed in there before.
  func startSession(
    for account: Int64, on known: Int64?, factor: SessionFactor, cause: Cause, in connection: any Connection
  ) throws -> NewSession {
    let now = cause.now
    let token = newSessionToken()
    let hours = settings[AccountSettings.sessionHours]
    let (device, deviceToken) = try device(for: account, known, cause, in: connection)
    try SessionQueries.add(
      account: account, device: device, factor: factor, tokenHash: tokenKey.hash(token), address: cause.address,
      expires: now + .hours(hours), now: now, in: connection)
    return NewSession(token: token, deviceToken: deviceToken)
  }

  func newSessionToken() -> String { Sodium.base64(Sodium.randomBytes(32)) }

  /// The device of this browser for the account; added if it is new.
  private func device(
    for account: Int64, _ known: Int64?, _ cause: Cause, in connection: any Connection
  ) throws -> (Int64, token: String) {
    let label = BrowserLabel.make(cause.client.userAgent)
    let sent = cause.client.deviceToken ?? ""
    let token = sent.utf8.count >= Self.deviceTokenLength ? sent : Sodium.base64(Sodium.randomBytes(24))
    if let known {
      try SessionQueries.touchDevice(known, label: label, now: cause.now, in: connection)
      return (known, token)
    }
    let device = try SessionQueries.addDevice(
      account: account, tokenHash: deviceHash(token, account), label: label, now: cause.now, in: connection)
    return (device, token)
  }

  /// The device of this browser, if the account has signed in there before.
  func knownDevice(of account: Int64, _ cause: Cause, in connection: any Connection) throws -> Int64? {
    guard let token = cause.client.deviceToken, token.utf8.count >= Self.deviceTokenLength else { return nil }
    // One browser may serve several people, so the token is hashed together with the account.
    return try SessionQueries.device(tokenHash: deviceHash(token, account), account: account, in: connection)
  }

  /// The counter for wrong tries from this browser: the device if it is known to the account, otherwise all strangers.
  func lockOrigin(of account: Int64, _ cause: Cause, in connection: any Connection) throws -> Int64 {
    try knownDevice(of: account, cause, in: connection) ?? TryCounter.stranger
  }

  func deviceHash(_ token: String, _ account: Int64) -> [UInt8] {
    tokenKey.hash("device|\(account)|\(token)")
  }
}

extension FunctionSource {
  fileprivate var condition: SQL? {
    if case .rows(let condition) = self { condition } else { nil }
  }
}

extension Session {
  /// The providers that may have functions for the account.
  fileprivate func asking(_ providers: [any FunctionProvider]) -> [any FunctionProvider] {
    var answers = meets.makeIterator()
    return providers.filter { provider in
      switch provider.source {
      case .grants(let kinds): !kinds.isDisjoint(with: grantKinds)
      case .rows: answers.next() ?? true
      }
    }
  }
}
