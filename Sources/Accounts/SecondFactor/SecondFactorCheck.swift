import Chronology
import Database
import Foundation
import Settings
import Sodium
import Web

/// What a person typed as the second factor.
package enum TypedFactor: Sendable {
  /// The six digits shown by the app.
  case code(String)
  case recovery(LetterCode)
}

/// The outcome of checking a second factor.
package enum FactorFinding: Sendable {
  case passed
  /// The right code, but already used. Costs no attempt.
  case used
  case wrong
  /// Too many wrong codes recently.
  case locked
}

extension Accounts {
  /// Reads the two fields for a second factor, of which one is filled in. A typing error is added to the errors and
  /// costs no attempt.
  func typedFactor(_ visit: Visit, _ errors: inout FieldErrors) -> TypedFactor? {
    if !visit.form.trimmed("ersatzcode").isEmpty {
      do {
        return .recovery(try LetterCode(typed: visit.form["ersatzcode"]))
      } catch {
        errors.add("ersatzcode", visit.t("accounts.code.\(error)"))
        return nil
      }
    }
    guard let digits = typedDigits(visit) else {
      errors.add("code", visit.t("accounts.factor.malformed"))
      return nil
    }
    return .code(digits)
  }

  /// The six digits of the field `code`, however they are grouped; nil for anything else.
  func typedDigits(_ visit: Visit) -> String? {
    let kept = visit.form["code"].unicodeScalars.filter { !FormInput.blanks.contains($0) && $0 != "-" }
    let digits = String(String.UnicodeScalarView(kept))
    let isCode = digits.utf8.count == OneTimePassword.digits && digits.utf8.allSatisfy { (48...57).contains($0) }
    return isCode ? digits : nil
  }

  /// Checks a second factor and uses its code up. Wrong codes count like wrong passwords, per known device or for all
  /// strangers together: signing in again with the password gives no more tries.
  func check(
    _ typed: TypedFactor, of account: Account, cause: Cause, in connection: any Connection
  ) throws -> FactorFinding {
    guard let stored = try SecondFactorQueries.lockedFactor(of: account.id, in: connection) else { return .wrong }
    let counter = try factorCounter(of: account.id, cause, in: connection)
    if try isLocked(counter, cause, in: connection) { return .locked }
    let finding = try compare(typed, with: stored, of: account.id, cause, in: connection)
    switch finding {
    case .wrong: try noteWrongFactor(of: account, counter, cause, in: connection)
    case .passed: try LockQueries.clear(counter, in: connection)
    case .used, .locked: break
    }
    return finding
  }

  /// Wrong codes are counted apart from wrong passwords: resetting the password by mail gives no more tries.
  func factorCounter(of account: Int64, _ cause: Cause, in connection: any Connection) throws -> TryCounter {
    TryCounter(
      account: account, device: try lockOrigin(of: account, cause, in: connection), purpose: .secondFactor)
  }

  func isLocked(_ counter: TryCounter, _ cause: Cause, in connection: any Connection) throws -> Bool {
    guard let until = try LockQueries.lockedUntil(counter, in: connection) else { return false }
    return cause.now < until
  }

  private func compare(
    _ typed: TypedFactor, with stored: StoredFactor, of account: Int64, _ cause: Cause, in connection: any Connection
  ) throws -> FactorFinding {
    switch typed {
    case .code(let digits):
      guard let secret = factorKey.open(stored.secret),
        let step = OneTimePassword(secret: secret).step(of: digits, at: cause.now)
      else { return .wrong }
      return try SecondFactorQueries.use(step: step, of: account, in: connection) ? .passed : .used
    case .recovery(let code):
      let hash = recoveryHash(code, of: account)
      guard try SecondFactorQueries.use(recoveryHash: hash, of: account, now: cause.now, in: connection) else {
        return .wrong
      }
      let left = try SecondFactorQueries.unusedRecoveryCodes(of: account, in: connection)
      try record(
        .accountRecoveryCodeUsed, account: account, cause: cause, details: ["left": String(left)], in: connection)
      return .passed
    }
  }

  private func noteWrongFactor(
    of account: Account, _ counter: TryCounter, _ cause: Cause, in connection: any Connection
  ) throws {
    let (limit, until) = (settings[AccountSettings.lockAfter], lockEnd(cause))
    _ = try LockQueries.reserve(counter, limit: limit, now: cause.now, in: connection)
    guard try LockQueries.lock(counter, after: limit, until: until, in: connection) else {
      return try record(
        .accountSecondFactorWrong, account: account.id, cause: cause, byOwner: false, in: connection)
    }
    try record(.accountSecondFactorLocked, account: account.id, cause: cause, byOwner: false, in: connection)
    try queueMail(.factorLocked(until: until), to: account, cause: cause, in: connection)
  }

  func recoveryHash(_ code: LetterCode, of account: Int64) -> [UInt8] {
    factorKey.hash("recovery|\(account)|\(code.letters)")
  }
}
