import Chronology
import Database
import Journal
import Postbox
import Settings
import Sodium
import Web
import Work

/// Switching the second factor on and off. During set-up, the secret travels sealed in the form and is stored with the
/// first right code, so that viewing the page changes nothing.
extension Accounts {
  @Sendable func factorProfile(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let state = try await factorState(of: acting.account.id) else {
      return factorSetUpPage(visit, acting, with: .random(), FieldErrors())
    }
    return factorStatePage(visit, acting, of: state, FieldErrors())
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
    guard let password = draft(visit.form["geheimnis"], of: acting.account.id) else {
      return .redirect(AccountPath.secondFactor)
    }
    guard let digits = typedDigits(visit) else {
      return factorSetUpPage(visit, acting, with: password, FieldErrors("code", visit.t("accounts.factor.malformed")))
    }
    let outcome = try await switchFactorOn(
      password, code: digits, password: visit.form["passwort"], by: acting, cause: visit.cause)
    switch outcome {
    case .wrongPassword:
      return factorSetUpPage(
        visit, acting, with: password, FieldErrors("passwort", visit.t("accounts.error.currentPassword")))
    case .wrongCode:
      return factorSetUpPage(visit, acting, with: password, FieldErrors("code", visit.t("accounts.factor.wrongFirst")))
    case .already: return .redirect(AccountPath.secondFactor)
    case .on(let codes): return recoveryCodePage(visit, acting, codes)
    }
  }

  @Sendable func switchFactorOff(_ visit: Visit) async throws -> Reply {
    let acting = try visit.signedIn()
    guard let state = try await factorState(of: acting.account.id) else { return .redirect(AccountPath.secondFactor) }
    var errors = FieldErrors()
    let typed = typedFactor(visit, &errors)
    let outcome = try await switchFactorOff(
      typed, password: visit.form["passwort"], by: acting, cause: visit.cause)
    switch outcome {
    case .off: return visit.redirect(to: AccountPath.profile, flash: .accountsFactorSwitchedOff)
    case .wrongPassword:
      return factorStatePage(
        visit, acting, of: state, FieldErrors("passwort", visit.t("accounts.error.currentPassword")))
    case .unreadable: break
    case .again(let finding): if let typed { add(finding, to: &errors, for: typed, visit.t) }
    }
    return factorStatePage(visit, acting, of: state, errors)
  }

  func removeFactor(of account: Int64, in connection: any Connection) throws -> Bool {
    try SessionQueries.setFactor(.none, of: account, in: connection)
    return try SecondFactorQueries.remove(from: account, in: connection)
  }

  /// Switches the factor off for somebody who lost both the phone and the recovery codes; all sessions end. For the
  /// operator.
  /// - Returns: false if the account has none.
  package func resetSecondFactor(
    of account: Account, t: Texts, site: Site, now: Instant, in connection: any Connection
  ) throws -> Bool {
    guard try removeFactor(of: account.id, in: connection) else { return false }
    _ = try SessionQueries.endAll(of: account.id, in: connection)
    try Journal.record(
      JournalEntry(.accountSecondFactorReset, .init(.account, account.id), actor: nil), at: now, in: connection)
    let mail = draft(.factorOff, to: account, t: t, site: site)
    try postbox.queue(mail, to: account.email, account: account.id, now: now, in: connection)
    return true
  }

  // MARK: Sealed secret

  /// The secret as carried by the form, usable for this account only.
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
