import Chronology
import Database
import Journal
import Postbox
import Settings
import Sodium
import Web
import Work

/// Switching the second factor on and off. The secret of a set-up travels sealed in the form and is stored with the
/// first right code, so that looking at the page changes nothing.
extension Accounts {
  private static let recoveryCodes = 10

  @Sendable func factorProfile(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let state = try await factorState(of: acting.account.id) else {
      return factorSetUpPage(visit, acting, .random(), FieldErrors())
    }
    return factorStatePage(visit, acting, state, FieldErrors())
  }

  private func factorState(of account: Int64) async throws -> FactorState? {
    try await database.read { connection in
      guard let stored = try SecondFactorQueries.factor(of: account, in: connection) else { return nil }
      return FactorState(
        since: stored.confirmedAt, codesLeft: try SecondFactorQueries.unusedRecoveryCodes(of: account, in: connection))
    }
  }

  @Sendable func switchFactorOn(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    guard let password = draft(visit.form["geheimnis"], of: acting.account.id) else {
      return .redirect("/profil/zweiter-faktor")
    }
    guard let digits = typedDigits(visit) else {
      return factorSetUpPage(visit, acting, password, FieldErrors("code", visit.t("accounts.factor.malformed")))
    }
    guard try await isOwnPassword(visit.form["passwort"], visit) else {
      return factorSetUpPage(
        visit, acting, password, FieldErrors("passwort", visit.t("accounts.error.currentPassword")))
    }
    guard let step = password.step(of: digits, at: visit.now) else {
      return factorSetUpPage(visit, acting, password, FieldErrors("code", visit.t("accounts.factor.wrongFirst")))
    }
    let codes = (0..<Self.recoveryCodes).map { _ in LetterCode(random: Sodium.randomNumber(below:)) }
    let isOn = try await database.write {
      try switchOn(password, step: step, codes, acting, visit, in: $0)
    }
    guard isOn else { return .redirect("/profil/zweiter-faktor") }
    await signal.raise()
    return recoveryCodePage(visit, acting, codes)
  }

  private func switchOn(
    _ password: OneTimePassword, step: Int64, _ codes: [LetterCode], _ acting: Acting, _ visit: Visit,
    in connection: any Connection
  ) throws -> Bool {
    let account = acting.account
    try hold(acting, in: connection)
    guard
      try SecondFactorQueries.add(
        factorKey.seal(password.secret), to: account.id, step: step,
        recoveryHashes: codes.map { recoveryHash($0, of: account.id) }, now: visit.now, in: connection)
    else { return false }
    _ = try SessionQueries.endAll(of: account.id, but: acting.session.id, in: connection)
    try SessionQueries.setFactor(.passed, of: account.id, in: connection)
    try record("account.second_factor.on", account: account.id, visit: visit, in: connection)
    try queueMail(.factorOn, to: account, visit: visit, in: connection)
    return true
  }

  @Sendable func switchFactorOff(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    let account = acting.account
    if let wait = networkWait(visit) { return tooMany(visit, wait) }
    guard let state = try await factorState(of: account.id) else { return .redirect("/profil/zweiter-faktor") }
    guard try await isOwnPassword(visit.form["passwort"], visit) else {
      return factorStatePage(
        visit, acting, state, FieldErrors("passwort", visit.t("accounts.error.currentPassword")))
    }
    var errors = FieldErrors()
    guard let typed = typedFactor(visit, &errors) else { return factorStatePage(visit, acting, state, errors) }
    let finding = try await database.write { connection in
      try hold(acting, in: connection)
      let finding = try check(typed, of: account, visit: visit, in: connection)
      guard case .passed = finding else { return finding }
      _ = try removeFactor(of: account.id, in: connection)
      try record("account.second_factor.off", account: account.id, visit: visit, in: connection)
      try queueMail(.factorOff, to: account, visit: visit, in: connection)
      return finding
    }
    await signal.raise()
    guard case .passed = finding else {
      add(finding, to: &errors, for: typed, visit.t)
      return factorStatePage(visit, acting, state, errors)
    }
    return visit.redirect(to: "/profil", flash: "accounts.factor.switchedOff")
  }

  private func removeFactor(of account: Int64, in connection: any Connection) throws -> Bool {
    try SessionQueries.setFactor(.none, of: account, in: connection)
    return try SecondFactorQueries.remove(from: account, in: connection)
  }

  /// Switches the factor off for somebody who lost the phone and the recovery codes; all sessions end. For the
  /// operator.
  /// - Returns: false when the account has none.
  package func resetSecondFactor(
    of account: Account, t: Texts, site: Site, now: Instant, in connection: any Connection
  ) throws -> Bool {
    guard try removeFactor(of: account.id, in: connection) else { return false }
    _ = try SessionQueries.endAll(of: account.id, in: connection)
    try Journal.record(
      JournalEntry("account.second_factor.reset", .init("account", account.id), actor: nil), at: now, in: connection)
    let mail = draft(.factorOff, to: account, t: t, site: site)
    try postbox.queue(mail, to: account.email, account: account.id, now: now, in: connection)
    return true
  }

  // MARK: The secret on its way

  /// The secret as the form carries it, of use to this account only.
  func sealed(_ password: OneTimePassword, for account: Int64) -> String {
    Sodium.base64(draftKey.seal(Self.bytes(of: account) + password.secret))
  }

  private func draft(_ text: String, of account: Int64) -> OneTimePassword? {
    let mark = Self.bytes(of: account)
    guard let sealed = Sodium.bytes(base64: text), let plain = draftKey.open(sealed), plain.starts(with: mark) else {
      return nil
    }
    return OneTimePassword(secret: Array(plain.dropFirst(mark.count)))
  }

  private var draftKey: SecretKey { factorKey.derived(for: "set-up") }

  private static func bytes(of account: Int64) -> [UInt8] {
    withUnsafeBytes(of: account.bigEndian) { [UInt8]($0) }
  }
}
